"""How reports were last exported from a folder, so that the next export begins there.

Convenience only, like the rest of what is remembered: what cannot be read is nothing remembered, and what
cannot be written is let go.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from advisor.workflows.inside import holds
from advisor.workflows.recent import state_folder

BRAND_FILES = ("brand.yaml", "brand.yml")
"""What a brand file beside an assessment is called, the one that is preferred first."""
MOST = 50
"""Folders that are remembered; the one that was used longest ago goes first."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an export is asked for beside its formats; each field as it is typed or chosen."""

    brand: str = ""
    """Path of the brand file; empty for none."""
    prepared_by: str = ""
    depth: str | None = None
    """Id of a depth; None for the usual one."""
    paper: str | None = None
    """Id of a paper size; None for the usual one."""


def wishes_for(folder: Path) -> Wishes:
    """What was wished last in this folder; the brand that lies there, where nothing was or it is gone."""
    raw = _all().get(_key(folder))
    if raw is None:
        return Wishes(brand=str(brand_beside(folder) or ""))
    brand = _text(raw, "brand")
    if brand and not _is_file(Path(brand)):
        brand = str(brand_beside(folder) or "")
    return Wishes(brand, _text(raw, "prepared_by"), _text(raw, "depth") or None, _text(raw, "paper") or None)


def brand_beside(folder: Path) -> Path | None:
    """The brand file in a folder; None when there is none."""
    return next((folder / name for name in BRAND_FILES if _is_file(folder / name)), None)


def keep_wishes(folder: Path, wishes: Wishes) -> bool:
    """Remember these for the folder; False when the system does not let us."""
    known = _all()
    known.pop(_key(folder), None)
    known[_key(folder)] = asdict(wishes)
    target = _file()
    draft = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        latest = dict(list(known.items())[-MOST:])
        draft.write_text(json.dumps(latest, ensure_ascii=False, indent=1), "utf-8")
        draft.replace(target)
    except OSError:
        return False
    return True


def _file() -> Path:
    return state_folder() / "exports.json"


def _key(folder: Path) -> str:
    return str(folder.resolve())


def _all() -> dict[str, dict[str, Any]]:
    try:
        raw = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: each for key, each in raw.items() if isinstance(each, dict)} if isinstance(raw, dict) else {}


def _text(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def _is_file(path: Path) -> bool:
    try:
        return holds(path) and path.is_file()
    except (OSError, ValueError):
        return False
