"""One file of a portfolio: read, decided, and put into a few words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from advisor.content.assessments import LoadedAssessment, parse_assessment
from advisor.content.locations import pack_folder
from advisor.content.packs import load_pack
from advisor.content.prices import prices_of
from advisor.content.yaml_reader import ASSESSMENT_LIMIT, read_bytes
from advisor.decision.practices import next_practices
from advisor.decision.recommend import recommend
from advisor.economics.tco import OneWorkload, prepared
from advisor.errors import AdvisorError, Problem, UnusableInput
from advisor.model.assessment import Assessment
from advisor.model.construct import constructed
from advisor.model.milestone import FrozenWarning
from advisor.model.pack import Pack
from advisor.model.portfolio import (
    BrokenEntry,
    BrokenProblem,
    LowAnswer,
    PackUse,
    PortfolioCost,
    PortfolioEntry,
    PortfolioPractice,
    PortfolioScore,
    PortfolioWorkload,
)
from advisor.model.recommendation import Contribution, PackReference, Recommendation, WorkloadRecommendation
from advisor.model.rules import Role
from advisor.workflows.milestone_state import named, overall_words, points
from advisor.workflows.portfolio_shared import Part, parts_of
from advisor.workflows.tco import request_for

_PRACTICES = 5
"""How many of the next practices are kept of each assessment."""
_NONE = ("not-an-assessment",)
_PACK = re.compile(rb"^pack:[ \t]*([^\s#\"']+)[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Read:
    """What came of one file; exactly one of the first three is set."""

    entry: PortfolioEntry | None = None
    broken: BrokenEntry | None = None
    other: str | None = None
    """A file that does not mean to be an assessment."""
    use: PackUse | None = None
    parts: tuple[Part, ...] = ()


class Reader:
    """Reads files of one folder; each pack is loaded and compiled once."""

    def __init__(self, folder: Path, pack: str | None = None) -> None:
        """``pack`` names one for all of them; None means the one that each names."""
        self._folder, self._reference = folder, pack
        self._packs: dict[Path, Pack | UnusableInput] = {}
        self._uses: dict[str, PackUse] = {}

    def read(self, path: Path) -> Read:
        """One file; whatever is wrong with it is part of the result."""
        name = path.relative_to(self._folder).as_posix()
        try:
            data = read_bytes(path, ASSESSMENT_LIMIT)
            loaded = parse_assessment(
                data, str(path), path.parent, pack=self._pack(data, path), instead=self._reference is not None
            )
        except UnusableInput as error:
            if all(problem.code in _NONE for problem in error.problems):
                return Read(other=name)
            return Read(broken=_broken(name, error.problems))
        return self._read(name, loaded)

    def _pack(self, data: bytes, path: Path) -> Pack | None:
        """The pack that a file names, looked up without hashing its files anew; None leaves it to reading."""
        if self._reference is not None:
            return self._loaded(pack_folder(self._reference, Path()))
        match = _PACK.search(data)
        if match is None:
            return None
        try:
            folder = pack_folder(match.group(1).decode(), path.parent)
        except (UnusableInput, UnicodeDecodeError):
            return None  # Reading the file tells where the name stands, and the nearest one.
        return self._loaded(folder)

    def _loaded(self, folder: Path) -> Pack:
        if folder not in self._packs:
            try:
                self._packs[folder] = load_pack(folder)
            except UnusableInput as error:
                self._packs[folder] = error
        found = self._packs[folder]
        if isinstance(found, UnusableInput):
            raise found
        return found

    def _read(self, name: str, loaded: LoadedAssessment) -> Read:
        pack, assessment = loaded.pack, loaded.assessment
        recommendation = recommend(pack, assessment, open_too=False)
        notices = [problem.message for problem in loaded.notices]
        costs: dict[str, PortfolioCost] = {}
        parts: tuple[Part, ...] = ()
        if assessment.economics is not None:
            try:
                ones, currency = _ones(pack, assessment, recommendation)
                costs = {one.subject.workload.id: _cost(pack, one, currency) for one in ones}
                parts = parts_of(name, pack, ones, currency)
            except AdvisorError as error:
                notices.append(f"costs cannot be computed: {error}")
        entry = constructed(
            PortfolioEntry,
            file=name,
            assessment=assessment.id,
            organisation=assessment.organisation,
            title=assessment.title,
            pack=recommendation.pack,
            now=overall_words(pack, recommendation),
            answered=sum(score.answered for w in recommendation.workloads for score in w.dimensions),
            asked=sum(score.asked for w in recommendation.workloads for score in w.dimensions),
            workloads=tuple(
                _workload(pack, advice, costs.get(advice.id)) for advice in recommendation.workloads
            ),
            practices=tuple(_practices(pack, assessment, recommendation)),
            low=tuple(_low(pack, recommendation)),
            notices=tuple(notices),
        )
        return Read(entry=entry, use=self._use(pack), parts=parts)

    def _use(self, pack: Pack) -> PackUse:
        if pack.sha256 not in self._uses:
            dimensions = [{"id": name, "title": one.title} for name, one in pack.rules.dimensions.items()]
            reference = PackReference(id=pack.id, version=pack.version, sha256=pack.sha256)
            self._uses[pack.sha256] = PackUse.model_validate(
                {"pack": reference, "title": pack.manifest.title, "files": 0, "dimensions": dimensions}
            )
        return self._uses[pack.sha256]


def _broken(name: str, problems: tuple[Problem, ...]) -> BrokenEntry:
    return BrokenEntry(
        file=name,
        problems=tuple(
            BrokenProblem(line=each.line, column=each.column, message=each.message, hint=each.hint)
            for each in problems
        ),
    )


def _workload(pack: Pack, advice: WorkloadRecommendation, cost: PortfolioCost | None) -> PortfolioWorkload:
    primary = pack.manifest.primary_decision
    trace = next(each for each in advice.trace.decisions if each.id == primary)
    return constructed(
        PortfolioWorkload,
        id=advice.id,
        title=advice.title,
        kind=advice.kind,
        now=named(pack, primary, advice.model),
        target=named(pack, primary, advice.target),
        stage=advice.stage,
        decided=advice.decided,
        scores=tuple(
            constructed(
                PortfolioScore,
                id=each.id,
                title=each.title,
                role=each.role,
                score=points(each.score),
                low=points(each.low),
                high=points(each.high),
                band=each.band,
            )
            for each in advice.dimensions
        ),
        warnings=tuple(
            constructed(FrozenWarning, id=each.id, severity=each.severity, message=each.message, do=each.do)
            for each in advice.warnings
        ),
        gates=tuple(gate.reason for gate in trace.gates if gate.fires),
        cost=cost,
    )


def _ones(
    pack: Pack, assessment: Assessment, recommendation: Recommendation
) -> tuple[list[OneWorkload], str]:
    book = prices_of(pack)
    if book is None or assessment.economics is None:
        return [], ""
    request, _ = request_for(pack, book, assessment, recommendation, assessment.economics)
    return [
        prepared(request, each) for each in request.subjects
    ], assessment.economics.currency or book.currency


def _cost(pack: Pack, one: OneWorkload, currency: str) -> PortfolioCost:
    """Totals only: ranges, curves and returns take twenty times as long, and nobody reads them here."""
    primary = pack.manifest.primary_decision
    by_outcome: dict[str, Decimal] = {}
    totals: list[tuple[Decimal, str]] = []
    for case in one.cases.values():
        if case.alternative.decision == primary:
            total = case.total().quantize(_CENT)
            totals.append((total, case.alternative.title))
            if case.alternative.outcome is not None:
                by_outcome.setdefault(case.alternative.outcome, total)
    advised = one.subject.advised
    least, title = min(
        totals or [(c.total().quantize(_CENT), c.alternative.title) for c in one.cases.values()]
    )
    return PortfolioCost(
        currency=currency,
        months=one.months,
        now=by_outcome.get(advised.now or ""),
        target=by_outcome.get(advised.target or ""),
        cheapest=least,
        cheapest_title=title,
    )


def _practices(
    pack: Pack, assessment: Assessment, recommendation: Recommendation
) -> Iterator[PortfolioPractice]:
    for each in next_practices(pack, assessment, recommendation, None)[:_PRACTICES]:
        one = each.practice
        yield constructed(
            PortfolioPractice, id=one.id, title=one.title, first_step=one.first_step, effort=one.effort
        )


def _low(pack: Pack, recommendation: Recommendation) -> Iterator[LowAnswer]:
    """Capability questions whose answer reaches less than half of its levels, or is open; each once."""
    found: dict[str, LowAnswer] = {}
    for advice in recommendation.workloads:
        for part in advice.trace.contributions:
            dimension = pack.rules.dimensions[part.dimension]
            state = _state(part)
            known = found.get(part.question)
            if dimension.role is not Role.CAPABILITY or state is None or (known and known.state == "low"):
                continue
            found[part.question] = constructed(
                LowAnswer,
                question=part.question,
                title=pack.question_by_id[part.question].short,
                dimension=dimension.title,
                state=state,
                answer=part.answer,
            )
    yield from found.values()


def _state(part: Contribution) -> str | None:
    if part.state in {"unknown", "not_answered"}:
        return "open"
    if part.state == "answered" and part.level is not None and 2 * part.level < part.max_level:
        return "low"
    return None
