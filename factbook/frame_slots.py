"""The HTML of a painted frame, read once into literals and slots; filling it is one step."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from factbook.page import Heading

MARKER = "FACTBOOKSLOT"
TITLE_ANCHOR = "_title"

TITLE = MARKER + "TITLE"
DESCRIPTION = MARKER + "DESCRIPTION"
JSON_LD = MARKER + "JSONLD"
BODY = MARKER + "BODY"
EDIT = MARKER + "EDIT"
ADDRESS = MARKER + "ADDRESS"
SELF = MARKER + "SELF"
CONTENTS = MARKER + "CONTENTS"
CONTENTS_LABEL = MARKER + "LABEL"
CONTENTS_PANEL = MARKER + "PANEL"
SIDEBAR = MARKER + "SIDEBAR"
ANCHOR = {2: MARKER + "ANCHORTWO", 3: MARKER + "ANCHORTHREE"}
HEADING = {2: MARKER + "HEADINGTWO", 3: MARKER + "HEADINGTHREE"}
CHILDREN = MARKER + "CHILDREN"
ITEMS = MARKER + "ITEMS"

_SLOT = re.compile(f"({MARKER}[A-Z]+)")

# What a frame page is made of: MkDocs paints it, `read` finds the markers again. The two
# headings are examples, from which the markup of the table of contents is learned.
FRAME_MARKDOWN = f"""\
---
title: {TITLE}
description: {DESCRIPTION}
json_ld: {JSON_LD}
hide: [navigation]
search: {{exclude: true}}
---
# {TITLE} {{#{TITLE_ANCHOR}}}

{BODY}

## {HEADING[2]} {{#{ANCHOR[2]}}}

### {HEADING[3]} {{#{ANCHOR[3]}}}
"""


class SlotError(Exception):
    """A frame without a slot it needs: the theme paints something else than was learned."""


class Template:
    """HTML with slots: a list that alternates between literals and the names of slots."""

    __slots__ = ("_encoded", "_format", "literals", "slots")

    def __init__(self, text: str) -> None:
        parts = _SLOT.split(text)
        self.literals = tuple(parts[::2])
        self.slots = tuple(parts[1::2])
        self._format = _SLOT.sub(r"%(\1)s", text.replace("%", "%%"))
        self._encoded = tuple(literal.encode() for literal in self.literals)

    def fill(self, values: Mapping[str, str]) -> str:
        """Give the HTML with each slot's value, already escaped, in its place."""
        return self._format % values

    def encoded(self, values: Mapping[str, str]) -> bytes:
        """Give the same in UTF-8: of a large template, most is encoded already."""
        ready = {slot: value.encode() for slot, value in values.items()}
        parts = [self._encoded[0]]
        for slot, literal in zip(self.slots, self._encoded[1:], strict=True):
            parts += (ready[slot], literal)
        return b"".join(parts)


class Contents(NamedTuple):
    """The markup of a table of contents: the whole, an item of level 2, its children, level 3."""

    whole: Template
    item: Template
    children: Template
    child: Template

    def fill(self, headings: Sequence[Heading]) -> str:
        """Give the table of contents of a page, "" for a page without headings."""
        if not headings:
            return ""
        items: list[str] = []
        # A heading of level 3 before the first of level 2 has no parent and stands on its own.
        for parent, children in _grouped(headings):
            inner = "\n".join([self.child.fill(_heading_values(child)) for child in children])
            values = _heading_values(parent)
            below = self.children.fill({**values, ITEMS: inner}) if children else ""
            items.append(self.item.fill({**values, CHILDREN: below}))
        return self.whole.fill({ITEMS: "\n".join(items)})


class Slots(NamedTuple):
    """A frame ready to be filled: the page, and the parts of it that a page may do without.

    The menu of a phone shows the contents in a panel, and a label that opens it.
    """

    page: Template
    contents: Contents
    contents_label: Template
    contents_panel: Template
    edit_link: Template

    def version(self) -> str:
        """Give what tells this frame from any other."""
        contents = self.contents
        parts = (
            self.page,
            contents.whole,
            contents.item,
            contents.children,
            contents.child,
            self.contents_label,
            self.contents_panel,
            self.edit_link,
        )
        texts = (text for part in parts for text in (*part.literals, *part.slots))
        return hashlib.sha256("\n".join(texts).encode()).hexdigest()

    def fill(
        self,
        *,
        title: str,
        description: str,
        address: str,
        self_link: str,
        edit_address: str,
        headings: Sequence[Heading],
        body: str,
        json_ld: str,
    ) -> bytes:
        """Give the page's HTML in UTF-8; `body` and `json_ld` are HTML, all else plain text."""
        escaped_title = html.escape(title)
        contents = self.contents.fill(headings)
        label = self.contents_label.fill({TITLE: escaped_title}) if contents else ""
        panel = self.contents_panel.fill({CONTENTS: contents}) if contents else ""
        edit = self.edit_link.fill({EDIT: html.escape(edit_address)}) if edit_address else ""
        return self.page.encoded(
            {
                TITLE: escaped_title,
                DESCRIPTION: html.escape(description),
                ADDRESS: html.escape(address),
                SELF: html.escape(self_link),
                CONTENTS: contents,
                CONTENTS_LABEL: label,
                CONTENTS_PANEL: panel,
                # An empty sidebar leaves its room to the page, as the theme's `hide: [toc]` does.
                SIDEBAR: "" if contents else "hidden",
                EDIT: edit,
                BODY: body,
                JSON_LD: json_ld,
            }
        )


