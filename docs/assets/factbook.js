// Tables that sort and filter, foldouts that open where a link leads, words that copy.
// Every page says the same without it. What a reader chose stands in the address.
"use strict"

{
  const address = new URL(location.href)
  const LEAST_ROWS = 8

  function remember(key, value) {
    if (value) address.searchParams.set(key, value)
    else address.searchParams.delete(key)
    address.hash = location.hash
    history.replaceState(null, "", address)
  }

  function made(tag, properties) {
    return Object.assign(document.createElement(tag), properties)
  }

  function keyOf(row, column, isNumber) {
    const cell = row.cells[column]
    const text = cell.dataset.sort ?? cell.textContent.trim()
    if (!isNumber) return text
    const number = parseFloat(text.replace(/,/g, ""))
    return Number.isNaN(number) ? null : number
  }

  function sort(table, column, isDown) {
    const heads = [...table.tHead.rows[0].cells]
    const isNumber = heads[column].classList.contains("num")
    const body = table.tBodies[0]
    const rows = [...body.rows].map(row => [keyOf(row, column, isNumber), row])
    const sign = isDown ? -1 : 1
    // What has no value stands last in either direction.
    const isEmpty = key => key === null || key === ""
    const unitOf = row => row.cells[column].dataset.unit ?? ""
    // Amounts in different units are not compared: those of one unit stand together.
    rows.sort(([one, row], [other, next]) => isEmpty(one) - isEmpty(other) ||
      unitOf(row).localeCompare(unitOf(next)) || sign * (
      isNumber ? one - other : one.localeCompare(other, "en", {numeric: true})
    ))
    body.append(...rows.map(([, row]) => row))
    heads.forEach((head, index) => {
      if (index === column) head.setAttribute("aria-sort", isDown ? "descending" : "ascending")
      else head.removeAttribute("aria-sort")
    })
  }

  function sortable(table, key) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = made("button", {type: "button"})
      button.append(...head.childNodes)
      button.addEventListener("click", () => {
        const isDown = head.getAttribute("aria-sort") === "ascending"
        sort(table, column, isDown)
        remember(key, `${column}${isDown ? "-" : ""}`)
      })
      head.append(button)
    })
    const chosen = /^(\d+)(-?)$/.exec(address.searchParams.get(key) ?? "")
    if (chosen && table.tHead.rows[0].cells[+chosen[1]]) sort(table, +chosen[1], chosen[2] === "-")
  }

  function filterable(table, key) {
    const rows = [...table.tBodies[0].rows]
    const field = made("input", {type: "search", className: "filter", placeholder: "Filter this table"})
    const count = made("p", {className: "filter-count"})
    field.setAttribute("aria-label", "Filter this table")
    count.setAttribute("role", "status")
    const texts = rows.map(row => row.textContent.toLowerCase())
    const box = made("div", {className: "filters"})
    box.append(field, count)
    const apply = () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
      rows.forEach((row, index) => { row.hidden = !words.every(word => texts[index].includes(word)) })
      const shown = rows.filter(row => !row.hidden).length
      count.textContent = words.length ? `${shown} of ${rows.length}` : ""
    }
    field.addEventListener("input", () => { apply(); remember(key, field.value) })
    field.value = address.searchParams.get(key) ?? ""
    apply()
    // The style sheet keeps room for it above tables of so many rows: nothing moves.
    table.closest(".scroll").before(box)
  }

  document.querySelectorAll("table[data-list]").forEach((table, index) => {
    const rank = index || ""
    if (table.tBodies[0].rows.length > 1) sortable(table, `sort${rank}`)
    if (table.tBodies[0].rows.length >= LEAST_ROWS) filterable(table, `filter${rank}`)
  })

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target) return
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true
    }
    // Who follows a link to a fact wants to see its proof.
    const proof = target.querySelector(":scope > details.proof")
    if (proof) proof.open = true
    target.scrollIntoView()
  }
  addEventListener("hashchange", reveal)
  if (location.hash) reveal()

  const LATEX = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
  const MONTHS = ("January February March April May June July August September October November " +
    "December").split(" ")
  // How a fact is cited: ... (state). Name of the site, compared DAY MONTH YEAR, ADDRESS. Source: ...
  const CITED = /\(([^()]+)\)\. .*?(?:, compared (\d+) (\w+) (\d+))?, (\S*?)([^/\s]+)\/#([^\s#]+)\. Source: /s

  function latex(words) {
    return words.replace(/\s+/g, " ").trim().replace(/[\\~^{}&%$#_]/g, sign => LATEX[sign] ?? `\\${sign}`)
  }

  function wordsOf(element) {
    const copy = element.cloneNode(true)
    copy.querySelectorAll(".st, .more").forEach(part => part.remove())
    return copy.textContent
  }

  // The entry of a fact as data/facts.bib has it, made from what the page shows of it; of the source,
  // its name, title and line.
  function bibtex(proof) {
    const cited = CITED.exec(proof.querySelector(":scope > .cite > span").textContent)
    const [, state, day, month, year, address, folder, anchor] = cited
    // On the list of a kind, the anchor holds the entity as well.
    const id = anchor.includes(".") ? anchor.replace(".", "/") : `${folder}/${anchor}`
    const told = proof.querySelector(":scope > summary + p:not([class])") ??
      proof.closest("li").querySelector(":scope > .val") ?? proof.closest("li").querySelector(":scope > p")
    const quote = proof.querySelector("blockquote > p")
    const words = [...quote.querySelectorAll("mark")].map(mark => mark.textContent).join(" … ")
    const source = proof.querySelector("blockquote > footer").textContent
    const site = document.querySelector("meta[property='og:site_name']").content
    const fields = {
      title: `{${latex(wordsOf(told))}}`,
      author: `{${latex(site)}}`,
      year, month: month && String(MONTHS.indexOf(month) + 1), day,
      howpublished: latex(`Fact ${id}, state: ${state}`),
      note: latex(`"${words}" (${source}, ${quote.querySelector("a").textContent})`),
      url: /^https?:/.test(address) ? `${address}${folder}/#${anchor}` : "",
    }
    const rows = Object.entries(fields).filter(([, content]) => content)
    return `@misc{${id.replace("/", ":")},\n${rows.map(([name, content]) => `  ${name} = {${content}},\n`).join("")}}\n`
  }

  function copying(name, text, failed) {
    const button = made("button", {type: "button", textContent: name})
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(await text())
        button.textContent = "Copied"
      } catch {
        // The clipboard is refused, or the page is read from a disk.
        failed(button)
      }
    })
    return button
  }

  document.addEventListener("toggle", event => {
    const words = event.target.open && event.target.querySelector(":scope > .cite > span")
    if (!words || !navigator.clipboard || words.nextElementSibling?.matches("button")) return
    const own = event.target.closest("li").querySelector(":is(.what, .ctx) a[href*='#']")
    const select = () => getSelection().selectAllChildren(words)
    words.after(" ", copying("Copy", () => words.textContent, select), ...own ? [
      " ", copying("Copy link", () => own.href, () => { location.href = own.href }),
    ] : [])
    words.parentElement.querySelector("button:last-of-type").after(
      " ", copying("Copy BibTeX", () => bibtex(event.target), select),
    )
  }, true)

  // On paper a foldout is a numbered note at the end of the page.
  let restore = []
  addEventListener("beforeprint", () => {
    const article = document.querySelector(".md-content__inner")
    if (!article || restore.length) return
    const notes = made("ol", {className: "notes"})
    document.querySelectorAll(".md-typeset details").forEach(fold => {
      const isOpen = fold.open
      if (!fold.classList.contains("proof")) {
        fold.open = true
        restore.push(() => { fold.open = isOpen })
        return
      }
      const words = [...fold.children].slice(1)
      const note = made("li", {})
      note.append(...words)
      notes.append(note)
      const summary = fold.querySelector("summary")
      summary.dataset.note = notes.children.length
      restore.push(() => { fold.append(...words); delete summary.dataset.note })
    })
    if (!notes.children.length) return
    const title = made("h2", {textContent: "Notes"})
    article.append(title, notes)
    restore.push(() => { title.remove(); notes.remove() })
  })
  addEventListener("afterprint", () => { restore.forEach(undo => undo()); restore = [] })
}
