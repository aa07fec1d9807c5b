"""What DuckDB says about a file that it cannot read, in words for people."""

from __future__ import annotations

import re

from advisor.errors import Problem

_ROW = re.compile(
    r"^Original Line:.*?(?=^(?:Expected Number|Value with|Maximum line|Invalid unicode|Possible| +file = ))",
    re.MULTILINE | re.DOTALL,
)
_SETTINGS = re.compile(r"^ +\w+ = .*$", re.MULTILINE)


def problem_of(text: str, names: str) -> Problem:
    """The problem; ``names`` are the files that it may be about, where the text names none."""
    line = re.search(r"(?:CSV Error on Line|Line|LINE): (\d+)", text)
    stated = re.findall(r"^ +file = (.+)$", text, re.MULTILINE)
    named = re.search(r"[Ff]ile \"(.+?\.(?:csv|gz|parquet|csv\.gz))\"", text)
    file = stated[-1] if stated else named[1] if named else names
    first = re.sub(r"^[A-Za-z ]+Error: ", "", text.strip().splitlines()[0] if text.strip() else "unreadable")
    message, hint, code = first[:300], None, "unreadable"
    # What the row says, and how the engine was set up, are no part of what went wrong.
    low = _SETTINGS.sub("", _ROW.sub("", text)).lower()
    if "unicode" in low or "utf-8" in low or "utf8" in low:
        message, hint, code = "this file is not written in UTF-8", "save it as UTF-8", "bad-encoding"
    elif "gzip" in low or "zlib" in low or "inflate" in low or "decompress" in low:
        message, hint, code = (
            "this gzip file is cut off or broken",
            "export or copy it again",
            "bad-gzip",
        )
    elif "maximum line size" in low or "max_line_size" in low:
        message, hint, code = (
            "a line is longer than 16 MB",
            "look for a quotation mark that is never closed",
            "long-line",
        )
    elif "expected number of columns" in low or "too many columns" in low or "missing columns" in low:
        message, hint, code = (
            "a line has another number of cells than the first line has names",
            "look for a quotation mark or a separator that is missing",
            "bad-row",
        )
    elif "state machine reached an invalid state" in low:
        message, hint, code = (
            "a quotation mark stands where none may, or lines end in two different ways",
            "save the file again as plain CSV",
            "bad-row",
        )
    elif "unterminated quote" in low or "quote" in low:
        message, hint, code = "a quotation mark is never closed", None, "bad-row"
    return Problem(file, int(line[1]) if line else None, None, message, hint, code)
