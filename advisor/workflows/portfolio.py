"""A folder of assessments, all of them decided, on all cores, with what they have in common."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from advisor.content.locations import MANIFEST, MILESTONES, SCENARIOS, pack_folder
from advisor.content.packs import load_pack
from advisor.content.workshop_file import PARTICIPANTS, WORKSHOP
from advisor.errors import Problem, UnusableInput
from advisor.model.portfolio import (
    OpenRisk,
    PackUse,
    Portfolio,
    PortfolioEntry,
    SharedGap,
    SharedPractice,
)
from advisor.workflows.portfolio_entry import Read, Reader
from advisor.workflows.portfolio_shared import offers

_ENDINGS = (".yaml", ".yml")
_WORTH_A_PROCESS = 120
"""Files below this number are read sooner than a second process has started."""
_CHUNK = 20
_SEVERITIES = {"high": 0, "medium": 1, "low": 2}

Tell = Callable[[int, int], None]
"""Told how many files are done, of how many."""


def portfolio_files(folder: Path) -> list[Path]:
    """The YAML files below a folder that may be assessments: no hidden folders, packs or milestones.

    Raises:
        UnusableInput: there is no such folder, or it holds the hidden votes of a workshop.
    """
    whole = folder.resolve()
    if whole.name == PARTICIPANTS and (whole.parent / WORKSHOP).is_file():
        message = "holds the hidden votes of a workshop's participants, which are nobody's to compare"
        hint = f"“advisor portfolio {folder.parent}” tells what the team agreed on, once it is merged"
        raise UnusableInput([Problem(str(folder), None, None, message, hint, "hidden-votes")])
    if not folder.is_dir():
        message = "this is a file, not a folder" if folder.exists() else "there is no such folder"
        raise UnusableInput([Problem(str(folder), None, None, message, code="no-folder")])
    return sorted(_below(folder), key=lambda path: path.relative_to(folder).as_posix())


def _below(folder: Path) -> Iterator[Path]:
    for root, names, files in os.walk(folder):
        if MANIFEST in files:
            names.clear()  # A pack: its examples are nobody's assessments.
            continue
        names[:] = [name for name in names if not name.startswith(".") and not name.endswith(MILESTONES)]
        workshop = WORKSHOP in files
        if workshop and PARTICIPANTS in names:
            names.remove(PARTICIPANTS)  # What the team agreed on counts, not each who was in the room.
        for name in files:
            if workshop and name == WORKSHOP:
                continue
            if name.endswith(SCENARIOS):
                continue  # What is supposed is no assessment.
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                yield Path(root) / name


def portfolio(
    folder: Path, *, pack: str | None = None, jobs: int | None = None, tell: Tell | None = None
) -> Portfolio:
    """Every assessment below a folder; one that cannot be used is listed and stops nothing.

    Args:
        folder: looked through with all its folders.
        pack: names the pack for all of them; None for the one that each names.
        jobs: processes at most; None for one a core.
        tell: told of the progress, in this thread.

    Raises:
        UnusableInput: there is no such folder, or no such pack.
    """
    files = portfolio_files(folder)
    if pack is not None:
        load_pack(pack_folder(pack, Path()))
    found: list[Read] = []
    for each in _read(folder, files, pack, _processes(len(files), jobs)):
        found.append(each)
        if tell is not None:
            tell(len(found), len(files))
    return _together(folder, found)


def _processes(files: int, jobs: int | None) -> int:
    return 1 if files < _WORTH_A_PROCESS else max(1, jobs or os.cpu_count() or 1)


_READERS: list[Reader] = []
"""The one of a process that reads for another one."""


def _begin(folder: Path, pack: str | None) -> None:
    _READERS[:] = [Reader(folder, pack)]


def _one(path: Path) -> Read:
    return _READERS[0].read(path)


def _read(folder: Path, files: Sequence[Path], pack: str | None, processes: int) -> Iterator[Read]:
    """What each file gave, in order, so that the same folder gives the same bytes."""
    if processes == 1:
        reader = Reader(folder, pack)
        yield from map(reader.read, files)
        return
    # A new interpreter rather than a fork: the app that may have called has threads.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(folder, pack))
    try:
        yield from executor.map(_one, files, chunksize=_CHUNK)
    finally:
        executor.shutdown(cancel_futures=True)


def _together(folder: Path, found: Sequence[Read]) -> Portfolio:
    entries = tuple(each.entry for each in found if each.entry is not None)
    return Portfolio(
        folder=str(folder),
        entries=entries,
        broken=tuple(each.broken for each in found if each.broken is not None),
        others=tuple(each.other for each in found if each.other is not None),
        packs=_packs(found),
        risks=_risks(entries),
        gaps=_gaps(entries),
        practices=_practices(entries),
        shared=offers(part for each in found for part in each.parts),
    )


def _packs(found: Iterable[Read]) -> tuple[PackUse, ...]:
    uses = {each.use.pack.sha256: each.use for each in found if each.use is not None}
    counts = Counter(each.entry.pack.sha256 for each in found if each.entry is not None)
    counted = [use.model_copy(update={"files": counts[sha]}) for sha, use in uses.items()]
    return tuple(
        sorted(counted, key=lambda use: (-use.files, use.pack.id, use.pack.version, use.pack.sha256))
    )


def _risks(entries: Iterable[PortfolioEntry]) -> tuple[OpenRisk, ...]:
    found: dict[tuple[str, str], OpenRisk] = {}
    for entry in entries:
        for workload in entry.workloads:
            for each in workload.warnings:
                key = (entry.pack.id, each.id)
                known = found.get(key)
                files = known.files if known else ()
                found[key] = OpenRisk.model_construct(
                    pack=entry.pack.id,
                    id=each.id,
                    severity=str(each.severity),
                    message=each.message,
                    do=each.do,
                    workloads=(known.workloads if known else 0) + 1,
                    files=files if entry.file in files[-1:] else (*files, entry.file),
                )
    order = sorted(found.values(), key=lambda r: (_SEVERITIES.get(r.severity, 3), -len(r.files), r.id))
    return tuple(order)


def _gaps(entries: Sequence[PortfolioEntry]) -> tuple[SharedGap, ...]:
    """Low or open answers that recur; low ones weigh more than open ones."""
    low: dict[tuple[str, str], list[str]] = {}
    unknown: dict[tuple[str, str], list[str]] = {}
    words: dict[tuple[str, str], tuple[str, str]] = {}
    asked = Counter(entry.pack.id for entry in entries)
    for entry in entries:
        for each in entry.low:
            key = (entry.pack.id, each.question)
            words[key] = (each.title, each.dimension)
            (low if each.state == "low" else unknown).setdefault(key, []).append(entry.file)
    found = [
        SharedGap(
            pack=key[0],
            question=key[1],
            title=title,
            dimension=dimension,
            low=tuple(low.get(key, ())),
            open=tuple(unknown.get(key, ())),
            of=asked[key[0]],
        )
        for key, (title, dimension) in words.items()
        if len(low.get(key, ())) + len(unknown.get(key, ())) > 1
    ]
    return tuple(sorted(found, key=lambda g: (-len(g.low), -len(g.open), g.pack, g.question)))


def _practices(entries: Iterable[PortfolioEntry]) -> tuple[SharedPractice, ...]:
    files: dict[tuple[str, str], list[str]] = {}
    words = {}
    for entry in entries:
        for each in entry.practices:
            key = (entry.pack.id, each.id)
            files.setdefault(key, []).append(entry.file)
            words[key] = each
    found = [
        SharedPractice(
            pack=key[0],
            id=one.id,
            title=one.title,
            first_step=one.first_step,
            effort=one.effort,
            files=tuple(files[key]),
        )
        for key, one in words.items()
    ]
    return tuple(sorted(found, key=lambda p: (-len(p.files), p.pack, p.id)))
