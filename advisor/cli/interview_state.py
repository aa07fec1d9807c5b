"""Where the plain interview stands: the question of now, the route, and what was last said of the advice."""

from __future__ import annotations

from advisor.cli import interview_text as text
from advisor.cli.asking_order import Order
from advisor.cli.interview_route import Route
from advisor.cli.interview_saving import saved
from advisor.cli.interview_talk import Talk
from advisor.cli.plain import clean, wrap
from advisor.decision.walk import Step
from advisor.workflows.session import Change, Session
from advisor.workflows.session_resting import resting


class InterviewState:
    """What the walk and the commands share; each change is saved and told here."""

    def __init__(self, session: Session, talk: Talk, order: Order) -> None:
        self.session = session
        self.talk = talk
        self.route = Route(session, order)
        self.step: Step | None = None
        """The question of now; None at the end of the route."""
        self.shown: Step | None = None
        """The question that was shown last; None to show the one of now again."""
        self.just_answered: Step | None = None
        self.offered = False
        """Whether the questions that remain at the end were offered already."""
        self._numbers: dict[tuple[str, str | None], int] = {}
        """The questions that were shown, numbered as they came."""
        self._section: tuple[str, str | None] | None = None
        self._advice = ""
        self._told = ""
        """What was last said to be settled."""

    def begin(self) -> None:
        """Take the first question, and the advice from which changes are told."""
        self.step = self.route.begin()
        self._advice = text.advice_line(self.session, self.talk.style)
        self.tell_settled()

    def take_route(self, order: Order) -> None:
        """Go on along another route, from its beginning."""
        self.route = Route(self.session, order)
        self._numbers.clear()
        self.step = self.route.begin()

    def answered(self) -> None:
        """The question of now has an answer: remember it for notes, and go on."""
        self.just_answered = self.step
        self.go_on()

    def go_on(self) -> None:
        """To the next question of the route; nowhere at its end."""
        if self.step is not None:
            self.step = self.route.after(self.step)

    def changed(self, change: Change, done: str = "Saved.") -> None:
        """Save, and tell what a change did to other answers and to the advice."""
        if self.save():
            self.talk.say(wrap(done))
        for steps, what in (
            (change.lapsed, "No longer counted, but kept"),
            (change.revived, "Counted again"),
        ):
            if steps:
                self.talk.say(wrap(f"{what}: {', '.join(clean(step.question.short) for step in steps)}."))
        if self.session.advice_withheld:
            return
        advice = text.advice_line(self.session, self.talk.style)
        if advice != self._advice:
            self.talk.say(wrap(f"Advice now: {advice}"))
            self._advice = advice
        self.tell_settled()

    def tell_settled(self) -> None:
        """Say once what the open answers cannot change; where that ends the interview, its end says so."""
        if self.session.advice_withheld:
            return
        overall = self.session.recommendation.overall
        told = text.settled_line(overall)
        ends = self.route.order is Order.INFORMATION and overall.settled
        if told and told != self._told and not ends and self.session.first_open() is not None:
            if overall.settled:
                told_now = [f"{told} It still sharpens scores and reports."]
                told_now += resting(self.session.pack, self.session.recommendation)
            else:
                told_now = [told]
            self.talk.say(wrap(" ".join(told_now)))
        self._told = told

    def save(self) -> bool:
        """Write what is not on disk yet; whether that worked."""
        return saved(self.session, self.talk.say)

    def stay_relevant(self) -> None:
        """Back to the beginning of the route where the question of now is not asked any more."""
        if self.step is not None and self.step not in self.session.steps():
            self.step = self.route.begin()

    def show(self, step: Step) -> None:
        """The question at a step, with the part of the interview that it opens."""
        self.shown = step
        section = (step.question.section, step.workload)
        if self.route.order is Order.FILE and section != self._section:
            self._section = section
            self.talk.say(text.section_lines(self.session, step))
        self.talk.say(text.question_lines(self.session, step, self._place(step)))

    def _place(self, step: Step) -> str:
        if self.route.order is Order.INFORMATION:
            return self._place_by_information(step)
        steps = self.session.steps()
        return f"{steps.index(step) + 1} of {len(steps)}" if step in steps else "outside this interview"

    def _place_by_information(self, step: Step) -> str:
        """As the questions came, since their numbers in the file say nothing here."""
        number = self._numbers.setdefault(step.key, len(self._numbers) + 1)
        mattering = self.route.mattering()
        most = len(self._numbers) + sum(each.key not in self._numbers for each in mattering)
        place = f"{number} of at most {most}"
        if self.route.settled:
            return place
        what = "target" if self.route.today_settled else "advice"
        return f"{place} ({len(mattering)} can still change the {what})"
