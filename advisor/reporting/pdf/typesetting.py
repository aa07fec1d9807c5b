"""From template files and data to the bytes of a PDF; what goes wrong in a template names its line.

Fonts are those that come along, so that a report looks the same on every machine, byte for byte. Only
where a text needs more, letters that they lack or a font that the brand names, the machine's own are
asked as well.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol, cast

from advisor.errors import Problem, UnusableInput
from advisor.reporting.pdf.sources import DATA, Sources
from advisor.reporting.pdf.texts import Json

if TYPE_CHECKING:
    import typst

_MIDNIGHT = datetime.time()
_MAIN = "main.typ"
_SAMPLE = b'#set document(title: "x")\n#for letter in json("data.json") [#letter ]'
_STANDARD = "ua-1"
"""PDF/UA-1: tagged, titled, with words for every picture, or the typesetter refuses."""
_UNSHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_ERROR = re.compile(
    r"^error: (?P<message>(?:(?!^error:).)+?)\n\s*┌─ (?P<file>[^\n]+?):(?P<line>\d+):(?P<column>\d+)",
    re.MULTILINE | re.DOTALL,
)
_SUSPECTS = b"/MarkInfo<</Marked true/Suspects false>>"
_PLAINLY = b"/MarkInfo<</Marked true".ljust(len(_SUSPECTS) - 2) + b">>"
"""The same without what is so by default: Poppler's tools complain of it on every call. No place moves."""
_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)")


class _Compile(Protocol):
    """The typesetter as it is called here; its own types know no documents of several files."""

    def __call__(
        self,
        source: dict[str, bytes],
        *,
        root: Path,
        font_paths: typst.Fonts,
        pdf_standards: list[str],
        timestamp: datetime.datetime | None,
        package_path: Path,
        package_cache_path: Path,
    ) -> bytes:
        """The files, set as a PDF."""


class Unshown(Exception):
    """No font shows some characters of the text."""

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        super().__init__(" ".join(sorted(characters)))


@dataclass(frozen=True, slots=True)
class Fonts:
    """Which fonts there are to choose from, beside those that come along."""

    folders: tuple[Path, ...] = ()
    system: bool = False
    """Whether the machine's own are asked as well."""

    @property
    def families(self) -> frozenset[str]:
        """The names of the fonts, in lower case."""
        return frozenset(name.lower() for name in _loaded(self).families())


def typeset(
    sources: Sources,
    data: Json,
    pictures: dict[str, bytes],
    fonts: Fonts,
    date: datetime.date | None,
) -> bytes:
    """A PDF of the data; the same input and fonts give the same bytes.

    Raises:
        Unshown: the fonts lack some characters.
        UnusableInput: a template has a mistake.
    """
    import typst

    try:
        made = _compiled({**sources.files, **pictures, DATA: _json(data)}, sources.root, fonts, date)
        return made.replace(_SUSPECTS, _PLAINLY)
    except typst.TypstError as error:
        unshown = _unshown(error)
        if unshown:
            raise Unshown(unshown) from None
        raise UnusableInput(_problems(error, sources)) from error


def lacking(characters: Sequence[str], root: Path, fonts: Fonts) -> frozenset[str]:
    """Those of some characters that no font shows; found out on a page of their own, which is quick."""
    import typst

    letters: list[Json] = list(characters)
    try:
        _compiled({_MAIN: _SAMPLE, DATA: _json(letters)}, root, fonts, None)
    except typst.TypstError as error:
        return _unshown(error)
    return frozenset()


def _compiled(files: dict[str, bytes], root: Path, fonts: Fonts, date: datetime.date | None) -> bytes:
    import typst

    texts = {name: data for name, data in files.items() if _is_text(data)}
    with _on_disk({name: files[name] for name in files.keys() - texts.keys()}, root) as base:
        return cast(_Compile, typst.compile)(
            texts,
            root=base,
            font_paths=_loaded(fonts),
            pdf_standards=[_STANDARD],
            timestamp=None if date is None else datetime.datetime.combine(date, _MIDNIGHT, datetime.UTC),
            # Nothing lies there: a template that asks for a package is refused before, and finds none here.
            package_path=base / "none",
            package_cache_path=base / "none",
        )


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def _on_disk(pictures: dict[str, bytes], root: Path) -> Iterator[Path]:
    """A folder that holds these files and no others, for the typesetter takes only text in memory."""
    if not pictures:
        yield root
        return
    with TemporaryDirectory(prefix="advisor-pdf-") as folder:
        for name, data in pictures.items():
            place = Path(folder) / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        yield Path(folder)


def _json(data: Json) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _unshown(error: typst.TypstError) -> frozenset[str]:
    """The characters that the typesetter could not show; empty when something else is wrong."""
    found = "".join(_UNSHOWN.findall(error.diagnostic))
    return frozenset(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), found))


def page_count(pdf: bytes) -> int:
    """How many pages a PDF of the typesetter's has, as its page tree says."""
    found = _PAGES.search(pdf)
    if found is None:
        raise ValueError("no page tree was found")
    return int(found[1])


@cache
def _loaded(fonts: Fonts) -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=fonts.system,
        include_embedded_fonts=True,
        font_paths=[str(folder) for folder in fonts.folders],
    )


def _problems(error: typst.TypstError, sources: Sources) -> list[Problem]:
    """Every mistake that the typesetter names, at its place in the template's own file."""
    found = []
    for match in _ERROR.finditer(error.diagnostic):
        name = _name(match["file"], sources)
        hint = next((hint for hint in error.hints), None)
        found.append(
            Problem(
                sources.place(name) if name else match["file"],
                int(match["line"]),
                int(match["column"]),
                " ".join(match["message"].split()),
                hint,
                "template",
            )
        )
    return found or [Problem("typst", None, None, error.message, code="template")]


def _name(shown: str, sources: Sources) -> str | None:
    """A template's name from the path that the typesetter shows, which begins wherever it likes."""
    return max((name for name in sources.files if shown.endswith(name)), key=len, default=None)
