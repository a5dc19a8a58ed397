"""Templates say and mean what they do in Jinja2, whatever is made cheaper in their code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from markupsafe import Markup

from factbook.page import Heading, Page
from factbook.problem import Place, Problem
from factbook.render import Links, Press, page_names
from factbook.render_template import Templates
from factbook.sheet import lookup_of
from tests.conftest import ROOT
from tests.test_sheet import FERRIES, book_of

SAID = """
{{ text }} {{ number }} {{ none }} {{ html }} {{ heading }}
{{ text ~ "<" }} {{ text | upper }} {{ "<b>" | safe }} {{ text if number > 2 }}
{% macro m(it, end="&") %}<i>{{ it }}{{ end }}</i>{% endmacro %}{{ m(text) }} {{ m(m(1, "<")) }}
{% macro m(it, end="&") %}{{ it }}{{ end }}{% endmacro %}{{ m(it=text) }} {{ m(1, end="<") }}
{% macro m() %}{{ varargs | join(", ") }}{{ kwargs.end }}{% endmacro %}{{ m(text, 1, end="<") }}
{% macro m(it) %}<p>{{ caller(it) }}</p>{% endmacro %}{% call(it) m(text) %}{{ it }}!{% endcall %}
{% for word in words %}{{ loop.cycle("<", ">") }}{{ word }}{{ ", " if not loop.last }}{% endfor %}
{% for a in words %}{{ loop.index }}{{ loop.index0 }}{{ loop.first }}{{ loop.last }}{% endfor %}
{% for word in words | select %}{{ loop.length }}{{ "," if not loop.first }}{% endfor %}
{% for a in words %}{{ loop.revindex }}{% for b in a %}{{ loop.index }}{% endfor %}{% endfor %}
{% for word in words %}{{ loop }}{% endfor %}
{% macro m(it) %}{{ it.index }}{% endmacro %}{% for word in words %}{{ m(loop) }}{% endfor %}
{% for text in words %}{{ text }}{% endfor %}{{ text }}
{% macro m(text) %}{{ text }}{{ number }}{% endmacro %}{{ m("<") }}{{ text }}{{ m(text=number) }}
{% set number = 4 %}{% macro m() %}{{ number }}{% endmacro %}{{ m() }}
{% for word in words %}{% set number = 4 %}{{ number }}{% endfor %}{{ number }}
{% if number %}{% set number = 4 %}{% endif %}{{ number }}
{{ counts.few }} {{ counts["few"] }} {{ counts.items() | list }} {{ counts.absent is defined }}
{{ 7 % 4 }}% {{ "%s" }} 100 %s {{ 1.5.is_integer() }} {{ (1, 2).count(1) }} {{ counts }}
{{ "<" if number > 2 else text }} {{ text if number > 3 else "<b>" | safe }} {{ "<" if absent }}
{% for word in words recursive %}{{ word }}{{ loop([]) }}{% endfor %}
{% set kept %}<b>{{ text }}</b>{% endset %}{{ kept }} {{ kept.upper() }}
{% set n = namespace(found="<") %}{{ n.found }} {{ range(3) | list }} {{ dict(a=text).a }}
{{ link(text) }} {{ link(address=text) }} {{ link(*words) }} {{ text.replace("<", ">") }}
{% autoescape false %}{{ text }}{% endautoescape %} {{ absent is defined }}
{{ heading.a is defined }} {{ heading.level is defined }}
{{ words[0] }} {{ absent }}
{{ absent.more }}
{{ absent() }}
{{ heading.absent() }}
{% macro m(it) %}{{ it }}{% endmacro %}{{ m(1, 2) }}
{% macro m(it) %}{{ it }}{% endmacro %}{{ m(that=2) }}
{% macro m(it) %}{{ it }}{% endmacro %}{{ m() }}
""".strip().split("\n")


def link(*address: str, **named: str) -> str:
    return f"<{' '.join((*address, *named.values()))}>"


VIEWS: dict[str, Any] = {
    "text": "a < b & \"c\" 'd'",
    "number": 3,
    "none": None,
    "html": Markup("<b>&lt;</b>"),
    "heading": Heading("a", "<b>", 2),
    "words": ("<", "&", "x"),
    "counts": {"few": 3, "text": "<"},
    "link": link,
}


def test_all_of_the_templates_render_quickly() -> None:
    templates = Templates(ROOT)
    for root in (ROOT, FERRIES):
        book = book_of(root)
        press = Press(lookup_of(book), templates, Links())
        for name, id in page_names(book):
            assert isinstance(press.page(name, id), Page)
    assert templates.slow == set()


def test_template_that_takes_its_time_once_takes_it_from_then_on(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html.j2").write_text("{{ counts.few }}", "utf-8")
    templates = Templates(tmp_path)
    assert [templates.render("page.html.j2", VIEWS) for _ in range(2)] == ["3", "3"]
    assert templates.slow == {"page.html.j2"}


@pytest.mark.parametrize("said", SAID)
def test_template_means_what_it_does_in_jinja(said: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html.j2").write_text(said, "utf-8")
    plain = Environment(autoescape=True, undefined=StrictUndefined)
    made = Templates(tmp_path).render("page.html.j2", VIEWS)
    try:
        expected: str | Problem = plain.from_string(said).render(VIEWS)
    except (TypeError, TemplateError) as fault:
        place = Place("templates/page.html.j2", 1, 1)
        message = f"the template fails: {fault}"
        expected = Problem(place, "template", message, "correct the template in this line")
    assert made == expected


PARTS = {
    "base.j2": "<{% block head %}{{ text }}{% endblock %}>{% block body %}{% endblock %}",
    "child.j2": '{% extends "base.j2" %}{% block body %}{{ super() }}{{ number }}{% endblock %}',
    "part.j2": "{{ text }}{{ number is defined }}{% for a in words %}{{ loop.last }}{% endfor %}",
    "own.j2": "{% macro m(it, end=text) %}{{ it }}{{ end }}{{ n(it=it) }}{% endmacro %}"
    "{% macro n(it) %}<b>{{ it }}{{ number }}</b>{% endmacro %}{% set number = 5 %}",
    "bare.j2": "{% macro m(it) %}{{ it }}{{ text is defined }}{% endmacro %}",
    "include.j2": '{% set text = "own" %}{% include "part.j2" %}{{ text }}',
    "apart.j2": '{% include "bare.j2" without context %}{% include "none.j2" ignore missing %}!',
    "import.j2": '{% import "own.j2" as own with context %}{{ own.m("<", end="&") }}{{ own.m(1) }}',
    "from.j2": '{% from "bare.j2" import m, m as other %}{{ m(text) }}{{ other(it="<") }}',
    "loop.j2": '{% for text in words %}{% include "part.j2" %}{% endfor %}{{ text }}',
}


@pytest.mark.parametrize("name", PARTS)
def test_templates_that_use_others_mean_what_they_do_in_jinja(name: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    for part, said in PARTS.items():
        (tmp_path / "templates" / part).write_text(said, "utf-8")
    plain = Environment(autoescape=True, undefined=StrictUndefined, loader=DictLoader(PARTS))
    templates = Templates(tmp_path)
    assert templates.render(name, VIEWS) == plain.get_template(name).render(VIEWS)
    assert templates.slow == set()
