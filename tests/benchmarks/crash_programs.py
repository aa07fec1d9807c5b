"""What the crash tests kill: the real app with keys pressed at random, or an export again and again.

Each tells what was edited and what it acknowledged. A slow disk widens the moments in which a kill hurts, and
built-in defects show that the tests would find one.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import App

from advisor.content import atomic
from advisor.content.assessment_yaml import tidied
from advisor.model.assessment import Assessment
from advisor.tui.app import AdvisorApp
from advisor.tui.report_files import write_files
from advisor.workflows.session import Session

KEYS = ("1", "2", "3", "u", "1", "2", "right", "left", "ctrl+z", "ctrl+z", "ctrl+y")
SLOW = 0.08
"""Seconds that a slow disk takes for each step of writing."""
REPORT_BYTES = 300_000


def told(assessment: Assessment) -> str:
    """What an assessment says, whatever the order."""
    return json.dumps(assessment.model_dump(mode="json"), sort_keys=True)


def interview(file: Path, seed: int, tell: Callable[[str, str], None]) -> None:
    """Press keys in the real app for ever."""

    class Watched(AdvisorApp):
        CSS_PATH: ClassVar = Path(sys.modules[AdvisorApp.__module__].__file__ or "").with_name("app.tcss")
        known: Assessment | None = None
        acknowledged: Assessment | None = None

        def show_status(self, status: str) -> None:
            session = self.session
            if session is not None:
                if session.assessment is not self.known:
                    self.known = session.assessment
                    tell("edit", told(tidied(self.known, session.pack)))
                if not status.startswith("Saved"):
                    self.acknowledged = None
                elif self.acknowledged is not self.known:
                    self.acknowledged = self.known
                    tell("saved", told(tidied(self.known, session.pack)))
            super().show_status(status)

    async def press() -> None:
        app: App[int] = Watched(Session.open(file))
        draw = random.Random(seed)
        async with app.run_test(size=(100, 30)) as pilot:
            while True:
                await pilot.press(draw.choice(KEYS))
                await asyncio.sleep(draw.choice((0, 0, 0.02, 0.09)))

    asyncio.run(press())


def reports(file: Path, seed: int, tell: Callable[[str, str], None]) -> None:
    """Export a report again and again; every version says of itself which it is."""
    version = 0
    while True:
        version += 1
        content = f"{version:08}\n".encode() * (REPORT_BYTES // 9)
        tell("edit", str(version))
        write_files(file.parent, {file.name: content})
        tell("saved", str(version))
        time.sleep(random.Random(seed + version).choice((0, 0.005, 0.02)))


def slow_disk() -> None:
    """Let every step of writing take a while."""
    sync, replace = os.fsync, os.replace

    def slowly_synced(descriptor: int) -> None:
        time.sleep(SLOW)
        sync(descriptor)

    def slowly_replaced(*given: object, **named: object) -> None:
        time.sleep(SLOW)
        replace(*given, **named)
        time.sleep(SLOW)

    os.fsync = slowly_synced
    os.replace = slowly_replaced


def torn_writes() -> None:
    """A defect: files are written in place, piece by piece."""

    def write(target: Path, data: bytes, check: Callable[[], object] | None) -> None:
        with target.open("wb") as file:
            for start in range(0, len(data), 100):
                file.write(data[start : start + 100])
                file.flush()
                time.sleep(0.004)

    atomic._write = write


def early_words() -> None:
    """A defect: the status says "Saved" of whatever was entered."""
    AdvisorApp.status = property(lambda self: "Saved" if self.session else "")


DEFECTS = {"torn": torn_writes, "early": early_words}
