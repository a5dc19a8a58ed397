"""Random edits of a factbook: what people do to records, sources, templates and words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from factbook.load import load
from factbook.stamp import stamp_text, write_stamp

Edit = Callable[[Path, Random], None]
DAY = "2026-06-30"


def _records(root: Path, *folders: str) -> list[Path]:
    known = {path.parent.name for path in (root / "facts").glob("*/*.yml")}
    wanted = folders or tuple(sorted(known - {"vocabulary", "sources", "derived", "disagreements"}))
    return sorted(path for name in wanted for path in (root / "facts" / name).glob("*.yml"))


def _changed(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def _line_changed(path: Path, random: Random, key: str, more: str) -> None:
    """Add words to one of the lines that begin with a key."""
    lines = path.read_text("utf-8").split("\n")
    found = [at for at, line in enumerate(lines) if re.match(rf" *(- )?{key}: [^>|'\"\[]", line)]
    if found:
        lines[random.choice(found)] += more
        path.write_text("\n".join(lines), "utf-8")


def statement(root: Path, random: Random) -> None:
    """Say a fact in other words."""
    _line_changed(random.choice(_records(root)), random, "statement", " Indeed.")


def name(root: Path, random: Random) -> None:
    """Give an entity another name."""
    _line_changed(random.choice(_records(root)), random, "name", f" {random.choice('XYZ')}")


def summary(root: Path, random: Random) -> None:
    """Change the lead of a sheet."""
    path = random.choice(_records(root))
    _changed(path, "summary: >-\n", "summary: >-\n  Well.\n")


def remark(root: Path, random: Random) -> None:
    """Add a comment, which moves all lines of a record."""
    path = random.choice(
        _records(root, *sorted(p.name for p in (root / "facts").iterdir() if p.is_dir()))
    )
    path.write_text("# A remark.\n" + path.read_text("utf-8"), "utf-8")


def fact_removed(root: Path, random: Random) -> None:
    """Take the last fact out of a record."""
    path = random.choice(_records(root))
    before, marker, _ = path.read_text("utf-8").rpartition("\n  - id: ")
    if marker and before.count("- id: ") > 0:
        path.write_text(before + "\n", "utf-8")


def fact_added(root: Path, random: Random) -> None:
    """Copy the last fact of a record under another id."""
    path = random.choice(_records(root))
    text = path.read_text("utf-8").rstrip("\n") + "\n"
    _, marker, last = text.rpartition("\n  - id: ")
    if marker:
        identifier, _, rest = last.partition("\n")
        path.write_text(f"{text}  - id: {identifier}-{random.randrange(1000)}\n{rest}", "utf-8")


def entity_removed(root: Path, random: Random) -> None:
    """Delete a record; what names it becomes a problem."""
    random.choice(_records(root)).unlink()


def entity_added(root: Path, random: Random) -> None:
    """Copy a record under another id and name."""
    path = random.choice(_records(root))
    new = f"{path.stem}-{random.choice('abc')}"
    text = re.sub(r"^(name: .*)$", rf"\1 {new[-1]}", path.read_text("utf-8"), flags=re.MULTILINE)
    text = re.sub(r"^aliases:.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^full_name: .*\n", "", text, flags=re.MULTILINE)
    path.with_name(f"{new}.yml").write_text(text, "utf-8")


def entity_renamed(root: Path, random: Random) -> None:
    """Give a record another id, there and wherever it is named."""
    path = random.choice(_records(root))
    new = f"{path.stem}-x"
    for record in (root / "facts").rglob("*.yml"):
        text = record.read_text("utf-8")
        record.write_text(re.sub(rf"(?<![\w-]){path.stem}(?![\w-])", new, text), "utf-8")
    path.rename(path.with_name(f"{new}.yml"))


def seed_longer(root: Path, random: Random) -> None:
    """Add a sentence to a stored document, and record its new hash."""
    path = random.choice(sorted((root / "seeds").glob("*.txt")))
    old = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().rstrip(b"\n") + b"\n\nDas ist alles.\n")
    for record in (root / "facts/sources").glob("*.yml"):
        _changed(record, old, hashlib.sha256(path.read_bytes()).hexdigest())


def seed_spoilt(root: Path, random: Random) -> None:
    """Change a stored document, which is a problem."""
    path = random.choice(sorted((root / "seeds").glob("*.txt")))
    path.write_bytes(path.read_bytes() + b"Noch etwas.\n")


def source(root: Path, random: Random) -> None:
    """Change who has published a source."""
    _line_changed(random.choice(_records(root, "sources")), random, "publisher", " Neu")


def case(root: Path, random: Random) -> None:
    """Change the note on a disagreement."""
    _line_changed(random.choice(_records(root, "disagreements")), random, "title", " again")


def changelog(root: Path, random: Random) -> None:
    """Tell readers of one more change."""
    path = root / "facts/changelog.yml"
    facts = random.choice(("moewe/length", "moewe-order/value"))
    entry = f"- {{on: 2026-06-{random.randrange(10, 31)}, facts: [{facts}], change: Wrong.}}\n"
    path.write_text(entry + path.read_text("utf-8"), "utf-8")


def label(root: Path, random: Random) -> None:
    """Change a word of the vocabulary."""
    table = random.choice(("kinds", "properties", "states", "units", "roles"))
    path = root / f"facts/vocabulary/{table}.yml"
    found = re.findall(r"\{en: ([^,}]+)", path.read_text("utf-8"))
    if found:
        word = random.choice(found)
        _changed(path, f"{{en: {word}", f"{{en: {word}s")


def template(root: Path, random: Random) -> None:
    """Change a template."""
    path = random.choice(sorted((root / "templates/pages").glob("*.j2")))
    path.write_text(path.read_text("utf-8") + "<p>Changed.</p>\n", "utf-8")


def macro(root: Path, random: Random) -> None:
    """Change a macro, which many templates use."""
    _changed(root / "templates/macros/page.html.j2", "<h2", '<h2 class="x"')


def site(root: Path, random: Random) -> None:
    """Change what the home page says of itself."""
    _line_changed(root / "facts/site.yml", random, "scope", " Ahoy.")


def output_spoilt(root: Path, random: Random) -> None:
    """Change or delete a file of the site itself."""
    files = sorted(path for path in (root / "site").rglob("*") if path.is_file())
    if files:
        path = random.choice(files)
        if random.random() < 0.5:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes() + b" ")


def store_spoilt(root: Path, random: Random) -> None:
    """Change one byte of what the last build has remembered."""
    path = root / "build/store.sqlite"
    if path.is_file():
        content = bytearray(path.read_bytes())
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        path.write_bytes(bytes(content))


def restamped(root: Path, random: Random) -> None:
    """Compare every fact anew, on a later day: what was planned may have passed by then."""
    book = load(root).factbook
    day = random.choice((DAY, "2026-07-01", "2028-01-01"))
    for fact in book.facts.values() if book else ():
        write_stamp(root, fact, stamp_text(fact, day, "maintainers"))


EDITS: tuple[Edit, ...] = (
    statement,
    name,
    summary,
    remark,
    fact_removed,
    fact_added,
    entity_removed,
    entity_added,
    entity_renamed,
    seed_longer,
    seed_spoilt,
    source,
    case,
    changelog,
    label,
    template,
    macro,
    site,
    output_spoilt,
    store_spoilt,
)
# After these, stamps are stale: people compare the facts anew.
UNSTAMPING = (statement, fact_added, entity_added, entity_renamed)
