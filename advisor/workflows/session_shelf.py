"""What the start screen offers: a pack's personas, minutes and examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor.content.examples import Example, bundled_examples
from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.errors import Problem, UnusableInput
from advisor.model.pack import Pack
from advisor.workflows.new import fresh_assessment
from advisor.workflows.session import Session


@dataclass(frozen=True, slots=True)
class Shelf:
    """A pack with its examples."""

    pack: Pack
    reference: str
    """What an assessment calls the pack."""
    examples: tuple[Example, ...]

    def questions(self, *, quick: bool) -> int:
        """How many questions an interview has at most, for one workload."""
        return sum(1 for question in self.pack.questions if question.quick or not quick)


def load_shelf(folder: Path | None = None) -> Shelf:
    """The pack in a folder, or the bundled one.

    Raises:
        UnusableInput: when it cannot be used.
    """
    if folder is not None:
        return Shelf(load_pack(folder), str(folder.resolve()), tuple(bundled_examples(folder)))
    packs = bundled_packs()
    if not packs:
        raise UnusableInput(
            [Problem("questionnaires", None, None, "no pack is installed", code="pack-not-found")]
        )
    name, bundled = next(iter(packs.items()))
    return Shelf(load_pack(bundled), name, tuple(bundled_examples(bundled)))


def begin_new(
    shelf: Shelf, path: Path, *, organisation: str, workload: str, kind: str, persona: str | None, quick: bool
) -> Session:
    """A new assessment in a new file.

    Raises:
        CannotWrite: when the file cannot be written, or is there already.
    """
    assessment = fresh_assessment(
        shelf.pack,
        pack_reference=shelf.reference,
        organisation=organisation,
        workloads=((workload, kind),),
        persona=persona,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    return Session.create(path, assessment, shelf.pack, quick=quick)
