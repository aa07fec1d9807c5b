"""What the start screen offers: a pack's personas, minutes and examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import mode

from advisor.content.examples import Example, bundled_examples, bundled_studies
from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.decision import walk
from advisor.errors import Problem, UnusableInput
from advisor.model.pack import Pack
from advisor.workflows.new import fresh_assessment
from advisor.workflows.session import Session


@dataclass(frozen=True, slots=True)
class Length:
    """How long an interview is: with one workload of the usual kind, and for each further one."""

    questions: int
    further_questions: int
    minutes: int
    further_minutes: int

    @property
    def first(self) -> str:
        """With one workload, in words."""
        return f"about {self.questions} questions, {self.minutes} minutes"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A pack with its examples."""

    pack: Pack
    reference: str
    """What an assessment calls the pack."""
    examples: tuple[Example, ...]
    """Assessments to look at, then published calculations."""
    quick: Length
    full: Length

    @property
    def further(self) -> str:
        """What each further workload adds to the quick and to the full interview, in words."""
        quick, full = self.quick, self.full
        return (
            f"a further workload adds about {quick.further_questions} or {full.further_questions} questions, "
            f"{quick.further_minutes} or {full.further_minutes} min"
        )


def load_shelf(folder: Path | None = None) -> Shelf:
    """The pack in a folder, or the bundled one.

    Raises:
        UnusableInput: when it cannot be used.
    """
    if folder is not None:
        return _shelf(load_pack(folder), str(folder.resolve()), folder)
    packs = bundled_packs()
    if not packs:
        raise UnusableInput(
            [Problem("questionnaires", None, None, "no pack is installed", code="pack-not-found")]
        )
    name, bundled = next(iter(packs.items()))
    return _shelf(load_pack(bundled), name, bundled)


def _shelf(pack: Pack, reference: str, folder: Path) -> Shelf:
    examples = (*bundled_examples(folder), *bundled_studies(folder))
    return Shelf(pack, reference, examples, _length(pack, quick=True), _length(pack, quick=False))


def _length(pack: Pack, *, quick: bool) -> Length:
    """Counted on the walk itself, because a kind of workload is not asked everything."""
    counts = []
    for kind in pack.manifest.workload_kinds:
        fresh = fresh_assessment(
            pack, pack_reference=pack.id, organisation="-", workloads=(("-", kind.id),), persona=None
        )
        steps = walk.steps(pack, fresh, quick=quick)
        counts.append((len(steps), sum(step.workload is not None for step in steps)))
    questions, further = mode(counts)
    stated = pack.manifest.interview
    minutes = stated.quick_minutes if quick else stated.full_minutes
    return Length(questions, further, minutes, max(1, round(minutes * further / questions)) if further else 0)


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
