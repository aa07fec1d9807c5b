"""The picture of a bill: spend, AI in it, workloads, who answers for it, and what to know of its data."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from advisor.evidence.proposing_words import told
from advisor.model.bill import Picture
from advisor.model.bill_answers import Evidence, KpiFromBill
from advisor.tui.widgets.bill_picture_ai import findings, tokens, unclaimed, workloads
from advisor.tui.widgets.bill_picture_money import costs, signals, spend, tags, teams
from advisor.tui.widgets.bill_picture_parts import heading
from advisor.tui.widgets.cost_words import precise
from advisor.tui.widgets.drawing import MUTED, STRONG, Drawing, Lines, joined, one_line, said, spread, wrapped


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
        costs(picture, width),
        spend(picture, width, height),
        findings(picture, width),
        workloads(picture, width),
        teams(picture, width),
        tags(picture, width),
        tokens(picture, width),
        signals(picture, width),
        unclaimed(picture, width),
    ]


def _kpis(kpis: Sequence[KpiFromBill], width: int) -> Lines:
    if not kpis:
        return []
    lines = [heading("KPIs that the bill gives", width)]
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
        lines.append(heading("About the data", width))
        for text in texts:
            lines += wrapped(text, width, indent=2, first="·")
    if bill.unmeasured:
        lines += [Content("")] if lines else []
        lines.append(heading("What could not be measured", width))
        for each in bill.unmeasured:
            lines += wrapped(f"{each.what}: {each.why}", width, indent=2, first="–")
    return lines
