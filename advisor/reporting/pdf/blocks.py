"""Sections and blocks as data for the templates: every kind has its own keys, every text is plain."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from advisor.reporting.blocks import (
    Block,
    Bullets,
    Callout,
    Chart,
    Facts,
    Item,
    Paragraph,
    ScoreBar,
    Scores,
    Section,
    Shares,
    Table,
)
from advisor.reporting.pdf.tables import share, table_data
from advisor.reporting.pdf.texts import Json


@dataclass(frozen=True, slots=True)
class Writer:
    """Turns sections into data, knowing the rest of the document."""

    known: Collection[str]
    """Ids of the sections that there are to point to."""
    charts: Collection[str]
    """Ids of the charts that were drawn; the others' words stand in."""
    rows: int | None
    """Rows of a table at most."""

    def section(self, section: Section) -> Json:
        """A section with everything in it."""
        return {
            "id": section.id,
            "title": section.title,
            "blocks": [self.block(one, section.title) for one in section.blocks],
            "sections": [self.section(one) for one in section.sections],
        }

    def block(self, block: Block, heading: str = "") -> Json:
        """A block, with its kind and what the kind has; a heading above is not said again."""
        if isinstance(block, Table):
            caption = "" if block.caption == heading else block.caption
            return table_data(replace(block, caption=caption), self.known, self.rows)
        if isinstance(block, Paragraph):
            return {"kind": block.kind, "text": block.text, "lead": block.lead}
        if isinstance(block, Bullets):
            items: list[Json] = [item(one) for one in block.items]
            return {"kind": block.kind, "title": block.title, "ordered": block.ordered, "items": items}
        if isinstance(block, Facts):
            facts: list[Json] = [{"label": one.label, "value": one.value} for one in block.facts]
            return {"kind": block.kind, "title": block.title, "facts": facts}
        if isinstance(block, Callout):
            return _callout(block)
        if isinstance(block, Scores):
            return {"kind": block.kind, "title": block.title, "bars": [_bar(one) for one in block.bars]}
        if isinstance(block, Shares):
            return _shares(block)
        return self._chart(block)

    def _chart(self, block: Chart) -> Json:
        return {
            "kind": block.kind,
            "title": block.title,
            "file": chart_name(block.id) if block.id in self.charts else None,
            "alternative": block.alternative,
            "note": block.note,
        }


def chart_name(chart: str) -> str:
    """The file of a drawing by its chart's id, among those that the templates can read."""
    return f"charts/{chart}.svg"


def item(one: Item) -> Json:
    """A point of a list."""
    return {"text": one.text, "detail": one.detail}


def _callout(block: Callout) -> Json:
    return {
        "kind": block.kind,
        "tone": block.tone.value,
        "label": block.label,
        "title": block.title,
        "text": block.text,
        "do": block.do,
        "about": block.about,
    }


def _bar(bar: ScoreBar) -> Json:
    return {
        "label": bar.label,
        "score": None if bar.score is None else share(bar.score),
        "low": None if bar.low is None else share(bar.low),
        "high": None if bar.high is None else share(bar.high),
        "medium_from": bar.medium_from,
        "high_from": bar.high_from,
        "value": bar.value,
        "band": bar.band,
        "alternative": bar.alternative,
    }


def _shares(block: Shares) -> Json:
    return {
        "kind": block.kind,
        "title": block.title,
        "alternative": block.alternative,
        "parts": [
            {"label": one.label, "share": share(one.share * 100), "value": one.value, "lit": one.lit}
            for one in block.parts
        ],
    }
