"""Many reports at once: on all cores, with a bar, each file written as soon as it is made."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from advisor.cli.output import Folder
from advisor.cli.progress import Progress
from advisor.cli.rendering import Wish, made, names
from advisor.errors import Problem, UnusableInput
from advisor.reporting.files import Failure, Made
from advisor.workflows.report import Ground, report_ground, report_readers
from advisor.workflows.score import pack_at

_WORTH_A_PROCESS = 4
"""Files below this number are made sooner than a second process has started."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The reports of one assessment for some readers; what one worker makes in one go."""

    path: Path
    personas: str
    pack: str | None
    files: tuple[str, ...]
    bills: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    written: list[Path] = field(default_factory=list)
    failures: list[tuple[str, Failure]] = field(default_factory=list)
    """File name and why it could not be made."""
    problems: list[Problem] = field(default_factory=list)
    """Of assessments that cannot be used; the others were reported all the same."""


def write_reports(
    paths: Sequence[Path],
    personas: str | None,
    pack: str | None,
    wish: Wish,
    folder: Path,
    *,
    force: bool,
    jobs: int | None = None,
    bills: Sequence[str] = (),
    maps: Sequence[str] = (),
) -> Outcome:
    """Make every report and write it; what fails is in the outcome and stops nothing else.

    Args:
        paths: the assessments.
        personas: for whom, with commas between them; None for each assessment's own reader.
        pack: names the pack for all of them; None for the one that each names.
        wish: how the reports are to be.
        folder: where they are written.
        force: whether files that somebody else wrote are replaced.
        jobs: processes at most; None for one a core.
        bills: billing exports that every assessment is held against.
        maps: which workload of the bill is which of the assessment, ``NAME=WORKLOAD``.

    Raises:
        UnusableInput: none of the assessments can be used, or two would be written to one file.
        CannotWrite: a file is there that the advisor did not write; then nothing is written.
    """
    outcome = Outcome()
    units = list(_units(paths, personas, pack, wish, outcome.problems, tuple(bills), tuple(maps)))
    if not units:
        raise UnusableInput(outcome.problems)
    _refuse_twins(units)
    everything = [name for unit in units for name in unit.files]
    shelf = Folder(folder, force=force)
    shelf.look_at(everything)
    bar = Progress("files")
    done = 0
    try:
        for results in _results(units, wish, _processes(len(everything), len(units), jobs)):
            for each in results:
                done += 1
                if each.content is None:
                    if each.failure:
                        outcome.failures.append((each.name, each.failure))
                else:
                    outcome.written.append(shelf.write(each.name, each.content))
                bar.show(done / len(everything), done)
    finally:
        bar.clear()
        shelf.close()
    return outcome


def _units(
    paths: Sequence[Path],
    personas: str | None,
    pack: str | None,
    wish: Wish,
    problems: list[Problem],
    bills: tuple[str, ...],
    maps: tuple[str, ...],
) -> Iterator[Unit]:
    chosen = pack_at(pack, whole=True)
    for path in paths:
        try:
            readers = report_readers(path, personas, pack=chosen)
        except UnusableInput as error:
            problems.extend(error.problems)
            continue
        for persona in readers.personas:
            made_of = tuple(names(readers.assessment, [persona], wish))
            yield Unit(path, persona, pack, made_of, bills, maps)


def _refuse_twins(units: Iterable[Unit]) -> None:
    first: dict[str, Path] = {}
    problems = []
    for unit in units:
        for name in unit.files[:1]:
            if first.setdefault(name, unit.path) != unit.path:
                message = f"its report would be called {name}, like that of {first[name]}"
                hint = "give the assessments different ids, or report them into different folders"
                problems.append(Problem(str(unit.path), None, None, message, hint, "same-name"))
    if problems:
        raise UnusableInput(problems)


def _processes(files: int, units: int, jobs: int | None) -> int:
    if files < _WORTH_A_PROCESS:
        return 1
    return max(1, min(units, jobs or os.cpu_count() or 1))


def _make(unit: Unit, wish: Wish) -> list[Made]:
    return list(made(_ground(unit.path, unit.pack, unit.bills, unit.maps).readers(unit.personas), wish))


@lru_cache(maxsize=2)
def _ground(path: Path, pack: str | None, bills: tuple[str, ...], maps: tuple[str, ...]) -> Ground:
    """The same for all readers of an assessment, who come one after another."""
    return report_ground(path, pack=pack_at(pack, whole=True), bills=bills, maps=maps)


def _results(units: Sequence[Unit], wish: Wish, processes: int) -> Iterator[list[Made]]:
    """What each unit gave, in order, so that the same command prints the same lines."""
    if processes == 1:
        for unit in units:
            yield _make(unit, wish)
        return
    # A new interpreter rather than a fork: libraries that draw keep threads, which a fork would cut off.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(processes, mp_context=context)
    try:
        waiting: list[Future[list[Made]]] = [executor.submit(_make, unit, wish) for unit in units]
        for future in waiting:
            yield future.result()
    finally:
        executor.shutdown(cancel_futures=True)
