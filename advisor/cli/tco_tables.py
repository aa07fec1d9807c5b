"""The parts of an estimate that stand in columns, one for each alternative."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from advisor.cli.plain import Style, clean, pad, wrap
from advisor.economics.returns import cash_note
from advisor.model.economics import AlternativeCost, Estimate, Origin, TotalCost, WorkloadEstimate
from advisor.model.pack import Pack
from advisor.model.price import Benefit, Category

_LABEL, _COLUMN = 27, 12
_RETURNS = {
    Benefit.DIRECT: "Return, direct alone",
    Benefit.INDIRECT: "  with indirect benefits",
    Benefit.STRATEGIC: "  with strategic ones",
}
_TITLES = {
    Category.COMPUTE: "Computing",
    Category.DATA: "Data",
    Category.PLATFORM: "Platform and tools",
    Category.PEOPLE: "People",
    Category.INTEGRATION: "Integration and operation",
    Category.OPPORTUNITY: "Opportunity",
}


def whole(amount: Decimal) -> str:
    """Money without cents."""
    return f"{amount:,.0f}"


def precise(amount: Decimal) -> str:
    """A small amount with three digits that mean something."""
    if amount == 0:
        return "0"
    if abs(amount) >= 1000:
        return f"{amount:,.0f}"
    shown = f"{Decimal(f'{amount:.3g}'):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def with_unit(amount: str, unit: str) -> str:
    """An amount behind which its unit stands; a plain number has none."""
    return amount if unit == "1" else f"{amount} {unit}"


def _fitted(cell: str) -> str:
    """A cell with two blanks before it; an amount too long for that in millions, and so on."""
    if len(cell) <= _COLUMN - 2:
        return cell
    try:
        amount = Decimal(cell.replace(",", ""))
    except InvalidOperation:
        return cell
    for power, suffix in ((12, "T"), (9, "G"), (6, "M")):
        if abs(amount) >= Decimal(10) ** power:
            scaled = f"{amount / Decimal(10) ** power:,.1f}{suffix}"
            return scaled if len(scaled) <= _COLUMN - 2 else f"{amount:.3E}"
    return f"{amount:.6g}"


def _growth(exponent: Decimal | None, *, once: bool) -> str:
    """How a line follows the volume, in words."""
    if once:
        return "once, at the start"
    if exponent is None:
        return "with the load; servers come whole"
    if exponent == 0:
        return "fixed"
    if exponent == 1:
        return "in step with the volume"
    return f"{'slower' if exponent < 1 else 'faster'} than the volume: to the power of {exponent:f}"


def _years(counts: Sequence[int]) -> str:
    """Numbers of servers by year, or one number where they are all the same."""
    return str(counts[0]) if len(set(counts)) == 1 else ", ".join(map(str, counts))


class CostText:
    """Tables of one estimate; every name comes from the pack or from the estimate."""

    def __init__(self, pack: Pack, style: Style, estimate: Estimate) -> None:
        self.pack, self.style, self.estimate = pack, style, estimate
        self.primary = pack.manifest.primary_decision

    def _header(self) -> list[str]:
        e = self.estimate
        dot = self.style.dot
        terms = [f"{e.horizon_months} months", e.currency, f"prices of {e.as_of.isoformat()} or before"]
        if e.discount:
            terms.append(f"discounted at {precise(e.discount * 100)} % a year")
        rate = e.basis.economics.exchange_rate if e.basis is not None else None
        if rate is not None and e.basis is not None and e.currency != e.basis.book.currency:
            terms.append(f"the pack's prices at {precise(rate.typical)} {clean(rate.unit)}")
        return [
            self.style.paint(clean(e.organisation), "bold"),
            *(self.style.paint(line, "dim") for line in wrap(f" {dot} ".join([e.assessment, *terms]))),
        ]

    # Tables ----------------------------------------------------------------------------------

    def _row(self, label: str, cells: Iterable[str], *styles: str) -> str:
        text = pad(f"  {clean(label)}", _LABEL) + "".join(f"{_fitted(cell):>{_COLUMN}}" for cell in cells)
        return self.style.paint(text.rstrip(), *styles)

    def _title(self, text: str) -> list[str]:
        return ["", self.style.paint(f"  {text}", "bold")]

    def _totals(self) -> list[str]:
        columns = [each for each in self.estimate.totals if each.decision == self.primary]
        if not columns:
            return []
        found = [*self._title("All workloads"), *self._table(columns, names=True)]
        if any(each.pooled for each in columns):
            found += self._pooled(columns)
        return found

    def _pooled(self, columns: Sequence[TotalCost]) -> list[str]:
        """The same with servers that workloads share."""
        if not any(each.pooled.saved for each in columns if each.pooled):
            text = "Each workload fills servers of its own, so sharing them would save nothing."
            return wrap(text, indent="  ")
        both = [(each.pooled or each) for each in columns]
        found = [self._row("Total, servers shared", (whole(each.total) for each in both), "bold")]
        found.append(self._row("  from", (whole(each.interval.low) for each in both), "dim"))
        found.append(self._row("  to", (whole(each.interval.high) for each in both), "dim"))
        text = "In the first total each workload has servers of its own. Shared, fewer stand idle:"
        found += wrap(text, indent="  ")
        titles = {each.workload: clean(each.title) for each in self.estimate.workloads}
        for total in columns:
            for each in total.pooled.sharing if total.pooled else ():
                if each.servers != each.alone:
                    names = ", ".join(titles.get(name, name) for name in each.workloads)
                    count = f"{_years(each.servers)} servers with {clean(each.accelerator)}"
                    text = (
                        f"{clean(total.title)}: {count} a year instead of {_years(each.alone)}, for {names}."
                    )
                    found += wrap(text, indent="    ", first="  - ")
        return found

    def _table(self, columns: Sequence[AlternativeCost] | Sequence[TotalCost], *, names: bool) -> list[str]:
        found = [self._row("", (clean(each.short) for each in columns))] if names else []
        for category in Category:
            amounts = [each.categories[category] for each in columns]
            if any(amounts):
                found.append(self._row(_TITLES[category], map(whole, amounts)))
        found.append(self._row("Total", (whole(each.total) for each in columns), "bold"))
        found.append(self._row("  from", (whole(each.interval.low) for each in columns), "dim"))
        found.append(self._row("  to", (whole(each.interval.high) for each in columns), "dim"))
        for index in range(max(len(each.years) for each in columns)):
            found.append(self._row(f"Year {index + 1}", (whole(each.years[index]) for each in columns)))
        if self.estimate.discount:
            found.append(self._row("Present value of the cash", (whole(x.present_value) for x in columns)))
        return found

    def _lines(self, columns: Sequence[AlternativeCost]) -> list[str]:
        """Every line of the costs under its kind, and how it grows with the volume."""
        found = [
            *self._title("Line by line, over the whole time"),
            self._row("", (clean(x.short) for x in columns)),
        ]
        for category in Category:
            lines = {x.id: x for column in columns for x in column.lines if x.category is category}
            if not lines:
                continue
            found.append(f"  {_TITLES[category]}")
            for name, line in lines.items():
                totals = {each.id: one.total for each in columns for one in each.lines if one.id == name}
                cells = [whole(totals.get(each.id, Decimal(0))) for each in columns]
                own = ", as stated" if line.exponent_from is Origin.GIVEN else ""
                text = f"{line.title}, {_growth(line.exponent, once=line.once)}{own}"
                found += wrap(text, indent="      ", first="    ")
                found.append(self._row("", cells))
        return found

    def _unit_costs(self, columns: Sequence[AlternativeCost]) -> list[str]:
        ids = dict.fromkeys(each.id for column in columns for each in column.unit_costs if each.years)
        if not ids:
            return []
        found = self._title("For one unit, in the first year")
        for name in ids:
            values = [next((each for each in x.unit_costs if each.id == name), None) for x in columns]
            known = next(each for each in values if each is not None and each.years)
            cells = [precise(each.years[0]) if each and each.years else "-" for each in values]
            title, unit = clean(known.title), f"  {known.unit}"
            if len(unit) > _LABEL - 3:
                title, unit = f"{title}, {known.unit}", ""
            found += [f"  {title}", self._row(unit, cells)]
            trends = [None if each is None else each.trend for each in values]
            if any(trends):
                told = ("-" if each is None else f"{each * 100:+.0f} %" for each in trends)
                found.append(self._row(f"  change to year {self.estimate.years}", told, "dim"))
        used = [
            "-" if not each.utilisation else f"{precise(each.utilisation[0] * 100)} %" for each in columns
        ]
        if any(each.utilisation for each in columns):
            found.append(self._row("resting on utilisation of", used))
        return found

    def _returns(self, w: WorkloadEstimate) -> list[str]:
        if not w.returns:
            return []
        columns = [
            (cost, back)
            for cost in w.alternatives
            for back in w.returns
            if back.alternative == cost.id and cost.decision == self.primary
        ]
        found = [
            *self._title("Benefits against cost"),
            self._row("", (clean(cost.short) for cost, _ in columns)),
        ]
        for kind, amount in columns[0][1].benefits.items():
            if not amount:
                continue
            found.append(
                self._row(
                    f"{kind.value.capitalize()} benefits", (whole(back.benefits[kind]) for _, back in columns)
                )
            )
        found.append(self._row("Cost, in cash", (whole(back.cost) for _, back in columns)))
        for kind, label in _RETURNS.items():
            if any(kind in back.roi_with for _, back in columns):
                shares = (back.roi_with.get(kind) for _, back in columns)
                found.append(
                    self._row(label, ("-" if share is None else f"{share * 100:.0f} %" for share in shares))
                )
        found.append(self._row("Net present value", (whole(back.npv) for _, back in columns)))
        found.append(
            self._row(
                "Paid back in month",
                ("never" if back.payback is None else str(back.payback) for _, back in columns),
            )
        )
        note = cash_note(cost for cost, _ in columns)
        return found + (wrap(clean(note), indent="  ") if note else [])
