"""One browser tab: the app in a process of its own, and how it ends.

The packets between server and app are Textual's; :class:`textual_serve.app_service.AppService` speaks
them. Starting (no shell, a folder of its own for what it remembers) and ending (asked, told, killed) are
ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from advisor.workflows.inside import VARIABLE
from advisor.workflows.recent import STATE_VARIABLE

ASKED, TOLD = 5.0, 2.0
"""Seconds that an app gets to save and go when it is asked, and then when it is told by a signal."""
_GREETING = b"__GANGLION__\n"
_LINES = 10
_PROGRAM = "from advisor.cli.web.inner import main; main()"


class Tab(AppService):
    """The app behind one tab."""

    def __init__(
        self,
        folder: Path,
        memory: Path,
        *,
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[None]],
        downloads: DownloadManager,
    ) -> None:
        super().__init__(
            "advisor", write_bytes=write_bytes, write_str=write_str, close=close, download_manager=downloads
        )
        self.folder = folder
        self.memory = memory
        self.used = time.monotonic()
        """When somebody last did something here."""
        self._ending: asyncio.Task[None] | None = None
        self.ready = False
        """Whether the app came up."""

    def environment(self, width: int, height: int) -> dict[str, str]:
        """What the app's process is told."""
        told = self._build_environment(width, height)
        told["TEXTUAL_DRIVER"] = "advisor.tui.browser:BrowserDriver"
        told[VARIABLE] = str(self.folder)
        told[STATE_VARIABLE] = str(self.memory)
        told["TMPDIR"] = str(self.memory)
        # The app works in another folder, so what is relative here has to be named in full.
        paths = [entry for entry in told.get("PYTHONPATH", "").split(os.pathsep) if entry]
        told["PYTHONPATH"] = os.pathsep.join(str(Path(entry).resolve()) for entry in paths)
        told.pop("NO_COLOR", None)
        return told

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        """Start it, in a session of its own: Ctrl+C at the server is the server's to pass on."""
        self._process = process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # Code that lies in the folder is not ours to run.
            "-c",
            _PROGRAM,
            stdin=PIPE,
            stdout=PIPE,
            stderr=None if os.environ.get("ADVISOR_DEBUG") else DEVNULL,
            env=self.environment(width, height),
            cwd=self.folder,
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process

    async def run(self) -> None:
        """Pass on what the app says, to its last word."""
        process = self._process
        if process is None or process.stdout is None:
            return
        read = process.stdout.readexactly
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
            for _ in range(_LINES):
                if await process.stdout.readline() == _GREETING:
                    self.ready = True
                    break
            while self.ready:
                kind, size = await read(1), int.from_bytes(await read(4), "big")
                payload = await read(size)
                if kind == b"D":
                    await self.on_data(payload)
                elif kind == b"M":
                    await self.on_meta(payload)
                elif kind == b"P":
                    await self.on_packed(payload)
        await self.remote_close()

    async def on_meta(self, data: bytes) -> None:
        """What the app asks of the browser: to load a file down, to look at one, to go elsewhere."""
        told = json.loads(data)
        if told.get("type") != "deliver_file_start":
            await super().on_meta(data)
            return
        key, look = str(told["key"]), told.get("open_method") == "browser"
        await self._download_manager.create_download(
            app_service=self,
            delivery_key=key,
            file_name=Path(str(told["path"])).name,
            open_method="browser" if look else "download",
            mime_type=str(told.get("mime_type") or "application/octet-stream"),
            encoding=str(told.get("encoding") or "") or None,
            name=told.get("name"),
        )
        words = (
            ["open_url", {"url": f"/view/{key}", "new_tab": True}] if look else ["deliver_file_start", key]
        )
        await self.remote_write_str(json.dumps(words))

    async def stop(self) -> None:
        """Ask the app to save and go; then tell it; then end it. Whoever calls this waits for its end."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end())
        await asyncio.shield(self._ending)

    async def _end(self) -> None:
        process, task = self._process, self._task
        if process is None or task is None:
            return
        await self._download_manager.cancel_app_downloads(app_service_id=self.app_service_id)
        with contextlib.suppress(OSError, RuntimeError, TimeoutError):
            await asyncio.wait_for(self.send_meta({"type": "quit"}), 1)
        for patience, act in ((ASKED, process.terminate), (TOLD, process.kill)):
            try:
                await asyncio.wait_for(asyncio.shield(process.wait()), patience)
                break
            except TimeoutError:
                with contextlib.suppress(ProcessLookupError):
                    act()
        await process.wait()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(task, 1)
