"""A folder to serve, and ``advisor serve`` in a process of its own."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from pathlib import Path

from tests.bistro import BISTRO

ROOT = Path(__file__).resolve().parents[2]


def folder_with_bistro(folder: Path, pack: Path) -> Path:
    """A folder with an assessment in work and the pack that it needs."""
    folder.mkdir(parents=True)
    shutil.copytree(pack, folder / "kitchen")
    (folder / "bistro.yaml").write_text(BISTRO.format(pack="./kitchen"), "utf-8")
    return folder


class Server:
    """``advisor serve`` with these arguments; a context manager that ends it as Ctrl+C does."""

    def __init__(self, *arguments: object) -> None:
        self.arguments = [str(each) for each in arguments]
        self.address = ""
        self.told = ""
        """What it said on stderr, once it has ended."""
        self.code: int | None = None

    async def __aenter__(self) -> Server:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "advisor.cli", "serve", *self.arguments,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            # A server that is killed leaves its folder behind.
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(Path(self.arguments[0]).parent)},
        )  # fmt: skip
        assert self.process.stdout is not None
        self.address = (await asyncio.wait_for(self.process.stdout.readline(), 20)).decode().strip()
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGINT)
        _, told = await asyncio.wait_for(self.process.communicate(), 20)
        self.told, self.code = told.decode(), self.process.returncode

    def apps(self) -> list[int]:
        """Process ids of the apps that it started."""
        tasks = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(each) for each in tasks.read_text().split()]
