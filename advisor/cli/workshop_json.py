"""Where a workshop stands, as JSON (``schema: advisor/workshop/1``); no hidden vote is in it."""

from __future__ import annotations

from typing import Any

from advisor.decision.tally import Tally
from advisor.model.answer import Answer
from advisor.workflows.workshop import Room
from advisor.workflows.workshop_board import Board, Item


def status_plain(room: Room, board: Board) -> dict[str, Any]:
    """The status, ready for ``json``."""
    workshop = room.workshop
    # Of a single person's answers, the advice would tell what they are.
    several = board.voters > 1
    return {
        "schema": "advisor/workshop/1",
        "pack": {"id": room.pack.id, "version": room.pack.version, "sha256": room.pack.sha256},
        "workshop": workshop.workshop,
        "date": workshop.date,
        "facilitator": workshop.facilitator,
        "organisation": workshop.organisation,
        "timer": workshop.timer,
        "participants": [
            {
                "id": each.id,
                "name": each.name,
                "answered": room.progress(each)[0],
                "asked": room.progress(each)[1],
                "readable": each.broken is None,
            }
            for each in room.participants
        ],
        "not_counted": [{"place": each.place, "message": each.message} for each in room.problems],
        "voters": board.voters,
        "nothing_to_discuss": several and board.nothing_to_discuss,
        "settled": several and board.settled,
        "alpha": None if board.alpha is None else round(board.alpha, 4),
        "workloads": [
            {
                "id": each.workload,
                "possible": [{"model": p[0], "target": p[1]} for p in each.pairs] if several else None,
            }
            for each in board.outlooks
        ],
        "agenda": [_item(each) for each in board.items],
    }


def _item(item: Item) -> dict[str, Any]:
    dispute, agreed = item.dispute, item.agreed
    return {
        "question": item.question.id,
        "workload": item.workload,
        "stage": item.stage.value,
        "worth": item.worth.value,
        "changes_today": dispute is not None and dispute.changes_now,
        "changes_target": dispute is not None and dispute.changes_target,
        "bits": None if dispute is None else round(dispute.bits, 6),
        "workloads": [] if dispute is None else list(dispute.workloads),
        "voted": list(item.voted),
        "waiting": list(item.waiting),
        "changed_since": list(item.changed),
        "rounds": [_tally(each) for each in item.rounds],
        "agreed": None
        if agreed is None
        else {
            "answer": _answer(agreed.answer),
            "rationale": agreed.rationale,
            "dissent": [{"who": each.who, "why": each.why} for each in agreed.dissent],
        },
    }


def _tally(tally: Tally) -> dict[str, Any]:
    spread = tally.spread
    return {
        "bars": [
            {"id": bar.id, "label": bar.label, "count": bar.count, "by": list(bar.by)} for bar in tally.bars
        ],
        "unknown": list(tally.unknown),
        "not_applicable": list(tally.not_applicable),
        "median": None if spread is None else round(float(spread.median) + 1, 4),
        "interquartile_range": None if spread is None else round(float(spread.interquartile_range), 4),
        "consensus": None if spread is None else round(spread.consensus, 4),
        "lowest": list(tally.lowest),
        "highest": list(tally.highest),
        "unanimous": tally.unanimous,
        "close": tally.close,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return answer.model_dump(mode="json", exclude_none=True)
