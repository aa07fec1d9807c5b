"""The picture of a bill: spend, AI in it, workloads, who answers for it, and what to know of its data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from textual.content import Content

from advisor.evidence.notices import share_text
from advisor.evidence.proposing_words import told
from advisor.model.bill import Picture
from advisor.model.bill_answers import Evidence, KpiFromBill
from advisor.model.bill_costs import Measure
from advisor.model.bill_workloads import FoundWorkload, Stability
from advisor.model.evidence_finding import Kind
from advisor.tui.widgets.bill_charts import bar, spark, spend_lines
from advisor.tui.widgets.cost_words import money, precise
from advisor.tui.widgets.drawing import MUTED, STRONG, Drawing, Lines, joined, one_line, said, spread, wrapped

MOST = 8
"""Lines of a list; the report and the JSON have all."""
KINDS = {
    Kind.KNOWN: ("◆", "known", "published as AI by its vendor"),
    Kind.TAGGED: ("●", "tagged", "marked by you"),
    Kind.DISCOVERED: ("○", "discovered", "given away by machine or unit"),
}


class BillPicture(Drawing):
    """Everything that a bill shows, as one page."""

    DEFAULT_CSS = """
    BillPicture { padding: 0 2; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._found: Evidence | None = None
        self._tall = True

    def show(self, found: Evidence, *, tall: bool) -> None:
        """Another bill; ``tall`` where there is room for a higher chart."""
        if found is not self._found or tall != self._tall:
            self._found, self._tall = found, tall
            self.redraw()

    def draw(self, width: int) -> Lines:
        """The page, a picture for each currency."""
        if self._found is None:
            return []
        bill = self._found.bill
        several = len(bill.pictures) > 1
        blocks: list[Sequence[Content]] = [_head(self._found, width)]
        for picture in bill.pictures:
            if several:
                bold = said(f"In {picture.currency}: {picture.rows:,} rows", "bold reverse")
                blocks.append([bold.truncate(width, ellipsis=True)])
            blocks += picture_blocks(picture, width, 7 if self._tall else 5)
        blocks += [_kpis(self._found.kpis, width), _about(self._found, width)]
        return joined(blocks)


def _head(found: Evidence, width: int) -> Lines:
    bill = found.bill
    names = ", ".join(each.name for each in bill.files[:3])
    if len(bill.files) > 3:
        names += f" and {len(bill.files) - 3} more"
    told_ = f"{bill.rows:,} rows · FOCUS {bill.focus} · SHA-256 {bill.sha256[:12]}"
    lines = [one_line(names, width, STRONG), one_line(told_, width, MUTED)]
    if not bill.pictures:
        lines += wrapped("There is no row in this bill, so it shows nothing.", width, "$text-warning")
    return lines


def picture_blocks(picture: Picture, width: int, height: int) -> list[Lines]:
    """What one currency shows, part by part."""
    return [
        _costs(picture, width),
        _spend(picture, width, height),
        _findings(picture, width),
        _workloads(picture, width),
        _teams(picture, width),
        _tags(picture, width),
        _tokens(picture, width),
        _signals(picture, width),
        _unclaimed(picture, width),
    ]


def _title(text: str, width: int, aside: str = "") -> Content:
    return (
        spread(said(text, "bold $text-primary"), said(aside, MUTED), width)
        if aside
        else said(text, "bold $text-primary")
    )


def _figures(label: Content, cells: Iterable[str], width: int, each: int = 11) -> Content:
    """A label and figures in columns at the right."""
    figures = "".join(cell.rjust(each) for cell in cells)
    room = max(4, width - len(figures))
    return label.truncate(room, ellipsis=True).truncate(room, pad=True) + said(figures)


def _costs(picture: Picture, width: int) -> Lines:
    period = f"{picture.first} to {picture.last}, {picture.days} days" if picture.first else ""
    share = _share(picture.ai_share())
    first = f"AI is {share} of what is spent{picture.untaxed}" if share != "–" else "Nothing was spent in all"
    lines = [
        spread(said(first, STRONG), said(period if width >= 58 else "", MUTED), width),
        *([one_line(period, width, MUTED)] if width < 58 else []),
        _figures(said(f"Cost in {picture.currency}", MUTED), ("all", "AI", "share"), width),
    ]
    for name, title in (
        ("list", "List price"),
        ("contracted", "At contract prices"),
        ("billed", "Billed"),
        ("effective", "Effective"),
    ):
        whole, ai = getattr(picture.cost, name), getattr(picture.ai, name)
        style = STRONG if name == "effective" else ""
        lines.append(
            _figures(said(title, style), (money(whole), money(ai), _share(picture.ai_share(name))), width)
        )
    return lines


def _share(part: Decimal | None) -> str:
    return share_text(part) if part is not None else "–"


def _spend(picture: Picture, width: int, height: int) -> Lines:
    lines = [_title("Spend over time", width), *spend_lines(picture, width, height)]
    return [
        *lines,
        *_steadiness(picture.stability, "All", width),
        *_steadiness(picture.ai_stability, "AI", width),
    ]


def _steadiness(steady: Stability | None, of: str, width: int) -> Lines:
    if steady is None:
        return []
    parts = []
    if steady.daily_cv is not None:
        parts.append(f"days vary by {share_text(steady.daily_cv)} around their mean")
    if steady.trend is not None:
        parts.append(f"trend {share_text(steady.trend)} in 30 days")
    if steady.burst is not None:
        parts.append(f"bursts {precise(steady.burst)} × the usual")
    if steady.weekday_strength is not None:
        parts.append(f"the weekday explains {share_text(steady.weekday_strength)}")
    return wrapped(f"{of}: {'; '.join(parts)}.", width, MUTED, indent=2) if parts else []


def _findings(picture: Picture, width: int) -> Lines:
    lines = [_title("AI spend, by the rule that found it", width)]
    if not picture.findings:
        return [*lines, *wrapped("No rule of the pack finds any AI in this bill.", width, MUTED)]
    for kind, (mark, name, why) in KINDS.items():
        rules = [each for each in picture.findings if each.kind is kind and each.rows]
        if not rules:
            continue
        whole = sum((each.effective for each in rules), Decimal(0))
        share = whole / picture.ai.effective if picture.ai.effective else Decimal(0)
        head = Content.assemble((f"{mark} {name}", STRONG), ("  " + why if width >= 56 else "", MUTED))
        figures = f"{money(whole)}{share_text(share).rjust(9)}"
        lines.append(spread(head, said(figures, STRONG), width))
        for each in rules[:MOST]:
            lines.append(
                spread(said(f"  {each.title}"), said(f"{money(each.effective)}{'':9}", MUTED), width)
            )
        lines += _more(len(rules), MOST)
    also = sum(each.also_rows for each in picture.findings)
    if also:
        lines += wrapped(f"{also:,} times a row fits a further rule; each row counts once.", width, MUTED)
    return lines


def _more(count: int, most: int) -> Lines:
    return [said(f"  and {count - most:,} more", MUTED)] if count > most else []


def _workloads(picture: Picture, width: int) -> Lines:
    if not picture.workloads:
        return []
    curve = max(8, min(24, width - 46))
    lines = [_title("AI workloads found", width, "effective  variation")]
    for each in picture.workloads[:MOST]:
        marks = "".join(KINDS[kind][0] for kind in KINDS if kind in each.kinds)
        cv = _of(each, "load_cv")
        figures = f"{money(each.cost.effective):>10}{f'{cv:.2f}' if cv is not None else '–':>8}"
        name = width - curve - len(figures) - 5
        left = said(f"{marks} ", MUTED) + one_line(each.name, name)
        drawn = said(spark(each.series, curve).ljust(curve), "$primary")
        lines.append(left.truncate(width - curve - len(figures) - 1, pad=True) + drawn + said(" " + figures))
    return [*lines, *_more(len(picture.workloads), MOST)]


def _of(workload: FoundWorkload, name: str) -> Decimal | None:
    return next((each.value for each in workload.measures if each.id == name), None)


def _teams(picture: Picture, width: int) -> Lines:
    allocation = picture.allocation
    shown = [each for each in allocation.showback if each.total or each.team is None]
    lines = [_title("Who answers for what", width)]
    named = [each for each in shown if each.team is not None]
    if not named:
        return [*lines, *wrapped("No tag, account or rule names a team.", width, MUTED)]
    size = max(6, min(20, width - 46))
    lines.append(_figures(said("own, and its part of what is shared", MUTED), ("total", "AI"), width, 10))
    most = max((abs(each.total) for each in shown), default=Decimal(0))
    for each in [*named[:MOST], *(each for each in shown if each.team is None)]:
        figures = f"{money(each.total):>10}{money(each.ai):>10}"
        name = width - size - len(figures) - 2
        style = "" if each.team else "$text-warning"
        left = one_line(each.team or "nobody", name, style).truncate(name, pad=True)
        drawn = bar(each.total / most if most else Decimal(0), size, style or "$primary")
        lines.append(left + Content(" ") + drawn + Content(" ") + said(figures))
    lines += _more(len(named), MOST)
    for split in allocation.splits:
        text = f"Shared: {split.title}, {money(split.total)} {picture.currency}"
        text += f", not divided: {split.why}" if split.why else f", divided among {len(split.shares)}"
        lines += wrapped(text, width, MUTED)
    return lines


def _tags(picture: Picture, width: int) -> Lines:
    allocation = picture.allocation
    if not picture.rows:
        return []
    lines = [_title("Tags", width)]
    size = max(6, min(20, width - 40))
    for title, whole in (("Rows with any tag", False), ("Rows with every key they need", True)):
        share = picture.tagged_share(whole=whole)
        if share is None:
            continue
        lines.append(spread(said(title), bar(share, size) + said(share_text(share).rjust(9)), width))
    if allocation.missing_keys:
        missing = ", ".join(f"{key} on {rows:,} rows" for key, rows in allocation.missing_keys.items())
        lines += wrapped(f"Missing: {missing}", width, MUTED, indent=2)
    return lines


def _tokens(picture: Picture, width: int) -> Lines:
    listed = [each for each in picture.tokens if each.tokens is not None]
    if not listed:
        return []
    lines = [_title("Tokens", width), _figures(said("model", MUTED), ("million", picture.currency), width)]
    for each in listed[:MOST]:
        direction = each.direction.value.replace("_", " ") if each.direction else "direction not told"
        label = said(f"{each.model or 'model not told'}, {direction}")
        tokens = (each.tokens or Decimal(0)) / 1_000_000
        lines.append(_figures(label, (precise(tokens), money(each.effective)), width))
    return [*lines, *_more(len(listed), MOST)]


_SHOWN_ABOVE = frozenset(("list", "contracted", "billed", "effective"))


def _signals(picture: Picture, width: int) -> Lines:
    """Shares and times; amounts stand above or in the report."""
    lines = [_title("Signals", width)]
    for each in picture.measures:
        if each.unit == picture.currency or each.id in _SHOWN_ABOVE:
            continue
        lines.append(_signal(each, width))
    return lines if len(lines) > 1 else []


def _signal(each: Measure, width: int) -> Content:
    value = told(each.value, each.unit) if each.value is not None else "–"
    style = "" if each.value is not None else MUTED
    return spread(said(each.title, style), said(value, style), width)


def _unclaimed(picture: Picture, width: int) -> Lines:
    if not picture.unclaimed:
        return []
    lines = [_title("Looks like AI, and no rule claims it: not counted", width)]
    for each in picture.unclaimed[:MOST]:
        what = " – ".join(part for part in (each.service, each.description) if part) or each.title
        lines.append(spread(said(what), said(f"{each.rows:,} rows, {money(each.effective)}", MUTED), width))
    return [*lines, *_more(len(picture.unclaimed), MOST)]


def _kpis(kpis: Sequence[KpiFromBill], width: int) -> Lines:
    if not kpis:
        return []
    lines = [_title("KPIs that the bill gives", width)]
    for each in kpis:
        if each.value is not None:
            lines.append(
                spread(
                    said(each.title),
                    said(
                        told(each.value / 100, "%")
                        if each.unit == "%"
                        else (f"{precise(each.value)} {each.unit}")
                    ),
                    width,
                )
            )
        else:
            lines += wrapped(f"{each.title}: – ({each.why})", width, MUTED, indent=2)
    return lines


def _about(found: Evidence, width: int) -> Lines:
    bill = found.bill
    texts = [each.text for each in bill.notices]
    for picture in bill.pictures:
        aside = f"{picture.currency}: " if len(bill.pictures) > 1 else ""
        texts += [f"{aside}{each.text}" for each in picture.notices]
    lines: Lines = []
    if texts:
        lines.append(_title("About the data", width))
        for text in texts:
            lines += wrapped(text, width, indent=2, first="·")
    if bill.unmeasured:
        lines += [Content("")] if lines else []
        lines.append(_title("What could not be measured", width))
        for each in bill.unmeasured:
            lines += wrapped(f"{each.what}: {each.why}", width, indent=2, first="–")
    return lines
