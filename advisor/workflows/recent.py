"""The assessments opened last, and what the user prefers, kept between runs.

Convenience only: a list that cannot be read is an empty list, and one that cannot be written is let go.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

STATE_VARIABLE = "ADVISOR_STATE_DIR"
MOST = 10


@dataclass(frozen=True, slots=True)
class Recent:
    """An assessment that was open."""

    path: str
    title: str
    quick: bool = False
    telling: bool = False
    """Whether the interview asks what settles most first."""

    @property
    def missing(self) -> bool:
        """Whether the file is gone."""
        return not Path(self.path).is_file()


@dataclass(frozen=True, slots=True)
class State:
    """All that is remembered."""

    recent: tuple[Recent, ...] = ()
    """Latest first."""
    theme: str | None = None
    auto_advance: bool = False
    calm: bool = False
    """Nothing moves by itself."""
    projector: bool = False
    """Wide spacing, for who sits in the back row."""
    toured: bool = False
    """Whether the tour was offered once."""


def state_folder() -> Path:
    """Where the state lives: ``$ADVISOR_STATE_DIR``, else the XDG state folder."""
    if own := os.environ.get(STATE_VARIABLE):
        return Path(own)
    base = os.environ.get("XDG_STATE_HOME")
    return (Path(base) if base else Path.home() / ".local" / "state") / "crawl-walk-run-advisor"


def _file() -> Path:
    return state_folder() / "state.json"


def load_state() -> State:
    """What was remembered; nothing when there is no readable memory."""
    try:
        raw = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError):
        return State()
    if not isinstance(raw, dict):
        return State()
    listed = raw.get("recent")
    theme = raw.get("theme")
    return State(
        recent=tuple(
            Recent(
                entry["path"],
                str(entry.get("title", "")),
                quick=entry.get("quick") is True,
                telling=entry.get("telling") is True,
            )
            for entry in (listed if isinstance(listed, list) else [])
            if isinstance(entry, dict) and isinstance(entry.get("path"), str)
        )[:MOST],
        theme=theme if isinstance(theme, str) else None,
        auto_advance=raw.get("auto_advance") is True,
        calm=raw.get("calm") is True,
        projector=raw.get("projector") is True,
        toured=raw.get("toured") is True,
    )


def store_state(state: State) -> bool:
    """Remember this; False when the system does not let us."""
    target = _file()
    draft = target.with_suffix(".new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(asdict(state), ensure_ascii=False, indent=1), "utf-8")
        draft.replace(target)
    except OSError:
        return False
    return True


def remember(state: State, path: Path, title: str, *, quick: bool, telling: bool = False) -> State:
    """The state with this file as the latest."""
    where = str(path.resolve())
    others = tuple(entry for entry in state.recent if entry.path != where)
    return replace(state, recent=(Recent(where, title, quick, telling), *others)[:MOST])


def forget(state: State, path: str) -> State:
    """The state without this file."""
    return replace(state, recent=tuple(entry for entry in state.recent if entry.path != path))
