"""The rows of the form of costs: what can be chosen, and every quantity with its amount and origin."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from textual.content import Content

from advisor.model.economics import Figure, Origin
from advisor.model.price import PriceBook
from advisor.model.stated import Economics
from advisor.tui.widgets.cost_entry import place_of, stated_at
from advisor.tui.widgets.cost_groups import groups
from advisor.tui.widgets.cost_terms import Term, Terms
from advisor.tui.widgets.cost_words import ORIGINS, precise, with_unit
from advisor.tui.widgets.drawing import MUTED, one_line
from advisor.workflows.session_amounts import Place

_ORIGIN, _TITLE, _TERM = 8, 16, 14
"""Cells for the origin, and the fewest for the title of an amount and of a choice."""
_GIVEN, _ASSUMED = ORIGINS[Origin.GIVEN], ORIGINS[Origin.ASSUMED]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form shows: an estimate's inputs, and what they follow from."""

    book: PriceBook
    economics: Economics
    workload: str
    figures: tuple[Figure, ...]
    shorts: Mapping[str, str]
    """Alternative id to its short name."""
    terms: Terms
    tried: Container[str] = ()
    """Quantities that a slider has moved."""

    def figures_of(self, quantity: str, alternative: str | None = None) -> list[Figure]:
        """The figures of a quantity; for an alternative, its own one before the shared one."""
        found = [each for each in self.figures if each.id == quantity]
        if alternative is None:
            return found
        own = [each for each in found if each.alternative == alternative]
        return own or [each for each in found if each.alternative is None]


class Row(NamedTuple):
    """One line of the form."""

    id: str
    quantity: str | None
    alternative: str | None = None
    term: Term | None = None


def rows(shown: Shown) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Titles with their rows; quantities that differ by alternative have a row for each."""
    yield "Prices and terms", tuple(Row(f"={each.key}", None, None, each) for each in shown.terms.all())
    for title, names in groups(shown.book):
        yield title, tuple(row for name in names for row in _rows_of(shown, name))


def _rows_of(shown: Shown, name: str) -> Iterable[Row]:
    yield Row(name, name)
    apart = {key for sample in shown.book.quantities[name].values for key in sample.by}
    apart |= {key for key, amounts in shown.economics.alternatives.items() if name in amounts}
    for key in shown.book.alternatives:
        if key in apart:
            yield Row(f"{name}@{key}", name, key)


def place(shown: Shown, row: Row) -> Place | None:
    """Where the amount of a row is stated; None for what is chosen."""
    if row.quantity is None:
        return None
    return place_of(shown.book, row.quantity, shown.workload, row.alternative)


def line(shown: Shown, row: Row, width: int) -> Content:
    """A row as one line of so many cells."""
    mark, amount, origin = _amount(shown, row)
    room = width - 2 - _ORIGIN - 1
    value = one_line(amount, max(8, room - (_TERM if row.term is not None else _TITLE)))
    title_room = max(8, room - value.cell_length - 1)
    title = one_line(_title(shown, row), title_room)
    style = "bold" if mark == _GIVEN[0] else ""
    return Content.assemble(
        (f"{mark} ", "bold $primary" if style else MUTED),
        title.truncate(title_room, pad=True).stylize(style or "none"),
        " ",
        value.stylize(style or "none"),
        (f" {origin:<{_ORIGIN}}", MUTED),
    )


def _title(shown: Shown, row: Row) -> str:
    if row.term is not None:
        return row.term.title
    if row.alternative is not None:
        return f"└ {shown.shorts.get(row.alternative, row.alternative)}"
    return shown.book.quantities[row.quantity or ""].title


def named(shown: Shown, row: Row) -> tuple[str, str]:
    """What a row is called where it stands alone, and its amount."""
    title = row.term.title if row.term is not None else shown.book.quantities[row.quantity or ""].title
    if row.alternative is not None:
        title += f": {shown.shorts.get(row.alternative, row.alternative)}"
    _, amount, origin = _amount(shown, row)
    return title, f"{amount.removesuffix(' ▾')} {origin}".strip()


def _amount(shown: Shown, row: Row) -> tuple[str, str, str]:
    """Mark, amount and origin in a word."""
    if row.term is not None:
        mark, word = _GIVEN if row.term.given else _ASSUMED
        return mark, f"{row.term.shown} ▾", word if row.term.given else ""
    name = row.quantity or ""
    figures = shown.figures_of(name, row.alternative)
    where = place(shown, row)
    given = stated_at(shown.economics, where) if where is not None else None
    if name in shown.tried and figures and row.alternative is None:
        return "▸", with_unit(precise(figures[0].typical), figures[0].unit), "tried"
    if given is not None:
        mark, word = _GIVEN
        return mark, with_unit(precise(given[1].typical), given[1].unit or "1"), word
    if not figures:
        known = shown.book.quantities[name]
        assumed = bool(known.values or known.look_up)
        return "·", "", "computed" if known.value is not None else "not used" if assumed else "missing"
    mark, word = ORIGINS[figures[0].provenance.origin]
    amounts = sorted({each.typical for each in figures})
    text = precise(amounts[0])
    if len(amounts) > 1:
        text += f" to {precise(amounts[-1])}"
    return mark, with_unit(text, figures[0].unit), word
