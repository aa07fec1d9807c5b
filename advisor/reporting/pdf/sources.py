"""The files that a typesetting may read: the templates, those of the user's own before ours, and no others.

All of them are handed over in memory, and the folder in which Typst would look for more is ours: a
template cannot reach any other file, however it names it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from advisor.content.locations import templates_root
from advisor.errors import Problem, UnusableInput

FOLDER = "typst"
"""Of the templates of this format."""
DATA = "data.json"
FONTS = "fonts"
"""Fonts lie there; the typesetter loads them by itself."""
_MOST = 32_000_000
"""Bytes of a user's own template folder."""
_HINT = 'own files are imported as in: import "style.typ": *; in running text use another word'
_FILE = r"""[ \t]+"[^@\\"\s][^\\"\n]*"[ \t]*(?:[:;}\])]|as\b|\r?\n(?!\s*[.+*/])|\Z)"""
_FORBIDDEN = (
    (
        re.compile(rf"\b(?:import|include)\b(?!{_FILE})"),
        "after import or include stands the name of a file in quotes; packages are not available",
    ),
    (re.compile(r"\b(?:eval|std|plugin)\b"), "eval, std and plugin are not available to templates"),
)
"""Ways to packages, which would be fetched from a network, and to code that is made of text.

Looked for in the whole text, comments and strings included: telling them apart takes the typesetter's
own parser, and every shortcut is a way around.
"""


@dataclass(frozen=True, slots=True)
class Sources:
    """Template files by the names under which templates know them."""

    files: MappingProxyType[str, bytes]
    own: Path | None
    """The user's own folder of this format; None without one."""
    replaced: frozenset[str]
    """Names of files that are the user's own."""
    root: Path
    """Where the built-in ones lie."""

    def place(self, name: str) -> str:
        """A file as its author knows it."""
        return str(self.own / name) if self.own is not None and name in self.replaced else f"{FOLDER}/{name}"


def sources(own: Path | None) -> Sources:
    """The templates; files of ``own / typst`` stand in for ours of the same relative path.

    Raises:
        UnusableInput: the user's folder is too large, or a template asks for what none may have.
    """
    root = templates_root() / FOLDER
    built_in = _built_in(root)
    folder = own / FOLDER if own is not None else None
    if folder is None or not folder.is_dir():
        return Sources(built_in, None, frozenset(), root)
    found = _files(folder)
    problems = [
        one for name, data in found.items() if name.endswith(".typ") for one in _checked(folder / name, data)
    ]
    if problems:
        raise UnusableInput(problems)
    return Sources(MappingProxyType({**built_in, **found}), folder, frozenset(found), root)


@cache
def _built_in(root: Path) -> MappingProxyType[str, bytes]:
    return MappingProxyType(
        {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and path.relative_to(root).parts[0] != FONTS
        }
    )


def _files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, but for hidden ones and links that lead out of it."""
    base = folder.resolve()
    found: dict[str, bytes] = {}
    size = 0
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(part.startswith(".") for part in parts) or parts[0] == FONTS or not path.is_file():
            continue
        if not path.resolve().is_relative_to(base):
            continue
        size += path.stat().st_size
        if size > _MOST:
            raise UnusableInput(
                [
                    Problem(
                        str(folder), None, None,
                        f"the folder of templates holds more than {_MOST // 1_000_000} MB",
                        "keep only templates and their pictures in it", "templates-too-large",
                    )
                ]
            )  # fmt: skip
        found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def _checked(path: Path, data: bytes) -> list[Problem]:
    """What a template asks for that it may not have."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [Problem(str(path), None, None, "the template is not UTF-8", code="template")]
    problems = []
    for pattern, message in _FORBIDDEN:
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            column = match.start() - text.rfind("\n", 0, match.start())
            problems.append(Problem(str(path), line, column, message, _HINT, "template"))
    return sorted(problems, key=lambda one: (one.line or 0, one.column or 0))
