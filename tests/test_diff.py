"""`diff` tells what has changed since a revision, fact by fact; a real repository each time."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from factbook.cli import run
from factbook.diff import Change, Changes, Difference, Field, difference
from factbook.diff_text import LONGEST_COMMENT, as_markdown, as_text
from factbook.load import load
from tests.conftest import Lay

Output = pytest.CaptureFixture[str]
BRIDGE = "facts/bridges/eldebruecke.yml"
FIRM = "facts/firms/stahlwerk-sued.yml"
EMPTY = Changes((), (), ())
COVERAGE = (
    "coverage  numerals accounted for  sentences accounted for\n"
    "bruecke   7 of 7                  6 of 6\n"
)


def _git(root: Path, *arguments: str) -> None:
    names = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *names, *arguments], check=True, capture_output=True)


@pytest.fixture
def committed(factbook_of: Lay) -> Path:
    root = factbook_of()
    _git(root, "init", "-q", "-b", "main")
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", "base")
    return root


def _edit(root: Path, file: str, change: Callable[[str], str]) -> None:
    path = root / file
    before = path.read_text("utf-8")
    path.write_text(change(before), "utf-8")
    assert path.read_text("utf-8") != before


def _diff(root: Path, capsys: Output, *options: str) -> str:
    assert run(["--root", str(root), "diff", "HEAD", *options]) == 0
    return capsys.readouterr().out


def test_nothing_changed_says_so(committed: Path, capsys: Output) -> None:
    nothing = "No fact, disagreement or source has changed.\n"
    assert _diff(committed, capsys) == f"{nothing}\n{COVERAGE}"
    # Layout, comments, the order of keys and the lines of quotes say nothing.
    _edit(committed, FIRM, lambda text: text.replace("line: 4", "line: 4  # here"))
    _edit(committed, BRIDGE, lambda text: f"# A bridge.\n{text}\n\n")
    assert _diff(committed, capsys) == f"{nothing}\n{COVERAGE}"
    assert _diff(committed, capsys, "--format", "markdown") == (
        f"## Changes to the factbook\n\n{nothing}\n"
        "| source | numerals accounted for | sentences accounted for |\n"
        "|---|---|---|\n"
        "| bruecke | 7 of 7 | 6 of 6 |\n"
    )


def _change_everything(root: Path) -> None:
    _edit(
        root,
        BRIDGE,
        lambda text: (
            text.replace("value: about 120 m", "value: 120 m")
            .replace("e8dd5399", "00000000")
            .replace(
                "    quote: Die Eldebrücke ist rund 120 Meter", "    quote: ist rund 120 Meter"
            )
            .replace(
                "    property: location\n", "    retired: told elsewhere\n    property: location\n"
            )
            .replace("2026-11-21 maintainers bec66809", "2026-11-22 maintainers 90ea75cf")
            .replace("- id: builder", "- id: built-by")
        ),
    )
    (root / FIRM).unlink()
    (root / "facts/disagreements").mkdir(exist_ok=True)
    (root / "facts/disagreements/two-costs.yml").write_text(
        "title: What it costs\nkind: number\nfacts: [eldebruecke/cost, eldebruecke/length]\n"
        "note: One says so, the other so.\n",
        "utf-8",
    )


def test_changes_are_told_by_fact(committed: Path, capsys: Output) -> None:
    _change_everything(committed)
    assert _diff(committed, capsys) == (
        "Facts added (1)\n"
        "  eldebruecke/built-by  Holzbau Nord builds the bridge.\n"
        "\n"
        "Facts changed (1)\n"
        "  eldebruecke/length  The bridge is about 120 metres long.\n"
        "    value\n"
        "      - about 120 m\n"
        "      + 120 m\n"
        "    bound\n"
        "      - about\n"
        "      + exact\n"
        "    quote\n"
        "      - bruecke: Die Eldebrücke ist rund 120 Meter lang\n"
        "      + bruecke: ist rund 120 Meter lang\n"
        "\n"
        "Facts withdrawn (1)\n"
        "  eldebruecke/place  The bridge stands near Malchow.\n"
        "    retired\n"
        "      + told elsewhere\n"
        "\n"
        "Facts removed: ids are permanent, withdraw a fact with retired (2)\n"
        "  eldebruecke/builder  Holzbau Nord builds the bridge.\n"
        "  stahlwerk-sued/girders  Stahlwerk Süd supplies more than 40 girders.\n"
        "\n"
        "New disagreements (1)\n"
        "  two-costs  What it costs\n"
        "\n"
        "Entities removed (1)\n"
        "  stahlwerk-sued  Stahlwerk Süd\n"
        "\n"
        "Compared with their sources anew (1): eldebruecke/cost\n"
        "\n"
        "Not told to readers: add an entry to facts/changelog.yml that names eldebruecke/length\n"
        "\n"
        "coverage  numerals accounted for  sentences accounted for\n"
        "bruecke   7 of 7 → 6 of 7         6 of 6 → 5 of 6\n"
    )


LOG = "facts/changelog.yml"
TOLD = "- {on: 2026-11-22, facts: [eldebruecke/length], change: It is exactly 120 metres long.}\n"


def test_change_that_the_changelog_tells_is_not_asked_for(committed: Path, capsys: Output) -> None:
    """An entry of before tells of another change; a change of wording alone needs none."""
    asked = "Not told to readers: add an entry to facts/changelog.yml that names eldebruecke/length"
    (committed / LOG).write_text(TOLD.replace("11-22", "11-21"), "utf-8")
    _git(committed, "add", "-A")
    _git(committed, "commit", "-q", "-m", "older entry")
    _edit(committed, BRIDGE, lambda text: text.replace("is about 120", "measures about 120", 1))
    assert "Not told" not in _diff(committed, capsys)
    _edit(committed, BRIDGE, lambda text: text.replace("value: about 120 m", "value: 120 m"))
    assert asked in _diff(committed, capsys)
    (committed / LOG).write_text(TOLD + TOLD.replace("11-22", "11-21"), "utf-8")
    assert "Not told" not in _diff(committed, capsys)


def test_markdown_puts_texts_of_records_into_code_marks(committed: Path, capsys: Output) -> None:
    _change_everything(committed)
    shown = _diff(committed, capsys, "--format", "markdown")
    assert shown.startswith(
        "## Changes to the factbook\n"
        "\n"
        "### Facts added (1)\n"
        "\n"
        "- `eldebruecke/built-by` `Holzbau Nord builds the bridge.`\n"
        "\n"
        "### Facts changed (1)\n"
        "\n"
        "- `eldebruecke/length` `The bridge is about 120 metres long.`\n"
        "  - value: `about 120 m` → `120 m`\n"
        "  - bound: `about` → `exact`\n"
    )
    assert shown.endswith(
        "Compared with their sources anew (1): `eldebruecke/cost`\n"
        "\n"
        "Not told to readers: add an entry to facts/changelog.yml that names `eldebruecke/length`\n"
        "\n"
        "| source | numerals accounted for | sentences accounted for |\n"
        "|---|---|---|\n"
        "| bruecke | 7 of 7 → 6 of 7 | 6 of 6 → 5 of 6 |\n"
    )


def _difference_of(title: str, after: str = "") -> Difference:
    change = Change("a/b", title, (Field("note", "", after),))
    return Difference(Changes((), (), (change,)), (), (), EMPTY, EMPTY, EMPTY, EMPTY, (), ())


def test_no_text_of_a_record_leaves_its_code_marks() -> None:
    shown = as_markdown(_difference_of("`x` ![](http://x.example)\n# @all", "``"))
    assert "- `a/b` `` `x` ![](http://x.example) # @all ``\n  - note: none → ``` `` ```\n" in shown


def test_markdown_is_no_longer_than_a_comment_may_be() -> None:
    change = Change("a/b", "x" * 200)
    many = Difference(Changes((change,) * 1000, (), ()), (), (), EMPTY, EMPTY, EMPTY, EMPTY, (), ())
    shown = as_markdown(many)
    assert len(shown) < LONGEST_COMMENT + 200
    assert shown.endswith("more lines: run `python build.py diff`\n")
    assert as_text(many).count("a/b") == 1000


def test_settled_disagreement_and_changed_result_are_told(committed: Path, capsys: Output) -> None:
    _change_everything(committed)
    _git(committed, "add", "-A")
    _git(committed, "commit", "-q", "-m", "more")
    (committed / "facts/disagreements/two-costs.yml").unlink()
    assert "Settled disagreements (1)\n  two-costs  What it costs\n" in _diff(committed, capsys)


def test_record_that_cannot_be_read_is_not_compared(committed: Path, capsys: Output) -> None:
    (committed / FIRM).write_text("name: [", "utf-8")
    shown = _diff(committed, capsys)
    assert shown.endswith("Not compared, for they cannot be read before or after: stahlwerk-sued\n")
    assert "removed" not in shown


def test_folder_of_a_larger_repository(committed: Path, capsys: Output, tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.mkdir()
    (committed / ".git").rename(large / "git-of-the-inner-one")
    committed.rename(large / "book")
    _git(large, "init", "-q")
    _git(large, "add", "book")
    _git(large, "commit", "-q", "-m", "base")
    assert "No fact, disagreement" in _diff(large / "book", capsys)


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("nope", 'there is no revision "nope"; name a branch, a tag or a commit such as HEAD~1'),
        ("--output=x", '"--output=x" is no revision'),
        ("", '"" is no revision'),
    ],
)
def test_revision_that_is_none_is_wrong_usage(
    revision: str, message: str, committed: Path, capsys: Output
) -> None:
    assert run(["--root", str(committed), "diff", "--", revision]) == 2
    assert message in capsys.readouterr().err


def test_without_a_repository_or_old_records_it_says_so(factbook_of: Lay, capsys: Output) -> None:
    root = factbook_of()
    assert run(["--root", str(root), "diff", "HEAD"]) == 2
    assert "not a git repository" in capsys.readouterr().err
    _git(root, "init", "-q")
    _git(root, "commit", "-q", "--allow-empty", "-m", "empty")
    assert run(["--root", str(root), "diff", "HEAD"]) == 2
    assert "HEAD holds no factbook here: it has no facts/ and seeds/" in capsys.readouterr().err


def test_link_out_of_the_old_factbook_is_not_followed(committed: Path, capsys: Output) -> None:
    (committed / "facts/firms/link.yml").symlink_to("/etc/hostname")
    _git(committed, "add", "-A")
    _git(committed, "commit", "-q", "-m", "link")
    assert run(["--root", str(committed), "diff", "HEAD"]) == 2
    assert "the records of HEAD cannot be laid out: " in capsys.readouterr().err


def test_factbook_does_not_differ_from_itself(factbook_of: Lay) -> None:
    book = load(factbook_of()).factbook
    assert book is not None
    assert difference(book, book).is_empty
