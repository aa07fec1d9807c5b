"""Whether a pack was proved before anybody is advised by it; looked up, never proved anew."""

from __future__ import annotations

from pathlib import Path

from advisor.content.assessments import OTHER_PACK, load_assessment
from advisor.content.locations import bundled_packs, pack_folder
from advisor.content.pack_identity import pack_sha256
from advisor.content.pack_verdicts import kept_verdict
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.pack import Pack

_CODE = "unproved-pack"


def unproved(reference: str | None) -> tuple[Problem, ...]:
    """A warning when ``advisor check`` has not seen a pack as it is now, or found errors in it.

    Bundled packs are proved before they are published, so nothing is looked up for them.

    Raises:
        UnusableInput: there is no such pack.
    """
    bundled = bundled_packs()
    if reference is None or reference in bundled:
        return ()
    folder = pack_folder(reference, Path())
    if folder in bundled.values():
        return ()
    verdict = kept_verdict(pack_sha256(folder))
    if verdict is None:
        return (_warning(reference, "this pack has not been proved as it is now"),)
    if verdict.errors:
        errors = "an error" if verdict.errors == 1 else f"{verdict.errors} errors"
        return (_warning(reference, f"“advisor check” found {errors} in this pack"),)
    return ()


def read_instead(path: Path, pack: Pack | None) -> tuple[Problem, ...]:
    """That ``pack`` stands in for the one that a file names; nothing when it does not, or is None.

    A file that cannot be used is told by whoever uses it.
    """
    if pack is None:
        return ()
    try:
        notices = load_assessment(path, pack=pack, whole=False, instead=True).notices
    except (UnusableInput, OSError):
        return ()
    return tuple(each for each in notices if each.code == OTHER_PACK)


def _warning(reference: str, message: str) -> Problem:
    hint = f"run: advisor check {reference}"
    return Problem(reference, None, None, message, hint, _CODE, Severity.WARNING)
