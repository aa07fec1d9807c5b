"""The walk that asks what settles most next: which question, what was passed over, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.decision.next_question import next_questions

if TYPE_CHECKING:
    from advisor.decision.walk import Step
    from advisor.model.assessment import Assessment
    from advisor.workflows.session import Session


class TellingWalk:
    """Ranks the open questions once for each state of the answers, in a thread or, if need be, at once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ranked: tuple[Assessment, bool, tuple[Step, ...]] | None = None
        self._passed: set[tuple[str, str | None]] = set()
        self._trail: list[Step] = []

    def start(self) -> None:
        """Begin anew: nothing was passed over yet."""
        self._passed.clear()
        self._trail.clear()

    def rank(self) -> None:
        """Work the ranking out for the answers as they are now; may run in a thread."""
        session = self._session
        assessment, quick = session.assessment, session.quick
        if self._fresh() is None:
            found = next_questions(session.pack, assessment, quick=quick)
            self._ranked = (assessment, quick, tuple(one.step for one in found))

    def _fresh(self) -> tuple[Step, ...] | None:
        kept = self._ranked
        same = kept is not None and kept[0] is self._session.assessment and kept[1] is self._session.quick
        return kept[2] if same and kept is not None else None

    def open_steps(self) -> tuple[Step, ...]:
        """What is not dealt with and can still change the advice or the target, most telling first."""
        self.rank()
        ranked = self._fresh() or ()
        return tuple(step for step in ranked if self._session.answer_to(step) is None)

    def passed(self, step: Step) -> bool:
        """Whether a question was passed over, so that it does not come again by itself."""
        return step.key in self._passed

    def following(self, step: Step) -> Step | None:
        """The most telling question that was not passed over yet; None when nothing is left to ask."""
        self._trail.append(step)
        if self._session.answer_to(step) is None:
            self._passed.add(step.key)
        return next(
            (one for one in self.open_steps() if one.key not in self._passed and one.key != step.key), None
        )

    def preceding(self) -> Step | None:
        """Where we came from."""
        return self._trail.pop() if self._trail else None
