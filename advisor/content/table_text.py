"""Whether a table that should be text is text in UTF-8, and what else it is when it is not."""

from __future__ import annotations

import codecs

import numpy as np
from numpy.typing import NDArray

from advisor.errors import Problem, UnusableInput

_BLOCK = 1 << 22
_HEAD = 4096
_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
SAVE_AS = "in Excel: File, Save As, type “CSV UTF-8 (Comma delimited)”"


def check_text(data: bytes | memoryview, name: str) -> None:
    """Look at every byte; ASCII alone, which most tables are, is passed over as fast as memory goes.

    Raises:
        UnusableInput: the bytes are no UTF-8; with line and column of the first that is not.
    """
    if not len(data):
        return
    head = bytes(data[:_HEAD])
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            raise _unusable(name, 1, 1, f"the file is in {encoding}, not in UTF-8")
    if b"\0" in head:
        what = "it is in UTF-16 or no text at all"
        raise _unusable(name, 1, None, f"the file is not in UTF-8: it holds zero bytes, so {what}")
    signs: NDArray[np.int8] = np.frombuffer(data, dtype=np.int8)
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(signs), _BLOCK):
        block = signs[start : start + _BLOCK]
        if block.min() >= 0 and not decoder.getstate()[0]:
            continue  # All of it is ASCII.
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(block.tobytes(), final=start + _BLOCK >= len(signs))
        except UnicodeDecodeError as error:
            raise _at(data, start - pending + error.start, name) from None


def _at(data: bytes | memoryview, place: int, name: str) -> UnusableInput:
    before = bytes(data[:place])
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    byte = data[place]
    message = f"the file is not in UTF-8: byte 0x{byte:02X} here does not fit"
    letter = bytes([byte]).decode("cp1252", "replace")
    if letter.isprintable() and letter != "\ufffd":
        message += f" (in Windows-1252 it is “{letter}”)"
    return _unusable(name, line, column, message)


def _unusable(name: str, line: int, column: int | None, message: str) -> UnusableInput:
    return UnusableInput([Problem(name, line, column, message, SAVE_AS, "encoding")])
