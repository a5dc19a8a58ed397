"""What the search reads: which pages and entries hold a word, and what these say.

The index is cut into many small files, so that a browser reads only the few that a question
needs, at any size of the site. Every page has an id made from its location alone, so that an edit
of one page changes the files that hold its words, and no other.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from factbook.page import SearchEntry
from factbook.search_words import END, STOP_WORDS, forms, words_of

WORDS, PAGES = "search/words", "search/pages"
PAGES_PER_WORD_SHARD = 32
PAGES_PER_PAGE_SHARD = 8
MOST_WORD_SHARDS = 1024
# Words that begin alike are in one shard: a word is found from so many letters on.
PREFIX = 3
# So few that two pages of some ten thousand hardly ever share an id; if they do, it is longer.
LEAST_ID, MOST_ID = 5, 12
MULTIPLIER = 0x9E3779B1

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
# The whole title of the page, then text and title of each entry: signs that no id has.
_SIGNS = "!#$%&'()*+,./:;<=>?@[]^`{|}~"
_MORE_SIGNS = 0xA1
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_STOP_WORDS = frozenset(word.encode() for word in STOP_WORDS)


class Found(NamedTuple):
    """What the search finds of one page: made from its entries alone, merged with all others.

    `words` gives for a run of signs, which say in what entries they stand, words with spaces
    between; `document` is the page as results show it.
    """

    location: str
    document: str
    words: Mapping[str, str]


class Change(NamedTuple):
    """What the search found of the page at a location, and what it finds now: None of no page."""

    location: str
    before: Found | None
    after: Found | None


def found_of(location: str, entries: Sequence[SearchEntry]) -> Found:
    """Sum up the entries of a page; the first is that of the page itself.

    The words of its title are not noted again for the other entries.
    """
    words, odd = words_of([text for entry in entries for text in (entry.title, entry.text)])
    signs: dict[bytes, str] = {}
    known: frozenset[bytes] | set[bytes] = _STOP_WORDS
    start = 0
    for number in range(len(entries)):
        end = words.index(END, start)
        title = _with_forms(words[start:end], odd)
        is_one_word = end - start == 1
        start = words.index(END, end + 1)
        text = _with_forms(words[end + 1 : start], odd)
        start += 1
        # Not in place: that would look for each of the many words that are known.
        text = text - title - known
        if number:
            title = title - known
        else:
            known = known | title
        is_whole = is_one_word and not number
        _note(signs, title, _sign(0 if is_whole else 2 * number + 2))
        _note(signs, text, _sign(2 * number + 1))
    return Found(location, _document(location, entries), _grouped(signs))


def shard_counts(pages: int) -> tuple[int, int]:
    """Give how many shards the words and the pages of a site have: powers of two."""
    return (
        min(_power_of_two(pages / PAGES_PER_WORD_SHARD), MOST_WORD_SHARDS),
        _power_of_two(pages / PAGES_PER_PAGE_SHARD),
    )


def shards(found: Iterable[Found]) -> Iterator[tuple[str, bytes]]:
    """Give the files of the index (path in the site, content), in the order of their names."""
    pages = sorted(((page_id(one.location), one) for one in found), key=itemgetter(0))
    length = _telling_letters([id for id, _ in pages])
    word_shards, page_shards = shard_counts(len(pages))
    documents: list[list[str]] = [[] for _ in range(page_shards)]
    holders: defaultdict[str, list[str]] = defaultdict(list)
    for whole, one in pages:
        id = whole[:length]
        documents[shard_of_page(id, page_shards)].append(_entry(id, one))
        for signs, words in one.words.items():
            holder = id + signs
            for word in words.split(" "):
                holders[word].append(holder)
    for number, parts in enumerate(documents):
        yield _file(f"{PAGES}/{number:x}", _listed(parts))
    lists: list[list[str]] = [[] for _ in range(word_shards)]
    for word in sorted(holders):
        lists[shard_of_word(word, word_shards)] += (word, "".join(holders.pop(word)))
    for number, flat in enumerate(lists):
        yield _file(f"{WORDS}/{number:x}", _json(flat))


def shards_again(
    changes: Iterable[Change], pages: int, letters: int, read: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    """Give those files of the index that these changes change, made of their older state.

    The site has as many `pages` that as many shards are made for them as before, and as many
    letters tell their ids apart. `read` gives the older state of a file.
    """
    word_shards, page_shards = shard_counts(pages)
    documents: defaultdict[int, dict[str, str]] = defaultdict(dict)
    words: defaultdict[int, dict[str, dict[str, str]]] = defaultdict(dict)
    for location, before, after in changes:
        id = page_id(location)[:letters]
        if (before and before.document) != (after and after.document):
            documents[shard_of_page(id, page_shards)][id] = _entry(id, after) if after else ""
        old, new = _signs_of(before), _signs_of(after)
        for word in old.keys() | new.keys():
            if old.get(word) != new.get(word):
                holders = words[shard_of_word(word, word_shards)].setdefault(word, {})
                holders[id] = new.get(word, "")
    for number, entries in sorted(documents.items()):
        name = f"{PAGES}/{number:x}"
        yield _file(name, _listed_again(_content(name, read), entries, letters))
    for number, changed in sorted(words.items()):
        name = f"{WORDS}/{number:x}"
        yield _file(name, _json(_flat_again(json.loads(_content(name, read)), changed, letters)))


def page_id(location: str) -> str:
    """Give the id of a page, of which as many letters are used as tell all pages apart."""
    return urlsafe_b64encode(blake2b(location.encode(), digest_size=9).digest()).decode()


def id_length(locations: Iterable[str]) -> int:
    """Give how many letters of their ids tell the pages of a site apart."""
    return _telling_letters(sorted(map(page_id, locations)))


def shard_of_page(id: str, count: int) -> int:
    """Give the number of the shard in which a page is."""
    value = 0
    for letter in id[:LEAST_ID]:
        value = value * 64 + _VALUES[letter]
    return value % count


def shard_of_word(word: str, count: int) -> int:
    """Give the number of the shard in which a word is: the same for all that begin alike."""
    value = 0
    for letter in word[:PREFIX]:
        value = value * 31 + ord(letter)
    return (value * MULTIPLIER & 0xFFFFFFFF) >> 16 & count - 1


def _telling_letters(ids: Sequence[str]) -> int:
    """Give how many letters tell apart the ids, which are in their order."""
    length = LEAST_ID
    for one, next_one in pairwise(ids):
        while one[:length] == next_one[:length] and length < MOST_ID:
            length += 1
    return length


def _with_forms(words: Sequence[bytes], odd: set[bytes]) -> set[bytes]:
    found = set(words)
    if not odd.isdisjoint(found):
        for word in found & odd:
            found.discard(word)
            found.update(forms(word))
    return found


def _note(signs: dict[bytes, str], words: Iterable[bytes], sign: str) -> None:
    for word in words:
        signs[word] = signs[word] + sign if word in signs else sign


def _sign(number: int) -> str:
    if number < len(_SIGNS):
        return _SIGNS[number]
    return chr(_MORE_SIGNS + number - len(_SIGNS))


def _grouped(signs: Mapping[bytes, str]) -> dict[str, str]:
    groups: defaultdict[str, list[bytes]] = defaultdict(list)
    for word, run in signs.items():
        groups[run].append(word)
    return {run: b" ".join(sorted(groups[run])).decode() for run in sorted(groups)}


def _document(location: str, entries: Sequence[SearchEntry]) -> str:
    parts = [part for entry in entries for part in (entry.anchor, entry.title, entry.text)]
    return _json([location, *parts])


def _entry(id: str, found: Found) -> str:
    return f'["{id}",{found.document[1:]}'


def _listed(entries: Iterable[str]) -> str:
    return "[" + ",\n".join(entries) + "]"


def _listed_again(older: str, changed: Mapping[str, str], letters: int) -> str:
    known = {entry[2 : letters + 2]: entry for entry in older[1:-1].split(",\n") if entry}
    known.update(changed)
    return _listed(entry for _, entry in sorted(known.items()) if entry)


def _flat_again(
    older: Sequence[str], changed: Mapping[str, Mapping[str, str]], letters: int
) -> list[str]:
    """Give the words of a shard, each with its holders behind it, some of which have changed."""
    known = dict(zip(older[::2], older[1::2], strict=True))
    holder = re.compile(rf"([\w-]{{{letters}}})([^\w-]+)", re.ASCII)
    for word, ids in changed.items():
        signs = dict(holder.findall(known.get(word, "")))
        signs.update(ids)
        known[word] = "".join(id + run for id, run in sorted(signs.items()) if run)
    return [part for word in sorted(known) if known[word] for part in (word, known[word])]


def _signs_of(found: Found | None) -> dict[str, str]:
    runs = found.words.items() if found else ()
    return {word: signs for signs, words in runs for word in words.split(" ")}


def _power_of_two(least: float) -> int:
    count = 1
    while count < least:
        count *= 2
    return count


def _json(content: Sequence[str]) -> str:
    return _ENCODER.encode(content)


def _content(name: str, read: Callable[[str], bytes]) -> str:
    text = read(f"{name}.js").decode()
    return text[text.index(",") + 1 : text.rindex(")")]


def _file(name: str, content: str) -> tuple[str, bytes]:
    """Give a shard as a script: a page read from a disk can load nothing else."""
    key = name.removeprefix("search/")
    return f"{name}.js", f'searchShard("{key}",{content})\n'.encode()
