// "Jump to": a list of places that the keyboard narrows down and opens, and, on the page for
// addresses that do not exist, the pages that have nearly that address.
"use strict"

{
  const MOST_SHOWN = 12
  const LEAST_TYPED = 3
  const MOST_NEAR = 5
  // Below this share of letters in common, an address is not like another.
  const LEAST_ALIKE = 0.5
  const tabs = [...document.querySelectorAll(".md-tabs__link[href]")]
  const made = (tag, properties) => Object.assign(document.createElement(tag), properties)
  const placed = (text, about, url) => ({text: text.replace("¶", "").trim(), about, url})

  // What this page links or names comes first, then the sections of the site.
  function placesHere() {
    const heads = [...document.querySelectorAll("article :is(h2, h3)[id]")]
    const facts = [...document.querySelectorAll("article li[id] > .what")]
    return [
      ...heads.map(head => placed(head.textContent, "on this page", `#${head.id}`)),
      ...facts.map(what => placed(what.innerText.replace(/\s+/g, " "), "on this page",
        `#${what.parentElement.id}`)),
      ...tabs.map(tab => placed(tab.textContent, "section", tab.href)),
    ]
  }

  // The names in the lists of the site; of a list of several pages, those of the first, which knows
  // that there are more. Pages read from a disk may not be fetched: none, then.
  let hasMore = false
  async function placesElsewhere() {
    const told = await Promise.allSettled(tabs.map(async tab => {
      const answer = await fetch(tab.href)
      const list = new DOMParser().parseFromString(await answer.text(), "text/html")
      hasMore ||= Boolean(list.querySelector("nav.parts"))
      return [...list.querySelectorAll("table.list tbody th a[href]")].map(link => placed(
        link.textContent, tab.textContent.trim(), new URL(link.getAttribute("href"), tab.href).href
      ))
    }))
    const found = told.flatMap(({value}) => value ?? [])
    // Open questions name entities as well: the section of an entity is the first to name it.
    const first = new Map()
    for (const place of found) if (!first.has(place.url)) first.set(place.url, place)
    return [...first.values()]
  }

  // The search of the site, which knows all names; it speaks as the theme's worker does.
  const SETUP = 0, QUERY = 2, RESULT = 3
  async function searcher() {
    const {base, search} = JSON.parse(document.getElementById("__config").textContent)
    const root = new URL(`${base}/`, location.href)
    const {config} = await (await fetch(new URL("search/search_index.json", root))).json()
    const worker = new Worker(new URL(search, location.href))
    worker.postMessage({type: SETUP, data: {config}})
    return words => new Promise(resolve => {
      worker.onmessage = ({data: {type, data}}) => { if (type === RESULT) resolve(named(data.items, root)) }
      worker.postMessage({type: QUERY, data: words})
    })
  }

  // The pages among results, each with the section it stands in; other results are no names.
  function named(items, root) {
    const text = html => new DOMParser().parseFromString(html, "text/html").body.textContent
    return items.flatMap(results => {
      const page = results.find(({location}) => !/[#?]/.test(location))
      const url = page && new URL(page.location, root).href
      const tab = url && tabs.find(({href}) => url.startsWith(href) && url !== href && href !== root.href)
      return tab ? [placed(text(page.title), tab.textContent.trim(), url)] : []
    })
  }

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
  }

  // Places whose words begin with what was typed stand before those that only hold it.
  function matching(places, typed) {
    const words = plain(typed).split(/\s+/).filter(Boolean)
    const told = places.map(place => [place, plain(`${place.text} ${place.about}`)])
    return told
      .filter(([, text]) => words.every(word => text.includes(word)))
      .sort(([, one], [, other]) => other.startsWith(words[0] ?? "") - one.startsWith(words[0] ?? ""))
      .map(([place]) => place)
      .slice(0, MOST_SHOWN)
  }

  function search(words) {
    const field = document.querySelector(".md-search__input")
    document.getElementById("__search").checked = true
    field.focus()
    field.value = words
    field.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}))
  }

  function jumper() {
    const dialog = made("dialog", {className: "jump"})
    const field = made("input", {type: "text", autocomplete: "off", spellcheck: false})
    const list = made("ul", {id: "jump-list"})
    const label = made("label", {textContent: "Jump to"})
    let places = placesHere()
    let chosen = 0
    let ask = null
    label.append(field)
    dialog.setAttribute("aria-label", "Jump to")
    list.setAttribute("role", "listbox")
    list.setAttribute("aria-label", "Places")
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "true", "aria-controls": list.id, "aria-autocomplete": "list",
    })) field.setAttribute(name, value)

    function choose(index) {
      const options = [...list.children]
      chosen = (index + options.length) % options.length
      options.forEach((option, place) => option.setAttribute("aria-selected", place === chosen))
      field.setAttribute("aria-activedescendant", options[chosen].id)
      options[chosen].scrollIntoView({block: "nearest"})
    }

    function show(chooses = 0) {
      const found = matching(places, field.value)
      const rows = found.map(({text, about, url}) => ({text, about, go: () => { location.href = url }}))
      if (field.value.trim() || !rows.length) rows.push({
        text: `Search for “${field.value.trim()}”`, about: "all facts", go: () => search(field.value),
      })
      list.replaceChildren(...rows.map(({text, about, go}, index) => {
        const option = made("li", {id: `jump-${index}`, textContent: text})
        option.setAttribute("role", "option")
        option.append(" ", made("small", {textContent: about}))
        option.addEventListener("click", () => { dialog.close(); go() })
        return option
      }))
      choose(chooses)
    }

    // Lists of several pages name only some of what there is: the search finds the others.
    async function showMore() {
      const typed = field.value
      if (!hasMore || typed.trim().length < LEAST_TYPED) return
      ask ??= searcher()
      const found = await (await ask)(typed)
      const known = new Set(places.map(({url}) => url))
      const fresh = found.filter(({url}) => !known.has(url))
      places = [...places, ...fresh]
      if (fresh.length && field.value === typed) show(chosen)
    }

    field.addEventListener("input", () => { show(); showMore() })
    field.addEventListener("keydown", event => {
      // The theme listens to keys as well, and would move in the results of its search.
      event.stopPropagation()
      if (event.isComposing) return
      if (event.key === "ArrowDown") choose(chosen + 1)
      else if (event.key === "ArrowUp") choose(chosen - 1)
      else if (event.key === "Enter") list.children[chosen].click()
      else return
      event.preventDefault()
    })
    dialog.append(label, list)
    document.body.append(dialog)
    placesElsewhere().then(found => { places = [...places, ...found]; show(); showMore() })
    return () => {
      if (dialog.open) return
      field.value = ""
      show()
      dialog.showModal()
    }
  }

  let open = null
  const jump = () => { open ??= jumper(); open() }
  const button = made("button", {type: "button", className: "jump-open", textContent: "Jump to …"})
  button.title = "Ctrl K"
  button.addEventListener("click", jump)
  document.querySelector("[data-md-component=skip]")?.append(button)
  addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === "k") {
      event.preventDefault()
      jump()
    } else if (/^[fspn/,.]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey &&
      !event.target.closest("input, textarea, select, [contenteditable]")) {
      // The theme takes single letters as commands, which who speaks to a computer gives by mistake.
      event.stopImmediatePropagation()
    }
  }, true)

  // How alike two addresses are: the share of pairs of letters that both have.
  function alike(one, other) {
    const pairs = text => new Set([...text].slice(1).map((letter, at) => text[at] + letter))
    const [left, right] = [pairs(one), pairs(other)]
    const both = [...left].filter(pair => right.has(pair)).length
    return 2 * both / (left.size + right.size || 1)
  }

  async function nearest(hints) {
    const last = url => plain(decodeURIComponent(new URL(url).pathname)).split("/").filter(Boolean).pop() ?? ""
    const wanted = last(location.href)
    const near = (await placesElsewhere())
      .map(place => [alike(wanted, last(place.url)), place])
      .filter(([share]) => share >= LEAST_ALIKE)
      .sort(([one], [other]) => other - one)
      .slice(0, MOST_NEAR)
    if (!near.length) return
    const list = made("ul", {})
    list.append(...near.map(([, {text, about, url}]) => {
      const item = made("li", {})
      item.append(made("a", {href: url, textContent: text}), ` (${about})`)
      return item
    }))
    hints.append(made("h2", {textContent: "Pages with nearly this address"}), list)
  }
  const hints = document.querySelector(".not-found")
  if (hints) nearest(hints)
}
