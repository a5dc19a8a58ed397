// Where the theme keeps its settings, and the colours, set as soon as the header is read so that no
// page is shown in the wrong ones. Colours follow the system until a reader picks the others;
// picking the system's own means to follow it again. The theme calls __md_get and __md_set.
var __md_is_chosen = false
var __md_scope = new URL("..", document.currentScript.src)

function __md_get(name, storage = localStorage, scope = __md_scope) {
  return JSON.parse(storage.getItem(`${scope.pathname}.${name}`))
}

function __md_set(name, value, storage = localStorage, scope = __md_scope) {
  const key = `${scope.pathname}.${name}`
  const isPalette = name === "__palette"
  // The theme sets the colours on every page, and when the system switches; only a change of the
  // switch is a reader's choice.
  if (isPalette && !__md_is_chosen) return
  try {
    if (isPalette && matchMedia(value.color.media).matches) storage.removeItem(key)
    else storage.setItem(key, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing forgets the choice; the page works all the same.
  }
}

{
  const choices = [...document.querySelectorAll("input[name=__palette]")]
  const wanted = () => choices[__md_get("__palette")?.index] ??
    choices.find(({dataset}) => matchMedia(dataset.mdColorMedia).matches)
  const choice = wanted()
  if (choice) {
    document.body.dataset.mdColorScheme = choice.dataset.mdColorScheme
    choice.nextElementSibling.hidden = false
  }
  let isFollowing = false
  addEventListener("change", ({target}) => {
    if (target.name === "__palette") __md_is_chosen = !isFollowing
  }, true)
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    __md_is_chosen = false
    // The theme has listened too, and goes back to the colours the page was opened in.
    setTimeout(() => {
      isFollowing = true
      wanted()?.dispatchEvent(new Event("change", {bubbles: true}))
      isFollowing = false
    })
  })
}
