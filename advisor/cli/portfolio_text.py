"""A portfolio as text in 80 columns; heat is told by a letter and a bar, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.cli.plain import Style, clean, pad, wrap
from advisor.model.portfolio import Portfolio, PortfolioScore
from advisor.model.portfolio_view import PortfolioRow, dimension_ids
from advisor.model.score_figures import whole_points
from advisor.reporting.portfolio.words import headline, many, money_lines, offer_words, whole

_MOST = 8
"""Risks, gaps and practices that are told; JSON, page and workbook have all."""
_NAME, _ADVICE, _CELL = 30, 22, 6
_BANDS = {"low": ("▁", "l"), "medium": ("▄", "m"), "high": ("█", "h")}
_COLOURS = {"low": "yellow", "medium": "cyan", "high": "blue"}


def portfolio_lines(found: Portfolio, rows: Sequence[PortfolioRow], style: Style) -> list[str]:
    """The whole portfolio."""
    lines = [*wrap(headline(found)), *(line for each in money_lines(found) for line in wrap(each)), ""]
    if rows:
        lines += [*_table(found, rows, style), ""]
    elif found.entries:
        lines += ["No workload has all these words in it.", ""]
    for title, part in (
        ("Open risks", _risks(found)),
        ("Answers that hold several back", _gaps(found)),
        ("Practices that come next for several", _practices(found)),
        ("Servers worth sharing", _shared(found)),
        ("Cannot be used", iter(broken_lines(found))),
    ):
        told = list(part)
        if told:
            lines += [style.paint(title, "bold"), *told, ""]
    if len(found.packs) > 1:
        lines += [style.paint("Packs", "bold")]
        lines += [
            line
            for use in found.packs
            for line in wrap(
                f"{use.pack.id} {use.pack.version} ({use.pack.sha256[:12]}): {many(use.files, 'assessment')}",
                "    ",
                "  ",
            )
        ]
        lines.append("")
    if found.others:
        lines += wrap(f"Left out, because they are no assessments: {_some(found.others)}.")
    while lines and not lines[-1]:
        lines.pop()
    return lines


def _table(found: Portfolio, rows: Sequence[PortfolioRow], style: Style) -> Iterator[str]:
    dimensions = dimension_ids(found)
    shown = list(dimensions)[:4]
    heads = "".join(f"{_short(dimensions[name]):>{_CELL}}" for name in shown)
    yield style.paint(f"{pad('Workload', _NAME)}{pad('Now and target', _ADVICE)}{heads}  !", "bold")
    entry = None
    for row in rows:
        if row.entry is not entry:
            entry = row.entry
            yield style.paint(pad(clean(f"{entry.name} ({entry.file})"), 80).rstrip(), "cyan")
        cells = "".join(_cell(row, name, style) for name in shown)
        name = f"  {pad(clean(row.workload.title), _NAME - 3)} {pad(_advice(row, style), _ADVICE)}"
        yield f"{name}{cells}{row.urgent or '-':>3}"
    names = ", ".join(f"{_short(dimensions[name])} {clean(dimensions[name])}" for name in shown)
    yield from wrap(f"{names}; ! urgent warnings.", "  ", "  ")
    marks = ", ".join(f"{mark[0] if style.unicode else mark[1]} {band}" for band, mark in _BANDS.items())
    yield f"  {marks}; ~ open answers can still move it to another band"


def _short(title: str) -> str:
    """The initials of a dimension."""
    return "".join(word[0] for word in clean(title).split() if word)[:4].upper()


def _advice(row: PortfolioRow, style: Style) -> str:
    now, target = row.workload.now, row.workload.target
    if now is None:
        return "no admissible model"
    told = clean(now.title)
    if target is not None and target.id != now.id:
        told = f"{told.split()[0]} {style.arrow} {clean(target.title).split()[0]}"
    return told if row.workload.decided else f"{told} ?"


def _cell(row: PortfolioRow, dimension: str, style: Style) -> str:
    score = next((each for each in row.workload.scores if each.id == dimension), None)
    if score is None or score.score is None or score.band is None:
        return f"{'-':>{_CELL}}"
    mark = _BANDS[score.band][0 if style.unicode else 1]
    text = f"{whole_points(score.score)}{'~' if _moves(score) else ''}{mark}"
    return style.paint(f"{text:>{_CELL}}", _COLOURS[score.band])


def _moves(score: PortfolioScore) -> bool:
    return score.low != score.high


def _risks(found: Portfolio) -> Iterator[str]:
    for each in found.risks[:_MOST]:
        count = many(len(each.files), "assessment")
        yield from wrap(f"{each.message} ({count})", "          ", f"  {pad(each.severity, 8)}")
    yield from _more(len(found.risks))


def _gaps(found: Portfolio) -> Iterator[str]:
    for each in found.gaps[:_MOST]:
        still = f", still open in {len(each.open)}" if each.open else ""
        told = f"{each.title}: low in {len(each.low)} of {each.of}{still} ({each.dimension})"
        yield from wrap(told, "    ", "  ")
    yield from _more(len(found.gaps))


def _practices(found: Portfolio) -> Iterator[str]:
    common = [each for each in found.practices if len(each.files) > 1]
    for each in common[:_MOST]:
        told = f"{each.title}: {many(len(each.files), 'assessment')}, takes {each.effort}"
        yield from wrap(told, "    ", "  ")
    yield from _more(len(common))


def _shared(found: Portfolio) -> Iterator[str]:
    for each in found.shared:
        yield from wrap(f"{each.alternative}, {each.accelerator}: {offer_words(each)}", "    ", "  ")
        for member in each.members[:_MOST]:
            when = "" if member.advised == "now" else ", as the target"
            told = (
                f"{member.title} ({member.file}{when}): joining costs {whole(member.joining)}, "
                f"alone {whole(member.alone)}"
            )
            yield from wrap(told, "        ", "      ")
        yield from _more(len(each.members), "      ")


def _more(count: int, indent: str = "  ") -> Iterator[str]:
    if count > _MOST:
        yield f"{indent}and {count - _MOST} more; --format json, html and xlsx have all"


def broken_lines(found: Portfolio) -> list[str]:
    """Every file that cannot be used, with its first problem and how many more there are."""
    lines: list[str] = []
    for each in found.broken:
        first = each.problems[0]
        place = ":".join(str(part) for part in (each.file, first.line, first.column) if part is not None)
        hint = f" ({first.hint})" if first.hint else ""
        more = f" and {many(len(each.problems) - 1, 'more problem')}" if len(each.problems) > 1 else ""
        lines += wrap(f"{place}: {first.message}{hint}{more}", "    ", "  ")
    return lines


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more
