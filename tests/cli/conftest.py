"""Runs command lines in process, through the door that users take."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from advisor.cli.main import main


@dataclass(frozen=True)
class Done:
    """What a command line left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def advisor(capsys, monkeypatch) -> Callable[..., Done]:
    def run(*arguments: object, stdin: str | bytes = "") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run


@pytest.fixture
def kitchen(tmp_path, small_pack_folder, monkeypatch) -> Path:
    """The small pack, copied to where it may be changed; the working folder lies beside it."""
    folder = tmp_path / "kitchen"
    shutil.copytree(small_pack_folder, folder)
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def bistro(kitchen) -> Path:
    """The small pack's example."""
    return kitchen / "examples" / "corner-bistro.yaml"
