"""How long a full room takes: ``python -m tests.benchmarks.workshops [PEOPLE]``.

Everybody answers a bundled example's questions, each answer another one with the probability given; some
say "does not apply". Times are of the processor, in milliseconds, the least of three.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from advisor.content.assessment_file import AssessmentFile
from advisor.content.assessments import load_assessment
from advisor.content.examples import bundled_examples
from advisor.content.locations import bundled_packs
from advisor.content.packs import load_pack
from advisor.model.assessment import Answer, AnswerState, Assessment
from advisor.model.pack import Pack
from advisor.workflows.workshop import open_room
from advisor.workflows.workshop_board import board
from advisor.workflows.workshop_merge import merged
from advisor.workflows.workshop_new import new_workshop
from advisor.workflows.workshop_watch import Watch


def _timed(what: str, run: Callable[[], object]) -> None:
    times = []
    for _ in range(3):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    print(f"  {what:<28}{1000 * min(times):8.1f} ms")


def _varied(pack: Pack, base: Assessment, share: float, absent: int, draw: random.Random) -> Assessment:
    left = [absent]

    def other(name: str, answer: Answer) -> Answer:
        question = pack.question_by_id[name]
        if left[0] and answer.choice and draw.random() < 0.5:
            left[0] -= 1
            return Answer(state=AnswerState.NOT_APPLICABLE, reason="not here")
        if answer.choice is None or draw.random() >= share:
            return answer
        return Answer(choice=draw.choice(question.options).id)

    def all_of(answers: dict[str, Answer]) -> dict[str, Answer]:
        return {name: other(name, each) for name, each in answers.items()}

    workloads = tuple(w.model_copy(update={"answers": all_of(w.answers)}) for w in base.workloads)
    return base.model_copy(update={"answers": all_of(base.answers), "workloads": workloads})


def main(people: int) -> None:
    """Print the figures."""
    folder = next(iter(bundled_packs().values()))
    pack = load_pack(folder)
    examples = [load_assessment(each.path).assessment for each in bundled_examples(folder)]
    base = max(examples, key=lambda each: len(each.workloads))
    for share, absent in ((0.1, 0), (0.5, 0), (1.0, 0), (0.5, 1), (0.5, 8)):
        with tempfile.TemporaryDirectory() as place:
            _measure(Path(place) / "room", pack, base, people, share, absent)


def _measure(room: Path, pack: Pack, base: Assessment, people: int, share: float, absent: int) -> None:
    names = [f"p{number}" for number in range(people)]
    new_workshop(room, base, pack, title="Room", date=None, participants=names)
    draw = random.Random(5)
    for path in sorted((room / "participants").iterdir()):
        file = AssessmentFile.open(path)
        given = _varied(pack, base, share, absent, draw)
        own = file.loaded.assessment
        file.save(own.model_copy(update={"answers": given.answers, "workloads": given.workloads}))
    found = open_room(room)
    print(
        f"{people} people, {len(found.steps)} questions, {len(found.workloads)} workloads, answers varied"
        f" {share:.0%}, {absent} times “does not apply” each: {len(board(found).to_discuss)} to discuss"
    )
    _timed("open the folder", lambda: open_room(room))
    _timed("the agenda", lambda: board(found))
    _timed("look again, nothing new", Watch(room).poll)
    _timed("merge", lambda: merged(found))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
