// The search: answers what is typed from small files of an index, read when they are needed.
// It stands in place of the theme's own worker and speaks its messages; on pages read from a disk,
// where a browser starts no worker, it runs in a frame. `search_index.py` writes the index and
// `search_words.py` finds its words: change them together.
"use strict"

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const SCRIPT = self.document?.currentScript.src ?? self.location.href
const FOLDER = new URL("../../../search/", SCRIPT)

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
const SIGNS = "!#$%&'()*+,./:;<=>?@[]^`{|}~"
const MORE_SIGNS = 0xA1
const PREFIX = 3
const LEAST_ID = 5

// Results are as many pages as so many files hold: all of them on a small site.
const MOST_FILES = 12
const MOST_PAGES = 50
const MOST_ENTRIES = 60
const MOST_SHARDS = 300
const EXCERPT = 320

// What a word weighs by where it stands, and what else makes a result better.
const WHOLE_TITLE = 16, TITLE = 4, NAMES = 2, TEXT = 1
const BEGINNING = 0.5
const INHERITED = 0.4
const SAME_TITLE = 3
const SIDE_BY_SIDE = 1.5

let settings
let latest = 0

// ---------- words ----------

const WORD = /[\p{L}\p{N}_]+(?:[.,]\p{Nd}[\p{L}\p{N}_]*)*/gu
const WORD_WITH_MARKS = /[\p{L}\p{N}\p{M}_]+(?:[.,]\p{Nd}[\p{L}\p{N}\p{M}_]*)*/gu

function plain(text) {
  return text.toLowerCase().normalize("NFC").replaceAll("ß", "ss").replace(/[^\x00-\x7f]/gu, letter =>
    letter.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]/gu, " "))
}

function spelledOut(text) {
  return plain(text.toLowerCase().normalize("NFC").replace(/[äöü]/g, letter => `${plain(letter)}e`))
}

function wordsOf(text) {
  return plain(text).match(WORD) ?? []
}

// What was typed, word by word. All but the last are finished, and short ones are no beginnings.
function asked(text) {
  const typed = text.toLowerCase().normalize("NFC").match(WORD_WITH_MARKS) ?? []
  const words = typed.flatMap((word, index) => wordsOf(word).map(one => {
    const isLast = index === typed.length - 1
    return {
      typed: word,
      word: one,
      isLast,
      isBeginning: one.length >= PREFIX && (isLast || !/^\d/.test(one)),
    }
  }))
  const telling = words.filter(({word}) => !settings.stop_words.includes(word))
  return telling.length ? telling : words
}

function fits({word, isBeginning}, other) {
  return isBeginning ? other.startsWith(word) : other === word
}

// ---------- files of the index ----------

const shards = new Map()
const arrived = new Map()
self.searchShard = (name, content) => arrived.set(name, content)

function shard(name) {
  let content = shards.get(name)
  if (!content) {
    content = read(name)
    content.catch(() => shards.delete(name))
    if (shards.size >= MOST_SHARDS) shards.delete(shards.keys().next().value)
    shards.set(name, content)
  }
  return content
}

