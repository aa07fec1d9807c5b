"""What is remembered between runs, and that a bad memory hurts nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.workflows.recent import (
    MOST,
    Recent,
    State,
    forget,
    load_state,
    remember,
    state_folder,
    store_state,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ADVISOR_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "state"


def test_it_comes_back_as_it_was_stored() -> None:
    state = State((Recent("/a.yaml", "A", quick=True),), theme="dark", auto_advance=True)
    assert store_state(state)
    assert load_state() == state


def test_the_latest_is_first_once_and_ten_at_most(tmp_path: Path) -> None:
    state = State()
    for number in range(MOST + 3):
        state = remember(state, tmp_path / f"{number}.yaml", f"Number {number}", quick=False)
    state = remember(state, tmp_path / "7.yaml", "Seven again", quick=True)
    assert len(state.recent) == MOST
    assert [entry.title for entry in state.recent[:2]] == ["Seven again", "Number 12"]
    assert sum(entry.path.endswith("/7.yaml") for entry in state.recent) == 1
    assert all(not entry.path.endswith("/7.yaml") for entry in forget(state, state.recent[0].path).recent)


def test_a_file_that_is_gone_is_missing(tmp_path: Path) -> None:
    there = tmp_path / "there.yaml"
    there.write_text("", "utf-8")
    assert not Recent(str(there), "").missing
    there.unlink()
    assert Recent(str(there), "").missing


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"recent": 3}', b'{"recent": [{"path": 4}, 5]}', b"\xff\xfe"]
)
def test_a_memory_that_cannot_be_read_is_empty(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "state.json").write_bytes(content)
    assert load_state() == State()


def test_a_folder_that_takes_nothing_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, not a folder", "utf-8")
    monkeypatch.setenv("ADVISOR_STATE_DIR", str(blocked))
    assert not store_state(State())


def test_without_a_variable_it_follows_xdg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADVISOR_STATE_DIR")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder().parent == tmp_path
