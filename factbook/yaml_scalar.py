"""A text as one line of YAML."""

from __future__ import annotations

import yaml

from factbook.yaml_fault import single_quoted
from factbook.yamlfile import YamlFile, parse

# Wide enough to keep every text on its line.
_NO_WRAPPING = 10**9


def scalar(text: str) -> str:
    """Write a text as one line of YAML: plain if it can be, else in quotes."""
    for style in ("plain", "single", "double"):
        shown = styled(text, style)
        parsed = parse("", f"- key: {shown}\n")
        if isinstance(parsed, YamlFile) and parsed.data == [{"key": text}]:
            return shown
    raise ValueError(f"no text of YAML: {text!r}")


def styled(text: str, style: str) -> str:
    """Write a text in a style, whether or not YAML reads it back: plain, single or double."""
    if style == "plain":
        return text
    if style == "single":
        return single_quoted(text)
    shown: str = yaml.dump(text, default_style='"', allow_unicode=True, width=_NO_WRAPPING)
    return shown.rstrip("\n")
