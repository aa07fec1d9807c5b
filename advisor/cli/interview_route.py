"""Which question the interview asks next: the next one of the file, or the one that settles most."""

from __future__ import annotations

from advisor.cli.asking_order import Order
from advisor.decision.next_question import next_questions
from advisor.decision.walk import Step, steps
from advisor.workflows.session import Session


class Route:
    """The way through an interview; knows where it has been."""

    def __init__(self, session: Session, order: Order) -> None:
        self.order = order
        self._session = session
        self._visited: list[Step] = []
        self._passed: set[tuple[str, str | None]] = set()

    @property
    def today_settled(self) -> bool:
        """Whether the open answers cannot change the advice for today, of any workload."""
        return self._session.recommendation.overall.decided

    @property
    def settled(self) -> bool:
        """Whether the open answers can change neither the advice for today nor the target of any workload."""
        return self._session.recommendation.overall.settled

    def begin(self) -> Step | None:
        """Where to begin or resume; None when nothing is left to ask."""
        if self.order is Order.INFORMATION:
            return next(iter(self.mattering()), None)
        return self._session.first_open()

    def after(self, step: Step) -> Step | None:
        """The question after this one; None at the end."""
        if self._visited[-1:] != [step]:
            self._visited.append(step)
        if self.order is Order.FILE:
            return self._session.following(step)
        # An empty line leaves a question open; it is not asked again until somebody goes there.
        self._passed.add(step.key)
        return next(iter(self.mattering()), None)

    def before(self, step: Step | None) -> Step | None:
        """The question before this one, or the last one; None at the start."""
        if self.order is Order.INFORMATION:
            if self._visited[-1:] == [step]:
                self._visited.pop()
            return self._visited.pop() if self._visited else None
        asked = self._session.steps()
        return self._session.preceding(step) if step else (asked[-1] if asked else None)

    def mattering(self) -> tuple[Step, ...]:
        """Questions nobody has dealt with that can still change the advice or the target, most telling first.

        Keeps to the quick interview's questions while that is the interview.
        """
        return self._mattering(quick=self._session.quick)

    def mattering_beyond(self) -> tuple[Step, ...]:
        """The same for the full interview, whichever is going on."""
        return self._mattering(quick=False)

    def _mattering(self, *, quick: bool) -> tuple[Step, ...]:
        if self.settled:
            return ()
        pack, assessment = self._session.pack, self._session.assessment
        known = {step.key for step in steps(pack, assessment, quick=quick)}
        return tuple(
            worth.step
            for worth in next_questions(pack, assessment, quick=quick)
            if worth.step.key in known
            and worth.step.key not in self._passed
            and self._session.answer_to(worth.step) is None
        )
