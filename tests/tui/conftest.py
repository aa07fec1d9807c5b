"""A pack and assessments for the app's tests: pinned, and without a clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from advisor.tui.app import AdvisorApp
from advisor.workflows.session import Session
from tests.bistro import BISTRO


@pytest.fixture(autouse=True)
def state_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test sees, or touches, what this machine remembers; the tour was offered before."""
    folder = tmp_path / "state"
    folder.mkdir()
    (folder / "state.json").write_text('{"toured": true}', "utf-8")
    monkeypatch.setenv("ADVISOR_STATE_DIR", str(folder))
    return folder


@pytest.fixture
def bistro(tmp_path: Path, small_pack_folder: Path) -> Path:
    """An assessment in work: three answers of eight, the rest open."""
    path = tmp_path / "bistro.yaml"
    path.write_text(BISTRO.format(pack=small_pack_folder), "utf-8")
    return path


@pytest.fixture
def app(bistro: Path) -> AdvisorApp:
    """The app with that assessment open."""
    return AdvisorApp(Session.open(bistro), now=lambda: "14:02")


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Let the app work until something holds; at most five seconds."""
    for _ in range(250):
        await pilot.pause()
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never came to hold")


async def saved(pilot: Pilot[int]) -> None:
    """Wait until the status acknowledges the latest answer."""
    app = pilot.app
    assert isinstance(app, AdvisorApp)
    await until(pilot, lambda: app.status.startswith("Saved"))


async def press(pilot: Pilot[int], text: str) -> None:
    """Type a text, key by key."""
    names = {
        " ": "space",
        ".": "full_stop",
        "-": "minus",
        "/": "slash",
        "_": "underscore",
        ",": "comma",
        "?": "question_mark",
    }
    await pilot.press(*(names.get(character, character) for character in text))
