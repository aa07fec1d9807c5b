"""Workshops of people who do not exist, for the tests of every room."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from advisor.content.assessment_file import AssessmentFile
from advisor.content.packs import load_pack
from advisor.model.assessment import Answer, AnswerState, Workload
from advisor.workflows.new import fresh_assessment
from advisor.workflows.workshop_new import join, new_workshop

PEOPLE = ("Anna", "Ben", "Carla", "Dmitri", "Edda")
UNKNOWN = Answer(state=AnswerState.UNKNOWN)

Given = Mapping[str, object]
"""``QUESTION`` or ``WORKLOAD/QUESTION`` to an option, a list of options, a number, or an answer."""


def kitchen_workshop(folder: Path, pack_folder: Path, *names: str) -> Path:
    """A workshop about a till and a cold room, in which nobody has answered yet."""
    pack = load_pack(pack_folder)
    base = fresh_assessment(
        pack,
        pack_reference=f"../{pack_folder.name}",
        organisation="Corner Bistro",
        workloads=[("Till", "orders"), ("Cold room", "stock")],
        persona=next(iter(pack.persona_by_id), None),
    )
    new_workshop(folder, base, pack, title="Spring", date=None, facilitator="Fay", participants=names)
    return folder


def answer(folder: Path, who: str, given: Given) -> Path:
    """Give answers as one person's program would; what they gave before stays."""
    path = join(folder, who)
    file = AssessmentFile.open(path)
    found = file.loaded.assessment
    shared = dict(found.answers)
    own = {each.id: dict(each.answers) for each in found.workloads}
    for key, value in given.items():
        workload, slash, question = key.rpartition("/")
        (own[workload] if slash else shared)[question] = as_answer(value)
    workloads = tuple(
        Workload(id=each.id, kind=each.kind, title=each.title, answers=own[each.id])
        for each in found.workloads
    )
    file.save(found.model_copy(update={"answers": shared, "workloads": workloads}))
    return path


def as_answer(value: object) -> Answer:
    if isinstance(value, Answer):
        return value
    if value == "unknown":
        return UNKNOWN
    if isinstance(value, list):
        return Answer(choices=tuple(value))
    return Answer(choice=value) if isinstance(value, str) else Answer(number=str(value))


def five_people(folder: Path, pack_folder: Path) -> Path:
    """Five who differ on keepers and on the rule for the till, count tickets alike, and share the rest."""
    kitchen_workshop(folder, pack_folder, *PEOPLE)
    for index, who in enumerate(PEOPLE):
        answer(
            folder,
            who,
            {
                "keepers": ["nobody", "one", "several", "several", "several"][index],
                "habits": [["patches"], ["patches"], ["patches"], ["patches"], ["patches", "bills_read"]][
                    index
                ],
                "spare_hours": 12 + index,
                "dream": Answer(text=f"Wish of {who}"),
                "till/house_rule": ["anywhere", "anywhere", "own_building", "anywhere", "anywhere"][index],
                "till/tickets": [6000, 7000, 8000, 9000, 6500][index],
                "till/line_quality": "weekly",
                "till/wish": UNKNOWN,
                "cold-room/house_rule": "nowhere_else",
                "cold-room/tickets": [20, 200, 300, 6000, 20][index],
            },
        )
    return folder
