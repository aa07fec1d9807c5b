"""What the room agrees on: the answer, why, and who does not share it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input, Static

from advisor.errors import UnusableInput
from advisor.model.provenance import Dissent
from advisor.model.question import QuestionType
from advisor.tui.dialogs.base import Dialog, button
from advisor.tui.widgets.drawing import said
from advisor.tui.widgets.option_list import AnswerOptions
from advisor.tui.widgets.question_card import NOT_APPLICABLE, UNKNOWN, choices_of, chosen_of
from advisor.workflows.session_edits import InvalidEntry, chosen, not_applicable, numbered, unknown, written
from advisor.workflows.workshop_people import somebody

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from advisor.model.answer import Answer
    from advisor.model.question import Question
    from advisor.workflows.workshop import Room


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was typed and chosen."""

    answer: Answer
    rationale: str | None
    dissent: tuple[Dissent, ...]


class AgreeDialog(Dialog[Agreement]):
    """Begins with the answer that the votes suggest, or the one agreed before."""

    AUTO_FOCUS = "#ways"
    DEFAULT_CSS = """
    AgreeDialog > .dialog { width: 96; }
    AgreeDialog #ways { margin: 0 0 1 0; }
    """

    def __init__(
        self,
        question: Question,
        room: Room,
        suggested: Answer | None,
        rationale: str = "",
        dissent: tuple[Dissent, ...] = (),
    ) -> None:
        super().__init__()
        self._question = question
        self._room = room
        self._suggested = suggested
        self._rationale = rationale
        self._dissent = dissent
        self._picked = set(chosen_of(suggested))

    def title_text(self) -> str:
        """Names the question."""
        return f"What you agree on: {self._question.short}"

    def compose_body(self) -> ComposeResult:
        """Answer, reason, dissent."""
        question = self._question
        if question.number is not None or question.type is QuestionType.TEXT:
            value = self._suggested
            shown = (
                "" if value is None else str(value.number if value.number is not None else value.text or "")
            )
            unit = question.number.unit if question.number else "a few words"
            yield Static(said(f"The answer ({unit})", "bold"))
            yield Input(shown, id="value", placeholder="or choose below")
        yield AnswerOptions(id="ways")
        yield Static(said("Because", "bold"))
        yield Input(self._rationale, id="rationale", placeholder="what convinced the room")
        yield Static(said("Who does not share it, and why", "bold"))
        named = [(self._room.names.get(each.who, each.who), each.why) for each in self._dissent]
        told = "; ".join(f"{who}: {why}" if why else who for who, why in named)
        yield Input(told, id="dissent", placeholder="Anna: the team is too new; Bo")
        yield Static("", id="wrong", classes="dialog-wrong")

    def compose_buttons(self) -> ComposeResult:
        """Cancel and agree."""
        yield button("Cancel", "cancel")
        yield button("Agree", "agree", primary=True)

    def on_mount(self) -> None:
        """Fill the list."""
        ways = self.query_one(AnswerOptions)
        several = self._question.type is QuestionType.MULTIPLE
        # Labels only: the room has the question before it, and reason and dissent should stay in sight.
        choices = [replace(each, detail=None) for each in choices_of(self._question, None)]
        ways.put(choices, frozenset(self._picked), several=several)

    def on_key(self, event: events.Key) -> None:
        """Number keys choose while no field is typed in."""
        if isinstance(self.focused, Input):
            return
        way = self.query_one(AnswerOptions).key_of(event.key)
        if way is not None:
            event.stop()
            self._pick(way)

    def on_answer_options_picked(self, message: AnswerOptions.Picked) -> None:
        """Chosen with space or mouse."""
        self._pick(message.choice)

    def on_answer_options_confirmed(self, message: AnswerOptions.Confirmed) -> None:
        """Enter chooses and goes on to the reason."""
        if message.choice not in self._picked:
            self._pick(message.choice)
        self.query_one("#rationale", Input).focus()

    def _pick(self, way: str) -> None:
        several = self._question.type is QuestionType.MULTIPLE and way not in {UNKNOWN, NOT_APPLICABLE}
        if several:
            self._picked -= {UNKNOWN, NOT_APPLICABLE}
            self._picked ^= {way}
        else:
            self._picked = {way}
        ways = self.query_one(AnswerOptions)
        ways.point_at(way)
        ways.mark(frozenset(self._picked))
        for field in self.query("#value").results(Input):
            field.value = ""

    def on_input_changed(self, event: Input.Changed) -> None:
        """A typed answer takes the place of a chosen one."""
        event.stop()
        if event.input.id == "value" and event.value:
            self._picked.clear()
            self.query_one(AnswerOptions).mark(frozenset())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and from the last one agrees."""
        event.stop()
        following = {"value": "#rationale", "rationale": "#dissent"}.get(event.input.id or "")
        if following:
            self.query_one(following, Input).focus()
        else:
            self._take()

    def pressed(self, _button_id: str) -> None:
        """Agree by mouse."""
        self._take()

    def _take(self) -> None:
        rationale = self.query_one("#rationale", Input).value.strip()
        try:
            answer = self._answer(rationale)
            dissent = self._dissent_of_people()
        except InvalidEntry as error:
            wrong = self.query_one("#wrong", Static)
            wrong.update(said(f"✗ {error}"))
            wrong.scroll_visible(animate=False)
            return
        self.dismiss(Agreement(answer, rationale or None, dissent))

    def _dissent_of_people(self) -> tuple[Dissent, ...]:
        """Dissent with the ids of who takes part; a name that nobody has is told, with the nearest."""
        found = dissent_in(self.query_one("#dissent", Input).value)
        try:
            return tuple(each.model_copy(update={"who": somebody(self._room, each.who)}) for each in found)
        except UnusableInput as error:
            problem = error.problems[0]
            hint = f"; {problem.hint}" if problem.hint else ""
            self.query_one("#dissent", Input).focus()
            raise InvalidEntry(f"{problem.message[:1].upper()}{problem.message[1:]}{hint}") from error

    def _answer(self, rationale: str) -> Answer:
        question = self._question
        typed = next((field.value.strip() for field in self.query("#value").results(Input)), "")
        if typed:
            return numbered(question, typed, None) if question.number else written(typed, None)
        if UNKNOWN in self._picked:
            return unknown(None)
        if NOT_APPLICABLE in self._picked:
            if not rationale:
                raise InvalidEntry("Say under “Because” why it does not apply.")
            return not_applicable(rationale, None)
        if not self._picked:
            raise InvalidEntry("Choose the answer first.")
        return chosen(question, self._picked, None)


def dissent_in(text: str) -> tuple[Dissent, ...]:
    """Dissent as it is typed: ``Anna: the team is too new; Bo``."""
    found = []
    for part in text.split(";"):
        who, _, why = (piece.strip() for piece in part.partition(":"))
        if who:
            found.append(Dissent(who=who, why=why or None))
    return tuple(found)