async function read(name) {
  const address = new URL(`${name}.js`, FOLDER)
  if (address.protocol === "file:") {
    await importScripts(address.href)
    const content = arrived.get(name)
    arrived.delete(name)
    return content
  }
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} is not there (${response.status})`)
  const text = await response.text()
  return JSON.parse(text.slice(text.indexOf(",") + 1, text.lastIndexOf(")")))
}

function shardOfWord(word) {
  let value = 0
  for (const letter of [...word].slice(0, PREFIX)) value = value * 31 + letter.codePointAt(0)
  return (Math.imul(value, 0x9E3779B1) >>> 16 & settings.word_shards - 1).toString(16)
}

function shardOfPage(id) {
  let value = 0
  for (const letter of id.slice(0, LEAST_ID)) value = value * 64 + ALPHABET.indexOf(letter)
  return (value % settings.page_shards).toString(16)
}

// ---------- which entries hold the words ----------

// Give, for each page that holds a word, its entries and what the word weighs in each.
async function holdersOf(asked) {
  const content = await shard(`words/${shardOfWord(asked.word)}`)
  const holder = new RegExp(`([\\w-]{${settings.id}})([^\\w-]+)`, "g")
  const pages = new Map()
  for (let index = 0; index < content.length; index += 2) {
    if (!fits(asked, content[index])) continue
    const share = content[index] === asked.word ? 1 : BEGINNING
    for (const [, id, signs] of content[index + 1].matchAll(holder)) {
      let entries = pages.get(id)
      if (!entries) pages.set(id, entries = new Map())
      for (const sign of signs) {
        const [entry, weight] = meaning(sign)
        entries.set(entry, Math.max(entries.get(entry) ?? 0, weight * share))
      }
    }
  }
  return {asked, pages, rarity: Math.log(1 + settings.pages / (pages.size || 1))}
}

function meaning(sign) {
  const place = SIGNS.indexOf(sign)
  const number = place >= 0 ? place : sign.codePointAt(0) - MORE_SIGNS + SIGNS.length
  if (number === 0) return [0, WHOLE_TITLE]
  const entry = number - 1 >> 1
  return [entry, number % 2 === 0 ? TITLE : entry ? TEXT : NAMES]
}

// Give the entries of a page that hold all words, those of its title and names included; else none.
function wholeMatches(id, held) {
  const numbers = new Set(held.flatMap(({pages}) => [...pages.get(id).keys()]))
  const found = []
  for (const number of numbers) {
    let score = 0
    const isWhole = held.every(({pages, rarity}) => {
      const entries = pages.get(id)
      const weight = entries.get(number) ?? (entries.get(0) ?? 0) * INHERITED
      score += weight * rarity
      return weight
    })
    if (isWhole) found.push({number, score, missing: []})
  }
  return found
}

// Give the entries of a page that holds all words, but no two of them in one place.
function partMatches(id, held) {
  const found = new Map()
  for (const {asked, pages, rarity} of held) {
    for (const [number, weight] of pages.get(id)) {
      const entry = found.get(number) ?? {number, score: 0, missing: held.map(one => one.asked.typed)}
      entry.score += weight * rarity
      entry.missing = entry.missing.filter(typed => typed !== asked.typed)
      found.set(number, entry)
    }
  }
  return [...found.values()]
}

async function bestPages(words) {
  const held = await Promise.all(words.map(holdersOf))
  const rarest = held.reduce((one, other) => other.pages.size < one.pages.size ? other : one)
  const ids = [...rarest.pages.keys()].filter(id => held.every(({pages}) => pages.has(id)))
  for (const matches of [wholeMatches, partMatches]) {
    const pages = ids
      .map(id => ({id, entries: matches(id, held).sort((one, other) => other.score - one.score)}))
      .filter(({entries}) => entries.length)
    pages.sort((one, other) => other.entries[0].score - one.entries[0].score)
    if (pages.length) return pages
  }
  return []
}

// ---------- what results show ----------

async function shown({id, entries}, words) {
  const content = await shard(`pages/${shardOfPage(id)}`)
  const page = content.find(([other]) => other.startsWith(id))
  if (!page) return []
  const phrase = words.map(({word}) => word).join(" ")
  const items = []
  for (const {number, score, missing} of entries.slice(0, MOST_ENTRIES)) {
    const [anchor, title, text] = page.slice(2 + 3 * number, 5 + 3 * number)
    if (title === undefined) continue
    const titleWords = wordsOf(title).join(" ")
    const terms = Object.fromEntries(words.map(({typed}) => [typed, !missing.includes(typed)]))
    const isSame = titleWords === phrase
    const isPhrase = words.length > 1 && ` ${titleWords} ${wordsOf(text).join(" ")}`.includes(` ${phrase}`)
    items.push({
      location: anchor ? `${page[1]}#${anchor}` : page[1],
      title: marked(title, words),
      text: marked(excerpt(text, words), words),
      score: score * (isSame ? SAME_TITLE : 1) * (isPhrase ? SIDE_BY_SIDE : 1),
      terms,
      words: `${titleWords} ${wordsOf(text).join(" ")}`,
    })
  }
  items.sort((one, other) => other.score - one.score)
  // The theme puts all results of a page under the page's own, which it looks for.
  if (items.length && !items.some(({location}) => location === page[1])) {
    items.push({location: page[1], title: escaped(page[3]), text: "", score: 0, terms: {}, words: ""})
  }
  return items
}