def read(painted: str, *, address: str, edit_address: str, self_link: str) -> Slots:
    """Read a painted frame page.

    `address` is its canonical address ("" if the site has none), `edit_address` what its edit
    link leads to ("" for no link), `self_link` how it links to itself where that differs from
    page to page, else "". Raises SlotError when the theme shows one of them nowhere.
    """
    # Line breaks between tags cost a fifth of the frame and mean the same as one.
    text = re.sub(r"\s*\n\s*", "\n", painted.strip()) + "\n"
    text = _with_body_slot(text)
    text, contents = _with_contents_slot(text)
    text, label, panel = _with_menu_slots(text)
    text = re.sub(
        r'(<div class="md-sidebar md-sidebar--secondary"[^>]*?)\s*>', rf"\1 {SIDEBAR}>", text
    )
    edit_link = ""
    if edit_address:
        text, edit_link = _with_element_slot(text, f'<a href="{edit_address}"', EDIT)
        edit_link = edit_link.replace(edit_address, EDIT)
    if address:
        text = text.replace(f'"{address}"', f'"{ADDRESS}"')
    if self_link:
        text = text.replace(f'href="{self_link}"', f'href="{SELF}"')
    needed = {TITLE, DESCRIPTION, JSON_LD, BODY, CONTENTS}
    needed |= {ADDRESS} if address else set()
    page = Template(text)
    missing = sorted(slot.removeprefix(MARKER).lower() for slot in needed - set(page.slots))
    if missing:
        raise SlotError(f"the theme's page shows no {', no '.join(missing)}")
    known = needed | {ADDRESS, SELF, EDIT, CONTENTS_LABEL, CONTENTS_PANEL, SIDEBAR}
    left = sorted(set(page.slots) - known)
    if left:
        raise SlotError(f"the theme's page shows {left[0]} in a place nothing is known of")
    return Slots(page, contents, Template(label), Template(panel), Template(edit_link))


def _with_body_slot(text: str) -> str:
    start = text.find(f"<p>{BODY}</p>")
    example = re.compile(rf"<h3[^>]*>{HEADING[3]}.*?</h3>\n?", re.DOTALL).search(text, start)
    if start < 0 or example is None:
        raise SlotError("the theme's page shows no body")
    text = text[:start] + BODY + "\n" + text[example.end() :]
    # The address of a page is its title's; a permalink beside it would say so twice.
    return re.sub(
        rf'(<h1 id="{TITLE_ANCHOR}">.*?)<a class="headerlink".*?</a>', r"\1", text, count=1
    )


def _with_contents_slot(text: str) -> tuple[str, Contents]:
    """Learn the table of contents, which the theme shows in one place or several."""
    wholes: list[str] = []
    while (place := text.find(f'"#{ANCHOR[2]}"')) >= 0:
        item = _element(text, text.rindex("<li", 0, place))
        panel = _element(text, text.rindex("<nav", 0, item.start))
        inner = slice(text.index(">", panel.start) + 1, text.rindex("</nav>", 0, panel.stop))
        wholes.append(text[inner.start : item.start] + ITEMS + text[item.stop : inner.stop])
        learned = text[item]
        text = text[: inner.start] + CONTENTS + text[inner.stop :]
    if not wholes:
        raise SlotError("the theme's page shows no table of contents")
    if len(set(wholes)) > 1:
        raise SlotError("the theme's page shows two tables of contents that differ")
    child = _element(learned, learned.rindex("<li", 0, learned.index(f'"#{ANCHOR[3]}"')))
    group = _element(learned, learned.rindex("<nav", 0, child.start))
    return text, Contents(
        whole=Template(wholes[0]),
        item=Template(learned[: group.start] + CHILDREN + learned[group.stop :]),
        children=Template(
            learned[group.start : child.start] + ITEMS + learned[child.stop : group.stop]
        ),
        child=Template(learned[child]),
    )


def _with_menu_slots(text: str) -> tuple[str, str, str]:
    """Learn the label and the panel of the contents in the menu, if the page stands in it."""
    label = re.search(r'<label class="md-nav__link[^>]*for="__toc"', text)
    if label is None:
        return text, "", ""
    before, after = text[: label.start()], text[label.start() :]
    after, learned_label = _with_element_slot(after, label.group(), CONTENTS_LABEL)
    after, learned_panel = _with_element_slot(after, "<nav", CONTENTS_PANEL)
    return before + after, learned_label, learned_panel


def _with_element_slot(text: str, beginning: str, slot: str) -> tuple[str, str]:
    start = text.find(beginning)
    if start < 0:
        raise SlotError(f"the theme's page shows no {slot.removeprefix(MARKER).lower()}")
    element = _element(text, start)
    return text[: element.start] + slot + text[element.stop :], text[element]


def _element(text: str, start: int) -> slice:
    """Find where the element that begins at `start` ends."""
    name = re.compile(r"<(\w+)").match(text, start)
    assert name is not None, "an element begins with its tag"
    depth = 0
    for tag in re.compile(rf"<(/?){name.group(1)}\b").finditer(text, start):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            return slice(start, text.index(">", tag.end()) + 1)
    raise SlotError(f"the theme's page does not close <{name.group(1)}>")


def _grouped(headings: Sequence[Heading]) -> list[tuple[Heading, list[Heading]]]:
    groups: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if heading.level > 2 and groups:
            groups[-1][1].append(heading)
        else:
            groups.append((heading, []))
    return groups


# Most pages have the same few.
@lru_cache(maxsize=1024)
def _heading_values(heading: Heading) -> Mapping[str, str]:
    anchor, title = html.escape(heading.anchor), html.escape(heading.title)
    return {ANCHOR[2]: anchor, ANCHOR[3]: anchor, HEADING[2]: title, HEADING[3]: title}
