"""A bill as text for people, in 80 columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from advisor.cli.evidence_proposals_text import proposals_lines
from advisor.cli.plain import Style, clean, pad, wrap
from advisor.evidence.notices import money_text, share_text
from advisor.evidence.proposing_words import told
from advisor.model.bill import Bill, Picture
from advisor.model.bill_answers import Evidence
from advisor.model.bill_costs import Measure
from advisor.model.bill_workloads import FoundWorkload

_MOST = 8
_SPARK = "▁▂▃▄▅▆▇█"
_KEY_MEASURES = (
    "savings_rate",
    "covered_share",
    "commitment_used_share",
    "spot_share",
    "idle_accelerator_share",
    "allocated_share",
    "tagged_share_rows",
    "tagged_share_effective",
    "compliant_share_rows",
    "anomalous_share",
    "forecast_distance",
    "bill_delay_days",
)


class EvidenceText:
    """Everything that ``advisor evidence`` prints."""

    def __init__(self, found: Evidence, style: Style) -> None:
        self.found, self.style = found, style

    def lines(
        self, into: Path | None, taken: Sequence[str], *, queries: bool, asking: bool = False
    ) -> list[str]:
        """The whole page; without the proposals when each is going to be shown as it is asked about."""
        bill = self.found.bill
        lines = self._head(bill)
        for picture in bill.pictures:
            lines += self._picture(picture, alone=len(bill.pictures) == 1)
        lines += self._notices(bill)
        lines += self._kpis()
        if into is not None:
            lines += proposals_lines(self.found, self.style, into, taken, asking=asking)
        if queries:
            lines += self._heading("Queries")
            for query in bill.queries:
                lines += [f"-- {query.id}: {clean(query.title)}", *query.sql.splitlines(), ""]
        return lines

    def _heading(self, text: str) -> list[str]:
        return ["", self.style.paint(clean(text), "bold")]

    def _head(self, bill: Bill) -> list[str]:
        names = ", ".join(each.name for each in bill.files[:3])
        if len(bill.files) > 3:
            names += f" and {len(bill.files) - 3} more"
        lines = wrap(f"The bill: {names}")
        lines += wrap(
            f"{_counted(bill.rows, 'row')}, FOCUS {bill.focus}, SHA-256 {bill.sha256[:12]}",
            indent="  ",
        )
        return lines

    # One currency ------------------------------------------------------------------------------

    def _picture(self, picture: Picture, *, alone: bool) -> list[str]:
        lines = [] if alone else self._heading(f"In {picture.currency}: {picture.rows:,} rows")
        if picture.first and picture.last:
            lines += wrap(
                f"{picture.first} to {picture.last}, {_counted(picture.days, 'day')}",
                indent="  ",
            )
        lines += self._costs(picture)
        lines += self._curve(picture)
        lines += self._findings(picture)
        lines += self._workloads(picture)
        lines += self._tokens(picture)
        lines += self._teams(picture)
        lines += self._measures(picture)
        return lines

    def _row(self, label: str, *cells: str) -> str:
        return f"  {pad(clean(label), 30)}" + "".join(f"{clean(each):>16}" for each in cells)

    def _costs(self, picture: Picture) -> list[str]:
        lines = ["", self._row(f"Cost in {picture.currency}", "all", "AI", "AI share")]
        for name in ("list", "contracted", "billed", "effective"):
            whole, ai = getattr(picture.cost, name), getattr(picture.ai, name)
            part = picture.ai_share(name)
            share = share_text(part) if part is not None else "–"
            lines.append(self._row(f"  {name.capitalize()}", money_text(whole), money_text(ai), share))
        return lines

    def _curve(self, picture: Picture) -> list[str]:
        days = [each.effective for each in picture.series]
        if len(days) < 2 or max(days) <= 0:
            return []
        lines = ["", f"  {self._spark(days)}  effective cost by the day"]
        ai = [each.effective for each in picture.ai_series]
        if ai and max(ai) > 0:
            lines.append(f"  {self._spark(ai)}  of it AI")
        steady = picture.stability
        if steady is not None and steady.daily_cv is not None:
            text = f"Daily variation {steady.daily_cv:.2f} (standard deviation over mean)"
            if steady.trend is not None:
                text += f", trend {share_text(steady.trend)} of the mean every 30 days"
            lines += wrap(text, indent="  ")
        return lines

    def _spark(self, values: Sequence[Decimal], cells: int = 40) -> str:
        count = min(cells, len(values))
        sums = [
            sum(values[len(values) * each // count : len(values) * (each + 1) // count], Decimal(0))
            for each in range(count)
        ]
        top = max(sums)
        signs = _SPARK if self.style.unicode else "_.-=+*#@"
        marks = [signs[max(0, min(7, int(each / top * 7)))] if top > 0 else signs[0] for each in sums]
        return "".join(marks)

    def _findings(self, picture: Picture) -> list[str]:
        if not picture.rows:
            return []
        lines = self._heading("AI spend, by the rule that found it")
        if not picture.findings:
            lines += wrap("No rule of the pack finds any AI spend in this bill.", indent="  ")
        for each in picture.findings:
            if each.rows:
                lines.append(
                    self._row(
                        f"  {each.title}", each.kind.value, f"{each.rows:,} rows", money_text(each.effective)
                    )
                )
        also = [each for each in picture.findings if each.also_rows]
        if also:
            rows = sum(each.also_rows for each in also)
            lines += wrap(
                f"{rows:,} times a row fits a further rule ({', '.join(e.title for e in also[:4])}); "
                "each row counts once.",
                indent="  ",
            )
        if picture.unclaimed:
            lines += ["", "  Looks like AI, and no rule claims it (not counted):"]
            for one in picture.unclaimed[:_MOST]:
                what = " – ".join(part for part in (one.service, one.description) if part)
                lines += wrap(
                    f"{what}: {one.rows:,} rows, {money_text(one.effective)}", "      ", first="    "
                )
            lines += self._more(len(picture.unclaimed), indent="    ")
        return lines

    def _more(self, count: int, most: int = _MOST, indent: str = "  ") -> list[str]:
        return [f"{indent}and {count - most:,} more (--format json lists them)"] if count > most else []

    def _workloads(self, picture: Picture) -> list[str]:
        if not picture.workloads:
            return []
        lines = self._heading("AI workloads")
        lines.append(self._row("", "effective", "variation", "busiest ÷ mean"))
        for each in picture.workloads[:_MOST]:
            cv, peak = _value(each, "load_cv"), _value(each, "load_peak")
            lines.append(
                self._row(
                    f"  {each.name}",
                    money_text(each.cost.effective),
                    f"{cv:.2f}" if cv is not None else "–",
                    f"{peak:,.1f}" if peak is not None else "–",
                )
            )
        return lines + self._more(len(picture.workloads))

    def _tokens(self, picture: Picture) -> list[str]:
        listed = [each for each in picture.tokens if each.tokens is not None]
        if not listed:
            return []
        lines = self._heading("Tokens")
        lines.append(self._row("", "direction", "tokens", "effective"))
        for each in listed[:_MOST]:
            direction = each.direction.value.replace("_", " ") if each.direction else "not told"
            name = f"  {each.model or 'model not told'}"
            lines.append(self._row(name, direction, f"{each.tokens:,.0f}", money_text(each.effective)))
        return lines + self._more(len(listed))

    def _teams(self, picture: Picture) -> list[str]:
        lines = self._heading("Who answers for what")
        shown = [each for each in picture.allocation.showback if each.total or each.team is None]
        if not any(each.team is not None for each in shown):
            return [*lines, *wrap("No tag, account or rule names a team.", indent="  ")]
        lines.append(self._row("", "own", "shared", "of it AI"))
        named = [each for each in shown if each.team is not None]
        for each in [*named[:_MOST], *(each for each in shown if each.team is None)]:
            amounts = [money_text(amount) for amount in (each.direct, each.shared, each.ai)]
            lines.append(self._row(f"  {each.team or 'nobody'}", *amounts))
        lines += self._more(len(named))
        for split in picture.allocation.splits:
            text = f"Shared: {split.title}, {money_text(split.total)} {picture.currency}"
            text += f", not divided: {split.why}" if split.why else f", divided among {len(split.shares)}"
            lines += wrap(text, indent="  ")
        return lines

    def _measures(self, picture: Picture) -> list[str]:
        lines = self._heading("Signals")
        for name in _KEY_MEASURES:
            measure = picture.measure(name)
            if measure is not None:
                lines.append(self._signal(measure))
        return lines

    def _signal(self, measure: Measure) -> str:
        value = told(measure.value, measure.unit) if measure.value is not None else "–"
        return f"  {pad(clean(measure.title), 60)}{value:>18}"

    # Below -------------------------------------------------------------------------------------

    def _notices(self, bill: Bill) -> list[str]:
        found = [each.text for each in bill.notices]
        several = len(bill.pictures) > 1
        found += [
            f"{picture.currency}: {each.text}" if several else each.text
            for picture in bill.pictures
            for each in picture.notices
        ]
        lines = self._heading("About the data") if found or bill.unmeasured else []
        for text in found:
            lines += wrap(text, "    ", first="  - ")
        for each in bill.unmeasured:
            lines += wrap(f"Cannot be told: {each.what}: {each.why}.", "    ", first="  - ")
        return lines

    def _kpis(self) -> list[str]:
        if not self.found.kpis:
            return []
        lines = self._heading("KPIs of AI that the bill gives")
        for each in self.found.kpis:
            value = _kpi_value(each.value, each.unit) if each.value is not None else f"– ({each.why})"
            lines += wrap(f"{each.title}: {value}", "    ", first="  ")
        return lines


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _kpi_value(value: Decimal, unit: str) -> str:
    return f"{value:,.1f} %" if unit == "%" else told(value, unit)


def _value(workload: FoundWorkload, name: str) -> Decimal | None:
    return next((each.value for each in workload.measures if each.id == name), None)
