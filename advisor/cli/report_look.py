"""What a report looks like: brand, paper and templates that were named, looked at before anything is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError

if TYPE_CHECKING:
    from advisor.model.brand import Brand
    from advisor.reporting.look import Look, Paper

_WORD_LIMIT = 20_000_000
"""Bytes of a Word template at most."""


def look_of(brand: Path | None, paper: Paper, template: Path | None, templates: Path | None) -> Look:
    """The look that the options of ``advisor report`` ask for.

    Raises:
        AdvisorError: a file or folder is not what it should be.
    """
    from advisor.content.brand import LoadedBrand, load_brand
    from advisor.content.yaml_reader import read_bytes
    from advisor.model.brand import Brand
    from advisor.reporting.look import Look
    from advisor.reporting.templating import stands_in

    if templates is not None and not templates.is_dir():
        raise AdvisorError(f"--templates {templates}: there is no such folder.")
    if templates is not None and not stands_in(templates):
        raise AdvisorError(
            f"--templates {templates}: no file in it has the name of one of ours, such as html/report.css."
        )
    word = None
    if template is not None:
        word = read_bytes(template, _WORD_LIMIT)
        if not word.startswith(b"PK"):
            raise AdvisorError(f"--template {template}: this is no Word file (.docx).")
    loaded = LoadedBrand(Brand()) if brand is None else load_brand(brand)
    _tell_unreadable(loaded.brand, brand)
    return Look(loaded.brand, loaded.logo, paper, templates, word, loaded.fonts)


def _tell_unreadable(brand: Brand, file: Path | None) -> None:
    """Say which colours of a brand are darkened where they are text: on paper they could not be read."""
    from advisor.cli import diagnostics
    from advisor.reporting.tints import readable

    for name, colour, contrast in (("accent", brand.colours.accent, 4.5), ("ink", brand.colours.ink, 7.0)):
        shown = readable(colour.lower(), "#ffffff", contrast)
        if file is not None and shown != colour.lower():
            diagnostics.say(
                f"advisor: {file}: {name} {colour} is too light to be read on white;"
                f" text and lines take {shown}, large areas keep it"
            )
