"""What a column may hold: texts and numbers in all the types that Arrow has for them, and lists of ids."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.content.names import shown
from advisor.content.numbers import unambiguous
from advisor.errors import Problem, UnusableInput

TEXTS = pa.dictionary(pa.int32(), pa.string())
_EXPECTED = "expected texts, numbers, or lists of texts"
_FOREIGN: tuple[tuple[Callable[[pa.DataType], bool], str], ...] = (
    (pa.types.is_boolean, "yes-or-no values"),
    (pa.types.is_date, "dates"),
    (pa.types.is_timestamp, "points in time"),
    (pa.types.is_time, "times of day"),
    (pa.types.is_duration, "spans of time"),
    (pa.types.is_map, "maps of keys and values"),
    (pa.types.is_struct, "structures of several fields"),
)
"""Types that are no answers, with what people call them."""


def unfit(kind: pa.DataType) -> str | None:
    """What a column of this type holds, in words, where that cannot be answers; None where it can."""
    kind = _inner(kind)
    if _is_list(kind):
        inside = _inner(kind.value_type)
        if _is_list(inside):
            return f"lists of lists ({kind})"
        if _is_text(inside) or pa.types.is_integer(inside) or pa.types.is_null(inside):
            return None
        return f"lists of {unfit(inside) or f'numbers with fractions ({inside})'}"
    if _is_text(kind) or _is_number(kind) or pa.types.is_null(kind) or _is_bytes(kind) or _is_uuid(kind):
        return None
    called = next((words for holds, words in _FOREIGN if holds(kind)), None)
    return f"{called} ({kind})" if called else str(kind)


def refuse_unfit(name: str, columns: list[tuple[int, str, pa.DataType]]) -> None:
    """Look at the types of columns, given with place and heading.

    Raises:
        UnusableInput: with every column whose type holds no answers.
    """
    problems = [
        _wrong_type(name, place, heading, found)
        for place, heading, kind in columns
        if (found := unfit(kind)) is not None
    ]
    if problems:
        raise UnusableInput(problems)


def plain(name: str, place: int, heading: str, values: pa.Array) -> pa.Array:
    """A column of a fitting type as whole numbers, or as texts in a dictionary of the different ones.

    Raises:
        UnusableInput: its bytes are no text.
    """
    kind = values.type
    if kind == TEXTS:
        return values
    if isinstance(kind, pa.BaseExtensionType):
        values = _uuids(values) if _is_uuid(kind) else values.storage
    elif pa.types.is_dictionary(kind) and not _is_text(kind.value_type):
        values = values.dictionary_decode()
    kind = values.type
    if pa.types.is_integer(kind) or pa.types.is_null(kind):
        return _whole(values)
    if pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return _numbers(values)
    try:
        if _is_list(kind):
            values = _joined(values.cast(pa.list_(pa.string())))
        return values.cast(pa.string()).dictionary_encode().cast(TEXTS)
    except pa.ArrowInvalid:
        raise UnusableInput([_wrong_type(name, place, heading, "bytes that are no text in UTF-8")]) from None


def _wrong_type(name: str, place: int, heading: str, found: str) -> Problem:
    message = f"column {place + 1}, “{shown(heading)}”, holds {shown(found, 120)}; {_EXPECTED}"
    return Problem(name, None, None, message, code="wrong-type")


def _inner(kind: pa.DataType) -> pa.DataType:
    """The type of the values themselves, whatever way they are kept in."""
    while True:
        if pa.types.is_dictionary(kind) or pa.types.is_run_end_encoded(kind):
            kind = kind.value_type
        elif isinstance(kind, pa.BaseExtensionType) and not _is_uuid(kind):
            kind = kind.storage_type
        else:
            return kind


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _is_bytes(kind: pa.DataType) -> bool:
    """Some programs write texts into Parquet without saying that they are texts."""
    return bool(
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
        or pa.types.is_binary_view(kind)
    )


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind))


def _is_uuid(kind: pa.DataType) -> bool:
    return isinstance(kind, pa.UuidType)


def _joined(values: pa.Array) -> pa.Array:
    """Several ids as one text, with a sign between them."""
    if not values.flatten().null_count:
        return pc.binary_join(values, "|")
    # A list with nothing at a place would come out as nothing at all; as an empty id it is told.
    lists = values.to_pylist()
    joined = [None if each is None else "|".join(one or "" for one in each) for each in lists]
    return pa.array(joined, pa.string())


def _uuids(values: pa.Array) -> pa.Array:
    found = values.storage.to_pylist()
    return pa.array([None if each is None else str(UUID(bytes=each)) for each in found], pa.string())


def _whole(values: pa.Array) -> pa.Array:
    try:
        return values.cast(pa.int64())
    except pa.ArrowInvalid:
        # Above 2^63 only a row can be wrong, not the column; as a text it is told with its place.
        return values.cast(pa.string()).dictionary_encode()


def _numbers(values: pa.Array) -> pa.Array:
    """Whole numbers with gaps are often kept as floating point, and then there may be very many."""
    if pa.types.is_floating(values.type):
        # What counts with floating point says NaN where it has nothing.
        values = pc.if_else(pc.is_nan(values), pa.scalar(None, values.type), values)
    try:
        return values.cast(pa.int64())
    except pa.ArrowInvalid:
        return _as_texts(values)


def _as_texts(values: pa.Array) -> pa.Array:
    """Numbers as a person would write them: 3000 and not 3000.0, never 3e+03, and clear to everybody."""
    if pa.types.is_float16(values.type):
        values = values.cast(pa.float32())
    different = values.dictionary_encode()
    single = pa.types.is_float32(different.dictionary.type)
    # In single precision 0.1 is what prints as 0.1 there, not the many digits that it has in double.
    written = [
        format(Decimal(str(np.float32(value) if single else value)), "f")
        for value in different.dictionary.to_pylist()
    ]
    plainly = [text.rstrip("0").rstrip(".") if "." in text else text for text in written]
    texts = [str(unambiguous(Decimal(text))) if "." in text else text for text in plainly]
    return pa.DictionaryArray.from_arrays(different.indices, pa.array(texts, pa.string()))
