// The one file: its search, its colours, and foldouts that open where a link leads.
// All of it can be read without this script.
"use strict"

{
  const MOST = 40
  const find = name => document.getElementById(name)
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase()
  const wordsOf = text => plain(text).match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? []
  let entries

  function read() {
    entries ??= JSON.parse(find("search.json").textContent).map(([anchor, title, text, others]) => (
      {anchor, title, text, inTitle: wordsOf(title), words: wordsOf(`${title} ${text} ${others}`)}
    ))
    return entries
  }

  function scored(entry, asked) {
    let score = 0
    for (const word of asked) {
      if (!entry.words.some(one => one.startsWith(word))) return 0
      score += entry.inTitle.includes(word) ? 4 : 1
      score += entry.words.includes(word) ? 2 : 0
    }
    return score
  }

  function search() {
    const asked = wordsOf(find("whole-query").value)
    const found = asked.length ? read().map(entry => [scored(entry, asked), entry]) : []
    const hits = found.filter(([score]) => score).sort(([one], [other]) => other - one)
    find("whole-count").textContent = asked.length
      ? `${hits.length} found${hits.length > MOST ? `, the first ${MOST} are shown` : ""}` : ""
    find("whole-found").replaceChildren(...hits.slice(0, MOST).map(([, entry]) => {
      const link = Object.assign(document.createElement("a"), {textContent: entry.title})
      link.href = `#${entry.anchor}`
      const text = Object.assign(document.createElement("small"), {textContent: entry.text})
      const item = document.createElement("li")
      item.append(link, text)
      return item
    }))
  }

  function open() {
    const target = find(decodeURIComponent(location.hash.slice(1)))
    let above = target?.parentElement
    while (above) {
      if (above.localName === "details") above.open = true
      above = above.parentElement
    }
    target?.querySelector(":scope > details")?.setAttribute("open", "")
    target?.scrollIntoView()
  }

  function paint(isDark) {
    document.body.dataset.mdColorScheme = isDark ? "slate" : "default"
  }

  const form = document.querySelector(".whole-search")
  form.hidden = false
  form.addEventListener("submit", event => event.preventDefault())
  find("whole-query").addEventListener("input", search)
  const dark = matchMedia("(prefers-color-scheme: dark)")
  paint(dark.matches)
  dark.addEventListener("change", () => paint(dark.matches))
  find("whole-colours").addEventListener("click", () => {
    paint(document.body.dataset.mdColorScheme === "default")
  })
  addEventListener("hashchange", open)
  if (location.hash) open()
}
