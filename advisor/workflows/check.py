"""All problems of a pack or of an assessment, and all that can be proved about a pack, at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from advisor.content.assessments import OTHER_PACK, load_assessment
from advisor.content.locations import pack_folder
from advisor.content.pack_lint import lint_pack
from advisor.content.pack_places import PackPlaces
from advisor.content.pack_verdicts import Verdict, keep_verdict
from advisor.content.packs import load_pack
from advisor.decision.pack_changes import changes_of
from advisor.decision.proof import (
    STATES,
    Comparison,
    Finding,
    Incomparable,
    Proof,
    Weight,
    compare,
    effects,
    prove,
)
from advisor.decision.proof.attribution import Tell
from advisor.decision.proof.findings import Named
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.pack import Pack
from advisor.model.pack_change import RuleChange, RuleEffect
from advisor.workflows.check_packs import copies, differences, strange_examples
from advisor.workflows.kept import kept_answers

_SAID_ALREADY = {
    "question-without-effect": "unused-question",
    "same-options": "unused-option",
}
"""Findings of a proof that a literal problem at the same place tells already."""
_PROVED_BETTER = "shadowed-row"
"""A literal problem that a proof always finds as well, and explains."""
_WEIGHTS = {Severity.ERROR: Weight.ERROR, Severity.WARNING: Weight.WARNING}


@dataclass(frozen=True, slots=True)
class PlacedName:
    """A part of the pack that a finding names, with its place in a file."""

    named: Named
    file: str
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding of a proof, with its place in a file."""

    finding: Finding
    file: str
    line: int | None
    column: int | None
    named: tuple[PlacedName, ...] = ()


@dataclass(frozen=True, slots=True)
class ProvedPack:
    """What was proved about a pack."""

    pack: Pack
    proof: Proof
    findings: tuple[PlacedFinding, ...]
    """In the order of the pack's files and their lines."""
    against: Pack | None = None
    """The pack that it is compared with."""
    comparison: Comparison | Incomparable | None = None
    changes: tuple[RuleChange, ...] = ()
    """All in what it differs from that pack: first what can move advice, the most telling before others."""
    effects: tuple[RuleEffect, ...] = ()
    """What each change that can move advice does by itself; nothing where there are too many."""
    told_there: frozenset[Told] | None = None
    """What is found of that pack; None when it is compared with none."""


Entry = Problem | PlacedFinding
Told = tuple[str, str]
"""A kind of finding and what it says: the same in two packs, wherever it stands."""
_OF_BOTH = ("advice-differs", "not-comparable")
"""Findings about the comparison itself."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check."""

    target: str
    problems: tuple[Problem, ...]
    """What can be seen in the files themselves."""
    proved: ProvedPack | None
    """None for an assessment, and for a pack with errors: there is nothing sound to prove about it."""
    is_pack: bool = True
    said: tuple[Problem, ...] = ()
    """What is no finding, and the user should know all the same."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Errors first, then warnings, then notes; each in the order of files and lines."""
        found: list[Entry] = [*self.problems, *(self.proved.findings if self.proved else ())]
        order = list(Weight)

        def key(entry: Entry) -> tuple[int, str, int, int]:
            return order.index(weight_of(entry)), entry.file, entry.line or 0, entry.column or 0

        return tuple(sorted(found, key=key))

    def count(self, weight: Weight) -> int:
        """How many entries have a weight."""
        return sum(weight_of(entry) is weight for entry in self.entries)

    def is_new(self, entry: Entry) -> bool | None:
        """Whether the pack compared with lacks this finding; None where that says nothing."""
        told = self.proved.told_there if self.proved else None
        one = told_of(entry)
        return None if told is None or one[0] in _OF_BOTH else one not in told

    def only_new(self) -> Checked:
        """The same without what is found of the pack compared with as well."""
        if self.proved is None:
            return self
        problems = tuple(each for each in self.problems if self.is_new(each) is not False)
        findings = tuple(each for each in self.proved.findings if self.is_new(each) is not False)
        return replace(self, problems=problems, proved=replace(self.proved, findings=findings))

    @property
    def fails(self) -> bool:
        """Whether there is anything to mend; notes alone are not."""
        return any(weight_of(entry) is not Weight.NOTE for entry in self.entries)


def weight_of(entry: Entry) -> Weight:
    """How much an entry matters."""
    return entry.finding.weight if isinstance(entry, PlacedFinding) else _WEIGHTS[entry.severity]


def told_of(entry: Entry) -> Told:
    """What tells a finding apart from others, but for its place."""
    if isinstance(entry, PlacedFinding):
        return entry.finding.code, entry.finding.message
    return entry.code, entry.message


