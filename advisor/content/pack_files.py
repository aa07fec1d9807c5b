"""The files of a pack: read, validated one by one, with their places kept for the checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from advisor.content.locations import MANIFEST
from advisor.content.names import choose_from, nearest
from advisor.content.salvage import Loss, is_filler, salvaged
from advisor.content.validation import validated
from advisor.content.yaml_reader import PACK_FILE_LIMIT, At, Source, read, read_bytes
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.catalogue import Kpis, Models, Personas, Practices
from advisor.model.evidence_rules import EvidenceRules
from advisor.model.pack import PACK_FORMAT, Manifest
from advisor.model.price import PriceBook
from advisor.model.question import Questionnaire
from advisor.model.rules import Rules

M = TypeVar("M", bound=BaseModel)

QUESTIONS, RULES, MODELS = "questions.yaml", "rules.yaml", "models.yaml"
PERSONAS, KPIS, PRACTICES = "personas.yaml", "kpis.yaml", "practices.yaml"
PRICES = "prices.yaml"
EVIDENCE = "evidence.yaml"
FILES: dict[str, type[BaseModel]] = {
    MANIFEST: Manifest,
    QUESTIONS: Questionnaire,
    RULES: Rules,
    MODELS: Models,
    PERSONAS: Personas,
    KPIS: Kpis,
    PRACTICES: Practices,
    PRICES: PriceBook,
    EVIDENCE: EvidenceRules,
}
"""The files of a pack and what each holds."""
REQUIRED = (MANIFEST, QUESTIONS, RULES)
"""The files that no pack can do without; the others are catalogues."""

_STRUCTURE = "conditions dimensions decisions weights gates table warnings framework cells personas practices"
_REFERENCES = "when relevant_when all any not is question questions dimension kpis"
_HOLDING_NAMES = frozenset(f"{_STRUCTURE} {_REFERENCES}".split(" "))
"""Keys under which names are used; where one of them is lost, nobody knows which."""
_HIDING = ("duplicate-key", "bad-key")
"""Problems of reading after which a part of the file is in nobody's hands."""


@dataclass(slots=True)
class PackFiles:
    """The files of one pack as models, as far as they can be used, and every problem so far."""

    folder: Path
    sources: dict[str, Source] = field(default_factory=dict)
    models: dict[str, BaseModel] = field(default_factory=dict)
    losses: dict[str, Loss] = field(default_factory=dict)
    """File name to what of the file could not be used; its model has fillers there."""
    meant: set[str] = field(default_factory=set)
    """Names that something dangling was probably meant to be."""
    newer: bool = False
    """Whether the pack is in a format that this version does not know; then nothing else is read."""
    problems: list[Problem] = field(default_factory=list)
    """Beside those of the sources: files that are missing or unreadable, findings of the checks."""

    def get(self, name: str, model: type[M]) -> M | None:
        """The model of a file, or of what could be used of it; None when that is nothing."""
        found = self.models.get(name)
        return found if isinstance(found, model) else None

    def report(
        self,
        name: str,
        at: At,
        message: str,
        hint: str | None = None,
        code: str = "invalid",
        *,
        key: bool = False,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a finding at a path of a file, unless it is a consequence of what the file itself has."""
        if self._is_consequence(name, at, message):
            return
        if name == PRICES and code == "dangling" and self.losses and not str(hint).startswith("did you mean"):
            return  # Prices look their names up themselves, in what is left of the other files.
        found = self.sources[name].problem(at, message, hint, code, key=key)
        self.problems.append(
            Problem(found.file, found.line, found.column, message, hint, code, severity)
            if severity is not Severity.ERROR
            else found
        )

    def refer(
        self, file: str, at: At, message: str, name: str, valid: Iterable[str], *, key: bool = False
    ) -> bool:
        """Whether a name is one of the valid ones; adds a finding with the message when it is not.

        Where a valid name could not be read, only what resembles another one is certain to dangle.
        """
        names = list(valid)
        if name in names:
            return True
        known = [each for each in names if not is_filler(each)]
        near = nearest(name, known)
        if near is not None:
            self.meant.add(near)
        if near is not None or len(known) == len(names):
            self.report(file, at, message, choose_from(name, known), "dangling", key=key)
        return False

    def _is_consequence(self, name: str, at: At, message: str) -> bool:
        flagged = self.sources[name].flagged
        return (
            is_filler(message)
            or any(isinstance(key, str) and is_filler(key) for key in at)
            or self.loss(name).at(at)
            or any(at[:length] in flagged for length in range(len(at) + 1))
        )

    def loss(self, name: str) -> Loss:
        """What of a file could not be used; nothing for a file that is sound or absent."""
        return self.losses.get(name) or Loss()

    def may_use(self, name: str, *files: str) -> bool:
        """Whether a name may be in use where these files are not readable; then nothing is unused."""
        if name in self.meant or any(name in self.loss(file).mentioned for file in files):
            return True
        if any(_hides_uses(place) for file in files for place in self.loss(file).places):
            return True
        return any(
            (file in self.sources and file not in self.models)
            or any(problem.code in _HIDING for problem in self.sources[file].problems)
            for file in files
            if file in self.sources
        )

    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem once, in the order of files and lines."""
        order = {str(self.folder / name): index for index, name in enumerate(FILES)}
        found = {*self.problems, *(each for source in self.sources.values() for each in source.problems)}
        return tuple(
            sorted(
                found,
                key=lambda each: (
                    order.get(each.file, -1),
                    each.line or 0,
                    each.column or 0,
                    each.code,
                    each.message,
                ),
            )
        )


def _hides_uses(place: At) -> bool:
    return isinstance(place[-1], int) or len(place) == 2 or place[-1] in _HOLDING_NAMES


def read_pack_files(folder: Path) -> PackFiles:
    """Read and validate every file of a pack; what is wrong is in the result."""
    files = PackFiles(folder)
    for name, model in FILES.items():
        path = folder / name
        if not path.exists():
            if name in REQUIRED:
                message = "a pack needs this file"
                files.problems.append(
                    Problem(str(path), None, None, message, f"put a “{name}” into the folder", "no-file")
                )
            continue
        try:
            source = read(read_bytes(path, PACK_FILE_LIMIT), str(path), PACK_FILE_LIMIT)
        except UnusableInput as unusable:
            files.problems.extend(unusable.problems)
            files.sources[name] = Source(name=str(path))
            continue
        files.sources[name] = source
        if name == MANIFEST and _is_newer(source):
            files.newer = True
            return files
        valid = validated(model, source)
        if valid is None:
            files.losses[name] = Loss()
            valid = salvaged(model, source.value, files.losses[name])
        if valid is not None:
            files.models[name] = valid
    return files


def _is_newer(source: Source) -> bool:
    """Whether the pack says that it is in a newer format; then nothing else about it is worth saying."""
    value = source.value
    number = value.get("format") if isinstance(value, dict) else None
    if isinstance(number, bool) or not isinstance(number, int) or number <= PACK_FORMAT:
        return False
    message = f"this pack is in format {number}; this version of the advisor reads up to {PACK_FORMAT}"
    source.problems.clear()
    source.report(("format",), message, "update the advisor", "newer-format")
    return True
