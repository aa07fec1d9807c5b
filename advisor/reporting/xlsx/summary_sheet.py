"""The first sheet: the advice as it stands and as it was reported, scores at a glance, and what is live."""

from __future__ import annotations

from advisor.model.pack import Pack
from advisor.reporting import words
from advisor.reporting.numerals import figure
from advisor.reporting.xlsx.formula import Expression, Ref
from advisor.reporting.xlsx.functions import both, call, if_
from advisor.reporting.xlsx.logo import place_logo
from advisor.reporting.xlsx.rules_sheet import RulesSheet
from advisor.reporting.xlsx.scores_sheet import ScoresSheet
from advisor.reporting.xlsx.sheet import Sheet
from advisor.reporting.xlsx.summary_money import write_money
from advisor.reporting.xlsx.tco_sheet import TcoSheet
from advisor.reporting.xlsx.working import Subject, Working

_WIDTHS = (28, 20, 20, 20, 46, 20, 20, 12)
_WIDE = len(_WIDTHS)
_ADVICE = ("Workload", "Kind", "Today", "Target", "Because", "In the report: today", "Target", "Same?")
SAME, CHANGED, OPEN_HERE = "yes", "changed", "open here"
_LIVE = (
    (
        "Worked out here",
        "Scores with their ranges and bands, what each condition, gate and row of the rules comes to, the "
        "outcome of every decision; lines of costs from their inputs, unit costs, sums, present values; "
        "KPIs with targets and verdicts. Change a yellow cell and all of it follows.",
    ),
    (
        "While answers are open",
        "Here an outcome is told only when it is sure. The report also counts in how many ways the open "
        "answers can turn out, and advises the middle one. A workbook cannot count that: it says “Open”.",
    ),
    (
        "Not worked out here",
        "Shares of outcomes, warnings, the framework table, practices, the path to the target, ranges of "
        "costs and break-even. They are as the report has them; the sheet of costs says when it differs.",
    ),
)


