"""A mapping whose names are known, and whose values are found when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Lazily(Mapping[str, Value], Generic[Value]):
    """The values of some names, in their order; `found` are those that are there already."""

    def __init__(
        self,
        names: Collection[str],
        find: Callable[[str], Value],
        found: dict[str, Value] | None = None,
    ) -> None:
        self._names = names
        self._find = find
        self._found = {} if found is None else found

    def __getitem__(self, name: str) -> Value:
        if name not in self._found:
            if name not in self._names:
                raise KeyError(name)
            self._found[name] = self._find(name)
        return self._found[name]

    def __reduce__(self) -> tuple[type[dict[str, Any]], tuple[dict[str, Value]]]:
        """Take the values themselves to where they cannot be found."""
        return dict, (dict(self.items()),)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
