"""All problems of a pack or of an assessment, and all that can be proved about a pack, at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.content.assessments import load_assessment
from advisor.content.locations import pack_folder
from advisor.content.pack_lint import lint_pack
from advisor.content.pack_places import PackPlaces
from advisor.content.packs import load_pack
from advisor.decision.proof import Finding, Proof, Weight, prove
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.pack import Pack
from advisor.workflows.kept import kept_answers

_SAID_ALREADY = {
    "question-without-effect": "unused-question",
    "same-options": "unused-option",
}
"""Findings of a proof that a literal problem at the same place tells already."""
_PROVED_BETTER = "shadowed-row"
"""A literal problem that a proof always finds as well, and explains."""


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding of a proof, with its place in a file."""

    finding: Finding
    file: str
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class ProvedPack:
    """What was proved about a pack."""

    pack: Pack
    proof: Proof
    findings: tuple[PlacedFinding, ...]
    """In the order of the pack's files and their lines."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check."""

    target: str
    problems: tuple[Problem, ...]
    """What can be seen in the files themselves."""
    proved: ProvedPack | None
    """None for an assessment, and for a pack with errors: there is nothing sound to prove about it."""

    @property
    def fails(self) -> bool:
        """Whether there is anything to mend; notes alone are not."""
        findings = self.proved.findings if self.proved else ()
        return bool(self.problems) or any(each.finding.weight is not Weight.NOTE for each in findings)


def check(target: str) -> Checked:
    """Check the pack (a bundled id or a folder) or the assessment (a file) that is named.

    Raises:
        UnusableInput: there is neither a file nor a pack of this name.
        OSError: the file cannot be read.
    """
    path = Path(target)
    if path.is_file() and path.name != "pack.yaml":
        try:
            loaded = load_assessment(path)
            return Checked(target, (*loaded.notices, *kept_answers(loaded)), None)
        except UnusableInput as error:
            return Checked(target, error.problems, None)
    folder = pack_folder(target, Path())
    problems = lint_pack(folder)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Checked(target, problems, None)
    proved = _proved(folder, problems)
    return Checked(target, tuple(each for each in problems if each.code != _PROVED_BETTER), proved)


def _proved(folder: Path, problems: tuple[Problem, ...]) -> ProvedPack:
    pack = load_pack(folder)
    proof = prove(pack)
    places = PackPlaces(folder)
    said = {(problem.file, problem.line, problem.column, problem.code) for problem in problems}
    findings = [
        PlacedFinding(finding, *places.place(finding.place.file, finding.place.path))
        for finding in proof.findings
    ]
    new = [
        each
        for each in findings
        if (each.file, each.line, each.column, _SAID_ALREADY.get(each.finding.code)) not in said
    ]
    new.sort(key=lambda each: (each.file, each.line or 0, each.column or 0, each.finding.code))
    return ProvedPack(pack, proof, tuple(new))
