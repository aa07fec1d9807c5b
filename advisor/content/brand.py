"""A firm's brand file, with the logo that it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.content.pictures import PICTURE_LIMIT, NotAPicture, picture
from advisor.content.validation import validated
from advisor.content.yaml_reader import Source, read, read_bytes
from advisor.errors import UnusableInput
from advisor.model.brand import Brand, Logo

BRAND_LIMIT = 100_000
"""Bytes that a brand file may have."""
FONTS = "fonts"
"""The folder beside a brand file that holds its fonts."""

BEGINNING = """\
# yaml-language-server: $schema=brand.schema.json
# How reports are signed. Everything may be left out: delete what you do not need.
# Use it with: advisor report FILE --brand brand.yaml

firm: Your firm                    # who prepared the report
#client: The client                # for whom, beside the organisation that the assessment names
#logo: logo.svg                    # PNG, JPEG or plain SVG, in this folder
#classification: Confidential      # on every page
#footer: Your firm, Example Street 1, Anytown

colours:
  accent: "#0B5D5A"                # headings, rules, and what holds for the reader
  ink: "#1D2230"                   # text

#fonts:                            # font files lie in a folder called fonts beside this file
#  text: Source Sans 3
#  headings: Source Serif 4

dates: iso                         # iso 2026-01-31, long 31 January 2026, month_first January 31, 2026,
                                   # dotted 31.01.2026, slashed 31/01/2026
numbers: en                        # en 1,234.5  de 1.234,5  fr 1 234,5  ch 1’234.5  plain 1234.5
"""
"""A file to start from."""


@dataclass(frozen=True, slots=True)
class LoadedBrand:
    """A brand, its logo, and where its fonts lie."""

    brand: Brand
    logo: Logo | None = None
    fonts: Path | None = None
    """None when there is no such folder."""


def load_brand(path: Path) -> LoadedBrand:
    """Read a brand file and the picture beside it.

    Raises:
        UnusableInput: one of them cannot be used; the problems are all there are.
    """
    source = read(read_bytes(path, BRAND_LIMIT), str(path), BRAND_LIMIT)
    brand = validated(Brand, source)
    # Looked at even where something else is wrong, so that all problems come at once.
    named = source.value.get("logo") if isinstance(source.value, dict) else None
    logo = _logo(named, path, source) if isinstance(named, str) else None
    if brand is None or source.problems:
        raise UnusableInput(sorted(source.problems, key=lambda each: (each.line or 0, each.column or 0)))
    fonts = path.parent / FONTS
    return LoadedBrand(brand, logo, fonts if fonts.is_dir() else None)


def _logo(name: str, brand_file: Path, source: Source) -> Logo | None:
    folder = brand_file.parent.resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        source.report(("logo",), "the logo lies outside this file’s folder", "put it beside this file")
        return None
    try:
        return picture(read_bytes(path, PICTURE_LIMIT))
    except UnusableInput as unusable:
        (problem,) = unusable.problems
        source.report(("logo",), f"{name}: {problem.message}", problem.hint, problem.code)
    except NotAPicture as wrong:
        source.report(("logo",), f"{name}: {wrong}", code="bad-picture")
    return None
