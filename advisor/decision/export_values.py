"""The inputs of an exported table for one workload: what is settled before the table."""

from __future__ import annotations

from advisor.decision.engine import engine_for
from advisor.decision.export_names import NO, YES
from advisor.decision.export_table import ExportTable, TableInput
from advisor.decision.plan import BANDS
from advisor.decision.relevance import answered_state
from advisor.decision.reported import Reported, holds, relevant
from advisor.decision.sheets import ABSENT, OPEN
from advisor.model.assessment import Assessment, Workload
from advisor.model.pack import Pack


def table_values(
    pack: Pack, table: ExportTable, assessment: Assessment, workload: Workload
) -> dict[str, str | None]:
    """Input name to its value; None where open answers leave more than one."""
    state = answered_state(pack, assessment, workload)
    return {each.name: _value(pack, each, state) for each in table.inputs}


def _value(pack: Pack, each: TableInput, state: Reported) -> str | None:
    if each.source == "kind":
        return state.kind
    if each.source == "band":
        bands = engine_for(pack).dimension(each.id, state.kind, state.sheet).bands
        return str(BANDS[bands[0]]) if len(bands) == 1 else None
    if each.source == "fact":
        truth = holds(pack.rules.conditions[each.id], state)
        return None if truth is None else YES if truth else NO
    return _word(each, state)


def _word(each: TableInput, state: Reported) -> str | None:
    other = each.values[0]
    asked = relevant(each.id, state)
    value = state.sheet[state.slots[each.id]]
    if asked is False or value == ABSENT:
        return other
    words = set(each.by_answer) if value == OPEN else {each.by_answer[value]}
    if asked is None:
        words.add(other)
    return words.pop() if len(words) == 1 else None
