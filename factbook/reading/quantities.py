"""Finds the quantities of a text: bound, amount, scale and unit, ranges and alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from factbook.quantity import Quantity, bounded, vague
from factbook.reading.amounts import Amount, Unread, amount_at
from factbook.reading.bounds import before, direction
from factbook.reading.clause import behind
from factbook.reading.counted import Counted, counted
from factbook.reading.found import FoundQuantity, Span
from factbook.reading.language import Language
from factbook.reading.shape import Token
from factbook.reading.units import Units

_DASHES = frozenset("-–—‐‑")
# Numbers in names of versions are hardly higher: Llama 3, Windows 11.
HIGHEST_VERSION = 20
_SENTENCE_STARTS = frozenset('.!?:;\n•*„“”"»«')


class _Step(NamedTuple):
    """What was found at a token, and the token where reading goes on."""

    found: tuple[FoundQuantity, ...]
    after: int


def quantities_in(
    text: str,
    tokens: Sequence[Token],
    taken: Sequence[bool],
    language: Language,
    units: Units,
) -> Iterator[FoundQuantity]:
    """Give the quantities of a text in order; `taken` tells which tokens belong to times."""
    index = 0
    while index < len(tokens):
        if not tokens[index].shape.opens or taken[index]:
            index += 1
            continue
        step = _at(text, tokens, taken, index, language, units)
        yield from step.found
        index = max(step.after, index + 1)


def _at(
    text: str,
    tokens: Sequence[Token],
    taken: Sequence[bool],
    index: int,
    language: Language,
    units: Units,
) -> _Step:
    amount = amount_at(text, tokens, index, language)
    if isinstance(amount, Unread):
        return _Step((), amount.after)
    if any(taken[index : amount.after]):
        return _Step((), index + 1)
    what = counted(text, tokens, amount, language, units)
    if what is None:
        return _Step((), amount.after)
    second = _range_end(tokens, taken, amount, what, language)
    if second is not None and not _is_change(tokens, what, second, language):
        return _range(text, tokens, amount, what, second, language, units)
    if _is_doubtful(tokens, taken, amount, what, language):
        return _Step((), _past_alternatives(text, tokens, amount.after, language))
    found = _bounded(tokens, amount, what, language)
    # Numerals between an amount and its noun are read for themselves too: vier 400 GB Anschlüsse.
    after = amount.after if what.numerals else what.after
    return _Step((found,) if found else (), after if what.is_adjacent else amount.after)


def _bounded(
    tokens: Sequence[Token], amount: Amount, what: Counted, language: Language
) -> FoundQuantity | None:
    low = amount.low if amount.low is not None else 2 * amount.scale
    ahead = before(tokens, what.first, what.after, low, bool(what.unit), what.is_measure, language)
    if ahead is None:
        return None
    behind = _behind(tokens, what.after, bool(what.unit), language)
    if behind is None or (behind and ahead.bound):
        return None
    bound = behind or ahead.bound
    if amount.low is None:
        if bound:
            return None
        quantity = vague(amount.vague, amount.scale, what.unit)
    else:
        quantity = bounded(bound, amount.low, what.unit)
    return _found(tokens, ahead.first, amount, what, quantity, language)


def _found(
    tokens: Sequence[Token],
    first: int,
    amount: Amount,
    what: Counted,
    quantity: Quantity,
    language: Language,
    more: tuple[Span, ...] = (),
) -> FoundQuantity:
    start = min(what.start, tokens[first].start)
    is_head = tokens[amount.first].shape.kind in ("compound", "several compound")
    return FoundQuantity(
        start,
        max(what.end, amount.end),
        quantity,
        tuple(sorted({*amount.numerals, *what.numerals, *more})),
        "" if is_head else direction(tokens, first, what.after, language),
    )


def _behind(tokens: Sequence[Token], after: int, has_unit: bool, language: Language) -> str | None:
    """Read a bound behind the amount: überschreiten, oder mehr; "" for none, None for doubt."""
    words = tuple(token.shape.word for token in tokens[after : after + 3])
    if not words:
        return ""
    if words in language.bounds.joined_behind:
        return None
    if words[:2] in language.bounds.or_more:
        # "5 or more GPUs": the unit behind it is not read.
        is_counted = len(words) > 2 and not has_unit
        return None if is_counted else language.bounds.or_more[words[:2]]
    if words[0] in language.bounds.exceeding:
        return "more than"
    if words[0] in language.bounds.doubts_behind:
        return None
    for token in behind(tokens, after):
        if token.shape.numeral is not None:
            break
        if token.shape.word in language.bounds.exceeding:
            return None
    return ""


def _range_end(
    tokens: Sequence[Token],
    taken: Sequence[bool],
    amount: Amount,
    what: Counted,
    language: Language,
) -> int | None:
    """Find the token where the second amount of a range begins: 3 bis 4, zwischen 3 und 4, 3–4."""
    if amount.vague or amount.is_multiple:
        return None
    joints = (amount.after,) if amount.after == what.after else (amount.after, what.after)
    for joint in joints:
        if joint + 1 >= len(tokens):
            break
        if taken[joint] or taken[joint + 1] or not tokens[joint + 1].shape.opens:
            continue
        word = tokens[joint].shape.word
        is_between = (
            word in language.ranges.and_
            and what.first > 0
            and tokens[what.first - 1].shape.word in language.ranges.between
        )
        if word in language.ranges.to or is_between:
            return joint + 1
        # With a unit before it, a dash is a dash: "5 GPUs – 4 davon".
        if word in _DASHES and joint == amount.after and not (what.unit and what.is_adjacent):
            return joint + 1
    return None


def _is_change(tokens: Sequence[Token], what: Counted, second: int, language: Language) -> bool:
    """Tell a change from a range: "rose by 30 billion dollars to 64 billion dollars"."""
    lead = tokens[what.first - 1].shape.word if what.first else ""
    return (
        tokens[second - 1].shape.word in language.ranges.of_change
        and second - 1 == what.after
        and bool(what.unit)
        and (
            lead in language.ranges.from_
            or lead in language.directions.by
            or lead in language.directions.gains
        )
    )


def _range(
    text: str,
    tokens: Sequence[Token],
    amount: Amount,
    what: Counted,
    index: int,
    language: Language,
    units: Units,
) -> _Step:
    """Read a range whose amounts share scale and unit where only the second tells them."""
    is_dash = tokens[index - 1].shape.text in _DASHES
    second = amount_at(text, tokens, index, language, ends_range=is_dash)
    if isinstance(second, Unread):
        return _Step((), second.after)
    other = counted(text, tokens, second, language, units)
    if other is None or second.low is None or amount.low is None:
        return _Step((), second.after)
    own_unit = what.unit if what.is_adjacent and what.after <= index else ""
    after = max(other.after, second.after)
    if own_unit and other.unit and own_unit != other.unit:
        return _Step((), after)
    unit, low, high = other.unit or own_unit, amount.low, second.low
    first = what.first if own_unit else amount.first
    lead = tokens[first - 1].shape.word if first else ""
    if tokens[index - 1].shape.word in language.ranges.of_change and (
        own_unit
        or lead in language.ranges.from_ | language.directions.by | language.directions.gains
    ):
        # "from 3 to 4" may be a range or a rise.
        return _Step((), after)
    if second.is_scaled and not amount.is_scaled and not second.is_closed:
        factor = _scale_of(tokens, second)
        if low >= high / factor:
            return _Step((), after)
        low *= factor
    if low >= high or (is_dash and tokens[index].start - tokens[index - 2].end > 1):
        return _Step((), after)
    starts_between = lead in language.ranges.between or lead in language.ranges.from_
    begin = first - 1 if starts_between else first
    ahead = before(tokens, begin, after, low, bool(unit), other.is_measure, language)
    if ahead is None or ahead.bound or _behind(tokens, other.after, bool(unit), language):
        return _Step((), after)
    start = min(what.start if own_unit else amount.start, tokens[first].start)
    if lead in language.ranges.between:
        start = tokens[begin].start
    found = FoundQuantity(
        start,
        max(other.end, second.end),
        Quantity(None, low, high, unit),
        tuple(sorted({*amount.numerals, *second.numerals})),
        direction(tokens, begin, other.after, language),
    )
    return _Step((found,), after)


def _scale_of(tokens: Sequence[Token], amount: Amount) -> Decimal:
    scale = tokens[amount.after - 1].shape.scale
    return scale if scale is not None else Decimal(1)


def _is_doubtful(
    tokens: Sequence[Token],
    taken: Sequence[bool],
    amount: Amount,
    what: Counted,
    language: Language,
) -> bool:
    """Tell whether the amount may lack what only a later number tells: 3 oder 4 Millionen."""
    if _is_label(tokens, amount, what, language):
        return True
    after = amount.after
    if after >= len(tokens) or what.numerals or amount.is_closed:
        return False
    following = tokens[after].shape
    has_own_unit = bool(what.unit) and what.is_adjacent
    if has_own_unit:
        return False
    if following.opens and following.numeral is not None and not taken[after]:
        return following.kind in ("number", "cardinal", "compound", "barrier", "crowd", "scale")
    if following.word in language.bounds.doubts_behind:
        return True
    is_elliptic = (
        following.word in language.ranges.ellipses or following.word in language.ranges.alternatives
    )
    if not is_elliptic and not (following.text in ",/" and not amount.is_scaled):
        return False
    later = _skip_bounds(tokens, after + 1, language)
    return (
        later < len(tokens)
        and not taken[later]
        and tokens[later].shape.opens
        and (tokens[later].shape.numeral is not None or tokens[later].shape.kind == "article")
        and not amount.is_scaled
    )


def _is_label(tokens: Sequence[Token], amount: Amount, what: Counted, language: Language) -> bool:
    """Tell whether the number is a name's: Platz 3, Phase 2, § 15, Metzgerstraße 21."""
    if amount.first == 0:
        return False
    before = tokens[amount.first - 1].shape
    is_plain = not amount.is_scaled and not what.unit
    labels = language.bounds.labels if is_plain else language.bounds.certain_labels
    if labels.fullmatch(before.word):
        return True
    # "Llama 3 Modelle" may be models of Llama 3; "Insgesamt 3 Modelle" begins a sentence.
    return (
        tokens[amount.first].shape.kind == "number"
        and amount.low is not None
        and amount.low <= HIGHEST_VERSION
        and not amount.is_scaled
        and not (what.unit and what.is_measure)
        and before.kind in ("word", "name")
        and before.is_capital
        and not (what.unit and _begins_sentence(tokens, amount.first - 1))
    )


def _begins_sentence(tokens: Sequence[Token], index: int) -> bool:
    return index == 0 or tokens[index - 1].shape.text in _SENTENCE_STARTS


def _skip_bounds(tokens: Sequence[Token], index: int, language: Language) -> int:
    while index < len(tokens) and tokens[index].shape.word in language.bounds.hedges:
        index += 1
    return index


def _past_alternatives(text: str, tokens: Sequence[Token], after: int, language: Language) -> int:
    """Leave out the second of two alternatives too: "zwei oder drei Millionen" is neither."""
    if after < len(tokens) and tokens[after].shape.word in language.ranges.alternatives:
        later = _skip_bounds(tokens, after + 1, language)
        if later < len(tokens) and tokens[later].shape.opens:
            return amount_at(text, tokens, later, language).after
    is_spelled = tokens[after - 1].shape.kind == "cardinal"
    if after < len(tokens) and tokens[after].shape.opens and not is_spelled:
        return amount_at(text, tokens, after, language).after
    return after
