"""A terminal for an app: starts it, types into it, and notes when it draws."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
COLUMNS, ROWS = 120, 40
QUIET = 0.3
"""Seconds without output after which a screen counts as finished."""
BURST = 0.02
"""Seconds without output after which what a key changed counts as drawn; what follows is the note that
it was saved."""


@dataclass(frozen=True, slots=True)
class Key:
    """What one key takes, in seconds."""

    until_drawn: float
    """From the key to the end of the first burst of output, which shows what it changed."""
    work_until_drawn: float
    """Processor time until then."""
    work: float
    """Processor time until all is done that the key sets going: saving, and what follows a moment later."""


class Terminal:
    """One app in a pseudo-terminal; a context manager that ends it."""

    def __init__(self, *arguments: str, state: Path) -> None:
        self.master, child = pty.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.ready, writer = os.pipe()
        env = {
            **os.environ,
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
            "READY_FD": str(writer),
            "ADVISOR_STATE_DIR": str(state),
        }
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.app_child", *arguments],
            stdin=child,
            stdout=child,
            stderr=child,
            cwd=ROOT,
            env=env,
            pass_fds=[writer],
            start_new_session=True,
        )
        os.close(child)
        os.close(writer)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.master)
        os.close(self.ready)

    def first_paint(self) -> float:
        """Seconds from start to the first frame."""
        deadline = time.perf_counter() + 30
        while time.perf_counter() < deadline:
            readable, _, _ = select.select([self.master, self.ready], [], [], 1)
            if self.ready in readable:
                found = os.read(self.ready, 1)
                if not found:
                    break
                return time.perf_counter() - self.began
            if self.master in readable:
                self._drain()
        raise RuntimeError(f"the app did not start (exit code {self.process.poll()})")

    def settle(self) -> None:
        """Wait until nothing is drawn any more."""
        while select.select([self.master], [], [], QUIET)[0]:
            if not self._drain():
                return

    def spent(self) -> float:
        """Processor seconds of the app so far, all threads together; NaN where the system does not tell."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        if not tasks.is_dir():
            return float("nan")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9

    def key(self, key: str) -> Key:
        """What a key takes, until nothing is drawn any more."""
        before = self.spent()
        began = time.perf_counter()
        os.write(self.master, key.encode())
        patience, last = 5.0, None
        while select.select([self.master], [], [], patience)[0] and self._drain():
            patience, last = BURST, time.perf_counter()
        drawn = self.spent()
        if last is None:
            raise RuntimeError(f"the key {key!r} changed nothing")
        self.settle()
        return Key(last - began, drawn - before, self.spent() - before)

    def _drain(self) -> bytes:
        with contextlib.suppress(OSError):
            return os.read(self.master, 65536)
        return b""
