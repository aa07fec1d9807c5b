"""Whether a file that claims to be a workbook is one, and harmless enough to be opened."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from advisor.content.yaml_reader import refuse_large
from advisor.errors import Problem, UnusableInput

WORKBOOK_LIMIT = 10_000_000
"""Bytes that a workbook may have."""
_UNPACKED = 80_000_000
_PARTS = 1_000
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that old versions of Excel wrote, and new ones when they encrypt."""
_LIVE = (
    (re.compile(r"vbaproject|macrosheets|activex|\.bin$", re.IGNORECASE), "macros or controls"),
    (re.compile(r"externallinks|querytables|connections\.xml", re.IGNORECASE), "links to elsewhere"),
    (re.compile(r"embeddings|oleobject", re.IGNORECASE), "embedded files"),
)
_HARMLESS = re.compile(r"printersettings", re.IGNORECASE)
_MACROS = re.compile(rb"macroEnabled", re.IGNORECASE)
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = (".xml", ".rels")
_TYPES = "[Content_Types].xml"


def safe_workbook(data: bytes, name: str) -> BytesIO:
    """The bytes of a workbook that can be opened.

    Raises:
        UnusableInput: it is no .xlsx file, is broken, unpacks to more than any workbook needs, or holds
            macros, links to other files, embedded files or declarations that expand.
    """
    refuse_large(data, name, WORKBOOK_LIMIT)
    if data.startswith(_OLD):
        hint = "save it as .xlsx, without a password"
        raise _unusable(name, "this is an old .xls file, or one with a password", hint, "not-xlsx")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _look_at(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        hint = "save it as .xlsx in the application that wrote it"
        raise _unusable(name, "this is no .xlsx file, or a broken one", hint, "not-xlsx") from error
    return BytesIO(data)


def _look_at(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if _TYPES not in names or not any(each.endswith("workbook.xml") for each in names):
        hint = "“advisor questionnaire” writes a file to fill in"
        raise _unusable(name, "this is no .xlsx file", hint, "not-xlsx")
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        message = f"it unpacks to more than {_UNPACKED // 1_000_000} MB, which no questionnaire needs"
        raise _unusable(name, message, "is this the right file?", "too-large")
    problems = [Problem(name, None, None, text, _CLEAN, "live-content") for text in sorted(set(_live(names)))]
    # What a part says of its size need not be true; reading never goes beyond it, and checks it.
    for part in parts:
        content = archive.read(part)
        if part.filename == _TYPES and _MACROS.search(content):
            problems.append(Problem(name, None, None, "it is a workbook with macros", _CLEAN, "live-content"))
        if part.filename.lower().endswith(_XML) and _declares(content):
            message = f"{part.filename} declares entities, which no spreadsheet does"
            problems.append(Problem(name, None, None, message, _CLEAN, "live-content"))
    if problems:
        raise UnusableInput(list(dict.fromkeys(problems)))


_CLEAN = "copy the answers into a fresh questionnaire, or save the file as a plain .xlsx"


def _live(names: list[str]) -> Iterator[str]:
    for each in names:
        if _HARMLESS.search(each):
            continue
        for pattern, what in _LIVE:
            if pattern.search(each):
                yield f"it holds {what}, which a questionnaire has none of"


def _declares(content: bytes) -> bool:
    """Whether an XML text can expand beyond what stands in it; one in wide letters could hide that."""
    return (
        content[:2] in (b"\xff\xfe", b"\xfe\xff")
        or b"\x00" in content[:64]
        or bool(_DECLARES.search(content))
    )


def _unusable(name: str, message: str, hint: str, code: str) -> UnusableInput:
    return UnusableInput([Problem(name, None, None, message, hint, code)])
