"""Parts of a pack that few commands need, such as its prices or its rules for reading bills."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from advisor.errors import Problem, Severity, UnusableInput
from advisor.model.base import Model

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class PackPart(Generic[M]):
    """A file that a pack may have, and what is said where it has none."""

    file: str
    kind: type[M]
    code: str
    """Of the problem that there is none."""
    message: str
    hint: str | None = None

    def read(self, folder: Path) -> M:
        """The part, from a folder whose pack is checked as a whole.

        Raises:
            UnusableInput: the pack has none, or it cannot be used; the problems are all there are.
        """
        # Only here is the machinery of validation and checks worth the time that importing it takes.
        from advisor.content.pack_checks import check_references
        from advisor.content.pack_files import read_pack_files

        files = read_pack_files(folder)
        check_references(files)
        errors = [problem for problem in files.all_problems() if problem.severity is Severity.ERROR]
        if errors:
            raise UnusableInput(errors)
        found = files.get(self.file, self.kind)
        if found is None:
            at = str(folder / self.file)
            raise UnusableInput([Problem(at, None, None, self.message, self.hint, self.code)])
        return found

    def if_any(self, load: Callable[[Path], M], folder: Path) -> M | None:
        """What is loaded from a folder; None where the pack has no such part.

        Raises:
            UnusableInput: it has one that cannot be used.
        """
        try:
            return load(folder)
        except UnusableInput as unusable:
            if all(problem.code == self.code for problem in unusable.problems):
                return None
            raise
