"""Where a report speaks to a question that a reader would ask.

A persona's questions are free text, so the places are found by the words that they share with the
parts of the report: rare words count more than common ones. A question that shares too little with
every part gets no pointer, which is said plainly; a wrong pointer would be worse than none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from advisor.reporting.blocks import (
    Block,
    Bullets,
    Callout,
    Facts,
    Link,
    Scores,
    Section,
    Table,
)

_WORD = re.compile(r"\w{3,}")
_STEM = 6
_ENOUGH = Fraction(1, 3)
"""Share of a question's weight that a place must cover to be worth pointing at."""
_MOST = 2


class Finder:
    """Looks up the places of a report by their words."""

    def __init__(self, sections: tuple[Section, ...]) -> None:
        self._places: list[tuple[Link, frozenset[str]]] = []
        for section in sections:
            self._places += [
                (Link(section.id, _label(section, title)), _stems(text)) for title, text in _entries(section)
            ]
        self._common = Counter(stem for _, stems in self._places for stem in stems)

    def find(self, question: str) -> tuple[Link, ...]:
        """Up to two places that share the most of the question's telling words, best first."""
        asked = {stem: self._weight(stem) for stem in sorted(_stems(question))}
        whole = sum(asked.values(), Fraction(0))
        if not whole:
            return ()
        scored = [
            (
                sum((weight for stem, weight in asked.items() if stem in stems), Fraction(0)) / whole,
                -place,
                link,
            )
            for place, (link, stems) in enumerate(self._places)
        ]
        best = sorted(scored, key=lambda entry: (entry[0], entry[1]), reverse=True)
        chosen: dict[tuple[str, str], Link] = {}
        for share, _, link in best:
            if share < _ENOUGH or len(chosen) == _MOST:
                break
            chosen.setdefault((link.section, link.text), link)
        return tuple(chosen.values())

    def _weight(self, stem: str) -> Fraction:
        """A word that every place uses tells nothing; one that no place uses cannot be found."""
        return (
            1 - Fraction(self._common[stem], len(self._places) + 1) if self._common[stem] else Fraction(1, 2)
        )


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))


def _label(section: Section, title: str | None) -> str:
    return f"{section.title}: {title}" if title else section.title


def _entries(section: Section) -> Iterator[tuple[str | None, str]]:
    """The places of a section: each row, callout and titled fact, with the words that they hold."""
    for block in section.blocks:
        yield from _of_block(block)
    for inner in section.sections:
        yield from _entries(inner)


def _of_block(block: Block) -> Iterator[tuple[str | None, str]]:
    if isinstance(block, Table):
        for row in block.rows:
            yield row[0].text, " ".join(cell.text for cell in row)
    elif isinstance(block, Callout):
        yield block.title, " ".join(part for part in (block.title, block.text, block.do) if part)
    elif isinstance(block, Facts):
        for fact in block.facts:
            yield fact.label, f"{fact.label} {fact.value}"
    elif isinstance(block, Bullets) and block.title:
        yield block.title, " ".join((block.title, *(item.text for item in block.items)))
    elif isinstance(block, Scores):
        for bar in block.bars:
            yield bar.label, bar.label
