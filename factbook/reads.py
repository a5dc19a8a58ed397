"""What is read of a factbook while a page or a check is made: the names of all it depends on.

A name is a prefix and a key, such as "e:openai" for an entity; "e:*" stands for all of them.
What was made once is made again only when something has changed that it read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any, TypeVar, overload

ALL = "*"
# The name for what is made of all there is.
EVERYTHING = "everything"

Value = TypeVar("Value")
Default = TypeVar("Default")
Made = TypeVar("Made")


class Reads:
    """The names read since `noted` was called; nothing is noted while `names` is None."""

    __slots__ = ("names",)

    def __init__(self) -> None:
        self.names: set[str] | None = None

    def note(self, name: str) -> None:
        """Note that something was read."""
        if self.names is not None:
            self.names.add(name)

    def noted(self, make: Callable[[], Made]) -> tuple[Made, frozenset[str]]:
        """Call a function; gives what it gives, and the names of all it read."""
        made, names = self._heard(make)
        return made, _needed(names)

    def unnoted(self, make: Callable[[], Made]) -> Made:
        """Call a function whose reads are nobody's: what it makes has names of its own."""
        outer, self.names = self.names, None
        try:
            return make()
        finally:
            self.names = outer

    def kept(
        self,
        memory: dict[str, tuple[Made, Collection[str]]],
        key: str,
        make: Callable[..., Made],
        *args: Any,
    ) -> Made:
        """Give what is in memory under a key, or make it; either way, what it read is noted."""
        kept = memory.get(key)
        if kept is not None:
            made, names = kept
            if self.names is not None:
                self.names.update(names)
            return made
        made, heard = self._heard(make, *args)
        # In a tuple they take a seventh of the room, and much is kept.
        memory[key] = (made, tuple(heard))
        return made

    def _heard(self, make: Callable[..., Made], *args: Any) -> tuple[Made, set[str]]:
        """Call a function; gives what it gives, and all names it read, for whoever listens too."""
        outer, self.names = self.names, set()
        try:
            return make(*args), self.names
        finally:
            inner, self.names = self.names, outer
            if outer is not None:
                outer |= inner or set()


def _needed(names: set[str]) -> frozenset[str]:
    """Leave out the names of parts of what was read as a whole: whoever changes one changes all."""
    wholes = tuple([name[:-1] for name in names if name[-1] == ALL])
    if not wholes:
        return frozenset(names)
    return frozenset([name for name in names if name[-1] == ALL or not name.startswith(wholes)])


class _Names(dict[str, str]):
    """The names that the keys of a mapping are noted under, each made when it is first read."""

    __slots__ = ("_prefix",)

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix

    def __missing__(self, key: str) -> str:
        name = self[key] = self._prefix + key
        return name


class _PartNames(_Names):
    """Those of parts, such as facts, by WHOLE/PART: each is noted under the name of its whole."""

    __slots__ = ()

    def __missing__(self, key: str) -> str:
        whole, is_part, _ = key.partition("/")
        name = self[key] = self[whole] if is_part else self._prefix + key
        return name


class Watched(Mapping[str, Value]):
    """A mapping whose reads are noted; to walk through it is to read all of it."""

    __slots__ = ("_all", "_names", "_reads", "raw")

    def __init__(self, raw: Mapping[str, Value], prefix: str, reads: Reads) -> None:
        self.raw = raw
        self._names = _Names(prefix)
        self._all = prefix + ALL
        self._reads = reads

    def __reduce__(self) -> tuple[Any, ...]:
        """Take all along where it is pickled, however it is kept here."""
        return type(self), (dict(self.raw), self._all.removesuffix(ALL), self._reads)

    # What is read of a factbook is read here, so all is done in one call.
    def __getitem__(self, key: str) -> Value:
        names = self._reads.names
        if names is not None:
            names.add(self._names[key])
        return self.raw[key]

    @overload
    def get(self, key: str, /) -> Value | None: ...

    @overload
    def get(self, key: str, default: Value | Default, /) -> Value | Default: ...

    def get(self, key: str, default: object = None, /) -> object:
        """Give the value of a key, or the default."""
        names = self._reads.names
        if names is not None:
            names.add(self._names[key])
        return self.raw.get(key, default)

    def those(self, keys: Collection[str]) -> list[Value]:
        """Give the values of those keys that have one, in their order."""
        names, raw = self._reads.names, self.raw
        if names is not None:
            names.update(map(self._names.__getitem__, keys))
        return [raw[key] for key in keys if key in raw]

    def __contains__(self, key: object) -> bool:
        names = self._reads.names
        if names is not None:
            names.add(self._names[str(key)])
        return key in self.raw

    def __iter__(self) -> Iterator[str]:
        self._reads.note(self._all)
        return iter(self.raw)

    def __len__(self) -> int:
        self._reads.note(self._all)
        return len(self.raw)

    def keys(self) -> KeysView[str]:
        """Give all keys."""
        self._reads.note(self._all)
        return self.raw.keys()

    def values(self) -> ValuesView[Value]:
        """Give all values."""
        self._reads.note(self._all)
        return self.raw.values()

    def items(self) -> ItemsView[str, Value]:
        """Give all keys and values."""
        self._reads.note(self._all)
        return self.raw.items()


class WatchedParts(Watched[Value]):
    """A mapping of parts, such as facts, by WHOLE/PART: to read one is to read its whole."""

    __slots__ = ()

    def __init__(self, raw: Mapping[str, Value], prefix: str, reads: Reads) -> None:
        super().__init__(raw, prefix, reads)
        self._names = _PartNames(prefix)
