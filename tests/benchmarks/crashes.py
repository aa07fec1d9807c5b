"""What ``kill -9`` leaves behind: nothing lost that the screen had acknowledged, no file half-written.

``python -m tests.benchmarks.crashes --runs 200`` prints the figures. One warmed process forks a child for
each run; the child runs the real app on a file and presses keys at random. Through a pipe it tells what
was answered and when the status says "Saved"; then it is killed at a moment drawn from the run's seed.
The parent reads the file all the while, as another program might.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from advisor.content.assessment_yaml import tidied
from advisor.content.assessments import load_assessment, parse_assessment
from advisor.content.packs import load_pack
from advisor.errors import AdvisorError
from advisor.workflows.session import Session
from tests.benchmarks.crash_programs import DEFECTS, REPORT_BYTES, interview, reports, slow_disk, told
from tests.bistro import BISTRO

PACK = Path(__file__).resolve().parents[1] / "packs" / "kitchen"
MESSAGES = 12
"""At most so many messages come before the kill."""
MOMENT = 0.15
"""And at most so many seconds after the last of them, which is longer than saving waits and takes."""


@dataclass
class Figures:
    """What all runs together found."""

    runs: int = 0
    edits: int = 0
    """States that the session had."""
    acknowledged: int = 0
    """How often the status said "Saved" of a new state."""
    writing: int = 0
    """Kills in the middle of a write: an unfinished draft lay beside the file."""
    unsaved: int = 0
    """Kills with an answer that was not acknowledged yet."""
    seen: int = 0
    """Different contents that another program saw in the files."""
    lost: list[str] = field(default_factory=list)
    """Runs after which the file lacked what was acknowledged."""
    torn: list[str] = field(default_factory=list)
    """Runs in which a file could not be read, or held what was never answered."""

    @property
    def fine(self) -> bool:
        return not self.lost and not self.torn


@dataclass
class Run:
    """One child, from its start to what it left."""

    file: Path
    seed: int
    work: Callable[[Path, int, Callable[[str, str], None]], None]
    slow: bool
    defect: str | None = None
    messages: list[tuple[str, str]] = field(default_factory=list)
    seen: dict[bytes, None] = field(default_factory=dict)

    def until_killed(self) -> None:
        draw = random.Random(self.seed)
        wanted, moment = draw.randrange(1, MESSAGES), draw.uniform(0, MOMENT)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            self._child(writer)
        os.close(writer)
        with os.fdopen(reader, "rb", buffering=0) as pipe:
            rest = b""
            deadline = None
            give_up = time.monotonic() + 60
            while (now := time.monotonic()) < (deadline or give_up):
                self._look()
                if select.select([pipe], [], [], min(0.004, (deadline or give_up) - now))[0]:
                    if not (data := pipe.read(65536)):
                        break
                    rest = self._take(rest + data)
                if deadline is None and len(self.messages) >= wanted:
                    deadline = time.monotonic() + moment
            os.kill(child, signal.SIGKILL)
            while data := pipe.read(65536):  # What was told before the end counts.
                rest = self._take(rest + data)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            raise RuntimeError(f"the program of run {self.seed} ended by itself ({status})")
        self._look()

    def _child(self, writer: int) -> None:
        def tell(kind: str, what: str) -> None:
            os.write(writer, json.dumps([kind, what]).encode() + b"\n")

        try:
            if self.slow:
                slow_disk()
            if self.defect:
                DEFECTS[self.defect]()
            self.work(self.file, self.seed, tell)
        finally:
            sys.excepthook(*sys.exc_info())
            os._exit(1)

    def _take(self, data: bytes) -> bytes:
        *lines, rest = data.split(b"\n")
        self.messages += [tuple(json.loads(line)) for line in lines]
        return rest

    def _look(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            self.seen[self.file.read_bytes()] = None

    def judge(self, figures: Figures, read: Callable[[bytes], str | None], first: str | None) -> None:
        """Compare what was told with what is there."""
        figures.runs += 1
        name = f"run {self.seed}{', slow disk' if self.slow else ''}"
        states = [first, *(what for kind, what in self.messages if kind == "edit")]
        figures.edits += len(states) - 1
        figures.acknowledged += sum(kind == "saved" for kind, _ in self.messages)
        figures.writing += any(self.file.parent.glob(".*.tmp")) or any(
            self.file.parent.glob(f".{self.file.name}.*")
        )
        figures.seen += len(self.seen)
        for data in self.seen:
            if (state := read(data)) is None or state not in states:
                figures.torn.append(f"{name}: {data[:60]!r}…, {len(data)} bytes")
                break
        # From the last acknowledged state on, every later one may be in the file; no earlier one.
        since = [first]
        for kind, what in self.messages:
            if kind == "saved":
                since = [what]
            else:
                since.append(what)
        figures.unsaved += len(since) > 1
        found = read(self.file.read_bytes()) if self.file.exists() else None
        if found not in since:
            figures.lost.append(f"{name}:\n    acknowledged {since[0]}\n    found        {found}")


def measure(
    runs: int, seed: int = 0, defect: str | None = None, progress: Callable[[int], None] = lambda _: None
) -> dict[str, Figures]:
    """Kill so many programs; every fourth exports reports, every second writes to a slow disk."""
    found = {"answers": Figures(), "reports": Figures()}
    pack = load_pack(PACK)
    with tempfile.TemporaryDirectory(prefix="advisor-crashes-") as name:
        os.environ["ADVISOR_STATE_DIR"] = str(Path(name) / "state")
        warm(Path(name))
        for number in range(runs):
            folder = Path(name) / str(number)
            folder.mkdir()
            slow = number % 2 == 1
            if number % 4 == 3 and defect is None:
                run = Run(folder / "report.html", seed + number, reports, slow and number % 8 == 3)
                run.until_killed()
                run.judge(found["reports"], _version, None)
            else:
                file = folder / "bistro.yaml"
                file.write_text(BISTRO.format(pack=PACK), "utf-8")
                first = told(tidied(load_assessment(file, pack=pack).assessment, pack))
                run = Run(file, seed + number, interview, slow, defect)
                run.until_killed()

                def read(data: bytes, file: Path = file) -> str | None:
                    try:
                        read = parse_assessment(data, str(file), file.parent, pack=pack).assessment
                    except AdvisorError:
                        return None
                    return told(tidied(read, pack))

                run.judge(found["answers"], read, first)
            progress(number + 1)
    return found


def _version(data: bytes) -> str | None:
    """Which version a report is, if it is a whole one."""
    first = data[:9]
    return str(int(first)) if data == first * (REPORT_BYTES // 9) else None


def warm(folder: Path) -> None:
    """Import and read everything once, in a process of its own so that this one stays without threads."""
    file = folder / "warm.yaml"
    file.write_text(BISTRO.format(pack=PACK), "utf-8")
    for module in ("interview", "question", "loading", "start", "workspace"):
        __import__(f"advisor.tui.screens.{module}")
    _ = Session.open(file).recommendation


def main() -> int:
    """Print the figures; 1 when anything was lost or torn."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.crashes", description=__doc__)
    asked.add_argument("--runs", type=int, default=200)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--defect", choices=sorted(DEFECTS), help="build a defect in, to see it found")
    given = asked.parse_args()

    def progress(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} of {given.runs} ", end="", file=sys.stderr, flush=True)

    began = time.monotonic()
    found = measure(given.runs, given.seed, given.defect, progress)
    if given.json:
        print(json.dumps({name: asdict(each) for name, each in found.items()}))
    else:
        for name, each in found.items():
            print(
                f"{name}: {each.runs} programs killed, {each.writing} of them while writing, "
                f"{each.unsaved} with something not yet acknowledged; {each.edits} states, "
                f"{each.acknowledged} acknowledged, "
                f"{each.seen} contents seen from outside; {len(each.lost)} lost, {len(each.torn)} torn"
            )
            for line in (*each.lost, *each.torn):
                print(f"  {line}")
        print(f"{time.monotonic() - began:.0f} s")
    return 0 if all(each.fine for each in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