class SummarySheet:
    """Writes the first sheet."""

    def __init__(
        self,
        working: Working,
        sheet: Sheet,
        rules: RulesSheet,
        scores: ScoresSheet,
        tco: TcoSheet | None = None,
    ) -> None:
        """Use the sheets whose cells it points to."""
        self._working = working
        self._sheet = sheet
        self._rules = rules
        self._scores = scores
        self._tco = tco

    def write(self) -> None:
        """Write everything."""
        self._sheet.widths(_WIDTHS)
        row = self._begin()
        row = self._advice(row)
        if self._tco is not None:
            row = write_money(self._working, self._sheet, self._tco, row)
        row = self._others(row)
        row = self._dimensions(row)
        row = self._live(row)
        self._about(row)
        self._sheet.page()

    def _begin(self) -> int:
        working, sheet = self._working, self._sheet
        document, look = working.document, working.book.look
        place_logo(sheet, look.logo, 0, _WIDE - 3)
        sheet.title(document.subject, 0, 48)
        whole = sum(_WIDTHS)
        client = look.brand.client or document.organisation
        sheet.paragraph(1, 0, client, _WIDE, whole, "subtitle", "strong")
        sheet.paragraph(2, 0, f"For: {document.persona_title}", _WIDE, whole, "subtitle")
        row = 3
        if document.date is not None:
            sheet.day(row, 0, document.date, "date", "subtitle")
            row += 1
        signed = look.signed_by(document.prepared_by)
        if signed is not None:
            sheet.paragraph(row, 0, f"Prepared by {signed}", _WIDE, whole, "subtitle")
            row += 1
        if look.brand.classification:
            sheet.text(row, 0, look.brand.classification, "strong")
            row += 1
        sheet.paragraph(row + 1, 0, document.headline, _WIDE, sum(_WIDTHS), "lead")
        return row + 3

    def _advice(self, row: int) -> int:
        working, sheet = self._working, self._sheet
        primary = working.pack.manifest.primary_decision
        kinds = {kind.id: kind.title for kind in working.pack.manifest.workload_kinds}
        sheet.section(row, "The advice, workload by workload", _WIDE)
        sheet.head(row + 1, _ADVICE)
        first = row + 2
        for line, subject in enumerate(working.subjects, first):
            sheet.text(line, 0, subject.title, "cell", "strong")
            sheet.text(line, 1, kinds[subject.workload.kind], "cell", "quiet")
            now, target, reason = self._rules.outcome(primary, subject)
            cells = [sheet.formula(line, 2, _shown(now), "cell", "strong")]
            cells.append(sheet.formula(line, 3, _shown(target), "cell"))
            sheet.formula(line, 4, _shown(reason), "cell")
            reported = (
                words.model(working.pack, each) for each in (subject.advice.model, subject.advice.target)
            )
            told = [sheet.text(line, column, each, "cell") for column, each in enumerate(reported, 5)]
            sheet.formula(line, 7, _same(cells, told), "cell", "centre")
        last = first + len(working.subjects) - 1
        sheet.overlay((first, 7, last, 7), f'$H{first + 1}="{CHANGED}"', "warn")
        sheet.text(last + 1, 0, _sure(working), "quiet")
        return last + 3

    def _others(self, row: int) -> int:
        """The decisions beside the primary one."""
        working, sheet = self._working, self._sheet
        rules = working.pack.rules.decisions
        others = [name for name in rules if name != working.pack.manifest.primary_decision]
        if not others:
            return row
        sheet.section(row, "Other decisions", _WIDE)
        sheet.head(
            row + 1,
            ("Workload", "Decision", "Today", "Target", "Because", "In the report", "How sure", "Same?"),
        )
        row += 2
        for subject in working.subjects:
            for name in others:
                now, target, reason = self._rules.outcome(name, subject)
                sheet.text(row, 0, subject.title, "cell", "strong")
                sheet.text(row, 1, rules[name].title, "cell", "quiet")
                live = sheet.formula(row, 2, _shown(now), "cell", "strong")
                sheet.formula(row, 3, _shown(target), "cell")
                sheet.formula(row, 4, _shown(reason), "cell")
                outcome = words.outcome(working.pack, name, subject.advice.decisions.get(name))
                told = sheet.text(row, 5, outcome, "cell")
                sheet.text(row, 6, _sureness(working.pack, subject, name), "cell", "quiet")
                sheet.formula(row, 7, _same([live], [told]), "cell", "centre")
                row += 1
        return row + 1

    def _dimensions(self, row: int) -> int:
        working, sheet = self._working, self._sheet
        names = list(working.pack.rules.dimensions)
        sheet.section(row, "Scores, in points of 100", _WIDE)
        titles = [working.pack.rules.dimensions[name].title for name in names]
        sheet.head(row + 1, ("Workload", *titles))
        row += 2
        for subject in working.subjects:
            sheet.text(row, 0, subject.title, "cell", "strong")
            for column, name in enumerate(names, 1):
                sheet.formula(row, column, self._score(subject, name), "cell")
            row += 1
        return row + 1

    def _score(self, subject: Subject, name: str) -> Expression:
        """A score with its band: ``62.5, medium``."""
        block = next(b for b in self._scores.blocks if b.subject is subject and b.name == name)
        score, band = self._scores.score(block), self._scores.band(block)
        text = call("FIXED", score, 1).joined(", ").joined(band)
        return if_(call("ISNUMBER", score), text, words.NOTHING)

    def _live(self, row: int) -> int:
        sheet = self._sheet
        sheet.section(row, "What this workbook works out", _WIDE)
        for line, (title, text) in enumerate(_LIVE, row + 1):
            sheet.text(line, 0, title, "strong")
            sheet.paragraph(line, 1, text, _WIDE - 1, sum(_WIDTHS[1:]))
        return row + len(_LIVE) + 2

    def _about(self, row: int) -> None:
        document, sheet = self._working.document, self._sheet
        sheet.section(row, "About", _WIDE)
        facts = [
            ("Assessment", f"{document.assessment_title} ({document.assessment})"),
            ("Pack", f"{document.pack_title}, {document.pack.id} {document.pack.version}"),
            ("SHA-256 of the pack", document.pack.sha256),
            *(
                (f"{credit.title}, {credit.author}", f"{credit.licence}. {credit.note}")
                for credit in document.credits
            ),
        ]
        for line, (title, text) in enumerate(facts, row + 1):
            sheet.text(line, 0, title, "wrap", "quiet")
            sheet.paragraph(line, 1, text, _WIDE - 1, sum(_WIDTHS[1:]), "quiet")


def _shown(cell: Ref) -> Expression:
    """A text of another sheet."""
    return cell.joined("")


def _same(live: list[Ref], told: list[Ref]) -> Expression:
    """Whether what is worked out here is what was reported."""
    equal = both([one.equals(other) for one, other in zip(live, told, strict=True)])
    open_ = call("OR", *(call("LEFT", one, 5).equals("Open:") for one in live))
    return if_(equal, SAME, if_(open_, OPEN_HERE, CHANGED))


def _sure(working: Working) -> str:
    """How sure the reported advice is, for workloads with open answers."""
    open_ = [each for each in working.document.recommendation.workloads if not each.decided]
    moving = [each.title for each in working.document.recommendation.workloads if not each.settled]
    if not open_ and moving:
        return (
            "In the report today's advice is settled for every workload; open answers can still move the"
            f" target of {words.listing(moving)}."
        )
    if not open_:
        return "In the report every workload's advice is settled: no open answer can change it."
    parts = (
        f"{each.title} {figure(round(100 * each.shares.get(each.model or '', 0.0)))} %"
        for each in open_
        if each.model is not None
    )
    return f"Not settled in the report; share of ways that lead to today's advice: {words.listing(parts)}."


def _sureness(pack: Pack, subject: Subject, decision: str) -> str:
    """How sure the report is of a decision, in the report's own words."""
    trace = next((each for each in subject.advice.trace.decisions if each.id == decision), None)
    if trace is None:
        return words.NOTHING
    return "Settled" if trace.decided else words.settled_outcome(pack, trace)