// Give the best pages that can be shown without reading too many files.
function withinReach(pages) {
  const files = new Set()
  const end = pages.findIndex(({id}, index) =>
    index >= MOST_PAGES || files.add(shardOfPage(id)).size > MOST_FILES)
  return end < 0 ? pages : pages.slice(0, end)
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
}

function isAsked(found, words) {
  const forms = [...wordsOf(found), spelledOut(found), plain(found).replace(/[.,]/g, "")]
  return words.some(word => forms.some(form => fits(word, form)))
}

function marked(text, words) {
  let html = "", end = 0
  for (const {0: found, index} of text.matchAll(WORD_WITH_MARKS)) {
    if (!isAsked(found, words)) continue
    html += `${escaped(text.slice(end, index))}<mark>${escaped(found)}</mark>`
    end = index + found.length
  }
  return html + escaped(text.slice(end))
}

// Cut a long text around the first word that was asked for.
function excerpt(text, words) {
  if (text.length <= EXCERPT) return text
  const first = [...text.matchAll(WORD_WITH_MARKS)].find(([found]) => isAsked(found, words))?.index ?? 0
  const start = first < EXCERPT / 2 ? 0 : text.lastIndexOf(" ", first - EXCERPT / 4) + 1
  const end = text.lastIndexOf(" ", start + EXCERPT)
  const cut = text.slice(start, end > first ? end : start + EXCERPT)
  return `${start ? "… " : ""}${cut}${start + cut.length < text.length ? " …" : ""}`
}

// The word that is being typed as the best result goes on with it, for the theme to finish.
function suggestion(query, items, words) {
  const begun = query.split(/[\s-]+/).at(-1)
  const last = words.at(-1).word
  if (plain(begun) !== last || !words.at(-1).isLast) return []
  const longer = items[0]?.[0].words.split(" ").find(word => word.startsWith(last))
  return longer ? [begun + longer.slice(last.length)] : []
}

function note(title, text, query) {
  return [{location: `${settings.home}?q=${encodeURIComponent(query)}`, title, text, score: 0, terms: {}}]
}

// Answer a query; null if another one has come meanwhile.
async function answer(query, isLatest) {
  const words = asked(query)
  if (!words.length) return {items: []}
  const pages = await bestPages(words)
  if (!isLatest()) return null
  const reached = withinReach(pages)
  const found = await Promise.all(reached.map(page => shown(page, words)))
  const items = found.filter(page => page.length)
  items.sort(([one], [other]) => other.score - one.score)
  const suggest = suggestion(query, items, words)
  items.forEach(page => page.forEach(item => delete item.words))
  if (pages.length > reached.length) {
    const title = `The best ${reached.length} of ${pages.length} pages`
    items.push(note(title, "Another word narrows it down.", query))
  }
  return {items, suggest}
}

addEventListener("message", async ({data: {type, data}}) => {
  if (type === SETUP) {
    settings = data.config.shards
    postMessage({type: READY})
  }
  if (type !== QUERY) return
  const own = ++latest
  const isLatest = () => own === latest
  let result
  try {
    result = await answer(data, isLatest)
  } catch (error) {
    console.error(error)
    result = {items: [note("The search cannot read its index", escaped(error.message), data)]}
  }
  if (result && isLatest()) postMessage({type: RESULT, data: result})
})