def check(
    target: str,
    *,
    pack: str | None = None,
    against: str | None = None,
    states: int = STATES,
    tell: Tell | None = None,
    proving: Callable[[float, str], None] | None = None,
) -> Checked:
    """Check the pack (a bundled id or a folder) or the assessment (a file) that is named.

    ``pack`` is a pack to check an assessment by, instead of the one that it names; ``against`` another
    pack to compare a pack with, which ``tell`` is told the progress of.
    A part of the proof that needs more than so many ``states`` is given up with a finding; ``proving`` is
    told how far the proof is.

    Raises:
        UnusableInput: there is neither a file nor a pack of this name, ``pack`` or ``against`` cannot be
            used or do not fit the target.
        OSError: the file cannot be read.
    """
    path = Path(target)
    if path.is_file() and path.name != "pack.yaml":
        if against is not None:
            message = "only packs are compared, and this is a file"
            raise _misfit(target, message, "name a pack's folder or a bundled pack's id")
        return _check_assessment(path, target, pack)
    if pack is not None:
        message = "“--pack” is for checking an assessment, and this is no file"
        raise _misfit(target, message, f"to compare two packs: advisor check {target} --against {pack}")
    folder = pack_folder(target, Path())
    beside = None if against is None else pack_folder(against, Path())
    other = None if beside is None else load_pack(beside)
    problems = lint_pack(folder)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Checked(target, problems, None)
    proved = _proved(folder, problems, other, states, proving)
    if beside is not None and other is not None:
        proved = _beside(proved, beside, other, tell)
    literal = tuple(each for each in problems if each.code != _PROVED_BETTER)
    checked = Checked(target, (*literal, *strange_examples(folder, proved.pack)), proved)
    keep_verdict(proved.pack.sha256, Verdict(checked.count(Weight.ERROR), checked.count(Weight.WARNING)))
    return checked


def _misfit(target: str, message: str, hint: str) -> UnusableInput:
    return UnusableInput([Problem(target, None, None, message, hint, "usage")])


def _check_assessment(path: Path, target: str, pack: str | None) -> Checked:
    chosen = None if pack is None else load_pack(pack_folder(pack, Path()))
    try:
        loaded = load_assessment(path, pack=chosen, instead=True)
        said = tuple(each for each in loaded.notices if each.code == OTHER_PACK)
        notices = tuple(each for each in loaded.notices if each.code != OTHER_PACK)
        return Checked(target, (*notices, *kept_answers(loaded)), None, is_pack=False, said=said)
    except UnusableInput as error:
        return Checked(target, error.problems, None, is_pack=False)


def _proved(
    folder: Path,
    problems: tuple[Problem, ...],
    against: Pack | None,
    states: int,
    proving: Callable[[float, str], None] | None,
) -> ProvedPack:
    pack = load_pack(folder)
    proof = prove(pack, states=states, tell=proving)
    comparison = None if against is None else compare(pack, against)
    places = PackPlaces(folder)
    said = {(problem.file, problem.line, problem.column, problem.code) for problem in problems}
    findings = [
        _placed(places, finding)
        for finding in (
            *proof.findings,
            *copies(folder, pack, against),
            *differences(against, comparison),
        )
    ]
    new = [
        each
        for each in findings
        if (each.file, each.line, each.column, _SAID_ALREADY.get(each.finding.code)) not in said
    ]
    new.sort(key=lambda each: (each.file, each.line or 0, each.column or 0, each.finding.code))
    return ProvedPack(pack, proof, tuple(new), against, comparison)


def _beside(proved: ProvedPack, folder: Path, other: Pack, tell: Tell | None) -> ProvedPack:
    """The same with what is to be said of the other pack, in ``folder``."""
    there = {(each.code, each.message) for each in lint_pack(folder)}
    # The very same rules need not be proved twice.
    proof = proved.proof if other.sha256 == proved.pack.sha256 else prove(other)
    there |= {(each.code, each.message) for each in (*proof.findings, *copies(folder, other, None))}
    there |= {told_of(each) for each in strange_examples(folder, other)}
    compared = proved.comparison
    found = effects(proved.pack, other, compared, tell) if isinstance(compared, Comparison) else ()
    moved = {each.change: each.alone or 0 for each in found}
    # What moves most comes first; the rest stays in the order of the files.
    changes = sorted(changes_of(other, proved.pack), key=lambda each: (not each.decides, -moved.get(each, 0)))
    return replace(proved, told_there=frozenset(there), changes=tuple(changes), effects=found)


def _placed(places: PackPlaces, finding: Finding) -> PlacedFinding:
    found = PlacedFinding(finding, *places.place(finding.place.file, finding.place.path))
    named = (PlacedName(each, *places.place(each.place.file, each.place.path)) for each in finding.named)
    return replace(found, named=tuple(named))
