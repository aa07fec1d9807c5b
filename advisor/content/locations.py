"""Where packs and report templates live, in a checkout and in an installed wheel.

The only module that knows. A checkout has ``questionnaires/`` and ``reports/templates/`` at its
root; the wheel carries both under ``advisor/_data``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import advisor
from advisor.content.names import did_you_mean, shown
from advisor.errors import Problem, UnusableInput

MANIFEST = "pack.yaml"
"""The file that makes a folder a pack."""
SCENARIOS = ".scenarios.yaml"
"""Ends the name of a file of scenarios, which lies beside its assessment and is none."""
MILESTONES = ".milestones"
"""Ends the name of every folder that holds milestones, beside their assessment."""


@cache
def data_root() -> Path:
    """The folder that holds ``questionnaires`` and ``reports/templates``."""
    package = Path(advisor.__file__).resolve().parent
    carried = package / "_data"
    return carried if carried.is_dir() else package.parent


def templates_root() -> Path:
    """The folder of the report templates, one subfolder a format."""
    return data_root() / "reports" / "templates"


def bundled_packs() -> dict[str, Path]:
    """The packs that come with the product: id, which is the folder's name, to folder."""
    root = data_root() / "questionnaires"
    if not root.is_dir():
        return {}
    return {path.name: path for path in sorted(root.iterdir()) if (path / MANIFEST).is_file()}


def pack_folder(reference: str, near: Path | None = None) -> Path:
    """The folder of a pack, named by a bundled id or by a path relative to the folder ``near``.

    A bundled id wins over a folder of the same name, so that an assessment means the same wherever
    it lies; ``./name`` always means the folder.

    Raises:
        UnusableInput: there is no such pack.
    """
    bundled = bundled_packs()
    if reference in bundled:
        return bundled[reference]
    # A reference is data from a file: a NUL or an overlong name must not surface as an OS error.
    if reference and reference.isprintable() and len(reference) < 1024:
        folder = ((near or Path()) / reference).resolve()
        if _is_file(folder / MANIFEST):
            return folder
        if folder.name == MANIFEST and _is_file(folder):
            return folder.parent
    hint = did_you_mean(reference, [*bundled, *_packs_beside(reference, near or Path())])
    raise UnusableInput(
        [
            Problem(
                file=shown(reference) or "pack",
                line=None,
                column=None,
                message=f"there is no pack “{shown(reference)}”, bundled or as a folder with a {MANIFEST}",
                hint=hint or "bundled: " + (", ".join(bundled) or "none"),
                code="pack-not-found",
            )
        ]
    )


_MOST_FOLDERS = 500
"""Folders that are looked into for one of nearly the name that was given."""


def _packs_beside(reference: str, near: Path) -> list[str]:
    """The packs that lie where a reference points to, each as one would refer to it."""
    if not reference or not reference.isprintable() or len(reference) >= 1024:
        return []
    start = (
        reference[: len(reference.rstrip("/")) - len(Path(reference).name)] if Path(reference).name else ""
    )
    try:
        folders = sorted((near / start).iterdir())[:_MOST_FOLDERS]
    except OSError:
        return []
    return [f"{start}{folder.name}" for folder in folders if _is_file(folder / MANIFEST)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
