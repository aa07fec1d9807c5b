"""Many answer sheets at once: a table of answers to the advice for each of its rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.content.locations import bundled_packs, pack_folder
from advisor.content.packs import load_pack
from advisor.content.tables import USUAL, TableFile, TableOptions, read_table
from advisor.model.pack import Pack

if TYPE_CHECKING:
    import pyarrow as pa

    from advisor.content.table_problems import RowProblem
    from advisor.decision.batch import BatchAdvice, BatchDecider
    from advisor.decision.batch_advice import Advice
    from advisor.decision.batch_graph import Indexes


@dataclass(frozen=True, slots=True)
class ScoredSheets:
    """Some rows of a table with their advice."""

    ids: pa.Array
    """Texts."""
    kinds: Indexes
    """Indexes of the pack's workload kinds."""
    advice: BatchAdvice
    decider: BatchDecider
    """Who made the advice; it can decide further tables, by the same pack."""
    problems: tuple[RowProblem, ...]
    wrong: Indexes
    """The numbers of the rows that were left out."""
    repeated: int
    """Rows that have the id of an earlier one; told at the end of the table."""
    done: float
    """How much of the table has been read, up to 1."""

    @property
    def advices(self) -> dict[str, list[Advice]]:
        """Decision to the advices that ``advice`` refers to."""
        return self.decider.advices


def deciding_pack(reference: str | None) -> Pack:
    """The pack that a user names, or the first bundled one; without what only reports need.

    Raises:
        UnusableInput: there is no such pack, or it has problems.
    """
    return load_pack(pack_folder(reference or next(iter(bundled_packs()), ""), Path()), whole=False)


def score_table(
    table: TableFile, pack: Pack, options: TableOptions = USUAL, decider: BatchDecider | None = None
) -> Iterator[ScoredSheets]:
    """The advice for every usable row of a table, in batches, in the table's order.

    ``decider``: that of an earlier table, if any; compiling a pack takes longer than deciding a small table.

    Raises:
        UnusableInput: the table cannot be read, or its columns do not fit the pack.
    """
    batches = read_table(table, pack, options)
    from advisor.workflows.batch_codes import Coder

    coder = Coder(pack, decider)
    for batch in batches:
        yield ScoredSheets(
            ids=batch.ids,
            kinds=batch.kinds,
            advice=coder.decide(batch),
            decider=coder.decider,
            problems=batch.problems,
            wrong=batch.wrong,
            repeated=batch.repeated,
            done=batch.done,
        )
