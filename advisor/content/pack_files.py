"""The files of a pack: read, validated one by one, with their places kept for the checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from advisor.content.locations import MANIFEST
from advisor.content.validation import validated
from advisor.content.yaml_reader import PACK_FILE_LIMIT, At, Source, read, read_bytes
from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.catalogue import Kpis, Models, Personas, Practices
from advisor.model.pack import PACK_FORMAT, Manifest
from advisor.model.price import PriceBook
from advisor.model.question import Questionnaire
from advisor.model.rules import Rules

M = TypeVar("M", bound=BaseModel)

QUESTIONS, RULES, MODELS = "questions.yaml", "rules.yaml", "models.yaml"
PERSONAS, KPIS, PRACTICES = "personas.yaml", "kpis.yaml", "practices.yaml"
PRICES = "prices.yaml"
FILES: dict[str, type[BaseModel]] = {
    MANIFEST: Manifest,
    QUESTIONS: Questionnaire,
    RULES: Rules,
    MODELS: Models,
    PERSONAS: Personas,
    KPIS: Kpis,
    PRACTICES: Practices,
    PRICES: PriceBook,
}
"""The files of a pack and what each holds."""
REQUIRED = (MANIFEST, QUESTIONS, RULES)
"""The files that no pack can do without; the others are catalogues."""


@dataclass(slots=True)
class PackFiles:
    """The files of one pack as models, as far as they are valid, and every problem so far."""

    folder: Path
    sources: dict[str, Source] = field(default_factory=dict)
    models: dict[str, BaseModel] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Beside those of the sources: files that are missing or unreadable, findings of the checks."""

    def get(self, name: str, model: type[M]) -> M | None:
        """The model of a file; None when the file is absent or invalid."""
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
        """Add a finding at a path of a file."""
        found = self.sources[name].problem(at, message, hint, code, key=key)
        self.problems.append(
            Problem(found.file, found.line, found.column, message, hint, code, severity)
            if severity is not Severity.ERROR
            else found
        )

    def all_problems(self) -> tuple[Problem, ...]:
        """Every problem once, in the order of files and lines."""
        order = {source.name: index for index, source in enumerate(self.sources.values())}
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


def read_pack_files(folder: Path) -> PackFiles:
    """Read and validate every file of a pack; what is wrong is in the result."""
    files = PackFiles(folder)
    for name, model in FILES.items():
        path = folder / name
        if not path.exists():
            if name in REQUIRED:
                message = "a pack needs this file"
                files.problems.append(Problem(str(path), None, None, message, code="no-file"))
            continue
        try:
            source = read(read_bytes(path, PACK_FILE_LIMIT), str(path), PACK_FILE_LIMIT)
        except UnusableInput as unusable:
            files.problems.extend(unusable.problems)
            files.sources[name] = Source(name=str(path))
            continue
        files.sources[name] = source
        if name == MANIFEST and _is_newer(source):
            continue
        valid = validated(model, source)
        if valid is not None and not source.problems:
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
