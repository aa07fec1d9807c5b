"""What the screen of the bill does with the answers that it proposes: accepts, rejects, edits, takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.bill_answers import Verdict
from advisor.tui.bills import acceptable, rests_on, step_of
from advisor.tui.widgets.bill_proposals import ProposalList, Stand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.assessment import Answer
    from advisor.model.bill_answers import Proposal

from advisor.tui.screens.bill_opening import BillOpening

BY_HAND = "answered otherwise by hand"


class BillAnswering(BillOpening):
    """The actions on answers; what it looks like is the subclass's business."""

    def _current(self) -> Proposal | None:
        shown = self.query_one(ProposalList).current
        return shown.proposal if shown is not None else None

    def _present(self, proposal: Proposal) -> Answer | None:
        return self.session.assessment.answer(proposal.question, proposal.workload)

    def _give(self, answers: Sequence[tuple[Proposal, Answer]]) -> None:
        for each, _ in answers:
            self.memory.admit(each.id)
        change = self.session.answer_all((step_of(self.session, each), answer) for each, answer in answers)
        self.advisor.edited(change)
        self.session_changed()

    def action_accept(self) -> None:
        """The proposal becomes the answer, with the bill as its evidence."""
        each = self._current()
        if each is None:
            return
        present = self._present(each)
        if rests_on(present, each) and each.verdict is Verdict.AGREES:
            self.notify("It is accepted already; ^z takes it back.", markup=False)
            return
        from advisor.evidence.propose import accepted

        replaced = each.present if each.verdict in (Verdict.DIFFERS, Verdict.CONTRADICTS) else None
        self._give([(each, accepted(each, present))])
        if replaced is not None:
            self.notify(f"“{each.label}” replaces “{replaced}”. ^z takes it back.", markup=False)
        self._on_to_next()

    def _on_to_next(self) -> None:
        """To the next proposal that is not decided on."""
        listed = self.query_one(ProposalList)
        here = listed.current
        if here is None:
            return
        at = listed.shown.index(here)
        order = [*range(at + 1, len(listed.shown)), *range(at)]
        following = next((n for n in order if listed.shown[n].stand is Stand.OPEN), None)
        if following is not None:
            listed.point_at(following)

    def action_reject(self) -> None:
        """Leave the answer as it is; again: think again."""
        each = self._current()
        if each is None:
            return
        if rests_on(self._present(each), each):
            self.notify("It is an answer already: ^z takes it back, e answers otherwise.", markup=False)
            return
        refused = self.memory.is_refused(each.id)
        if refused:
            self.memory.admit(each.id)
        else:
            self.memory.refuse(each.id, self.session.assessment)
        self.session_changed()
        if not refused:
            self._on_to_next()

    def action_accept_all(self) -> None:
        """Everything that is not decided on; what would replace an answer is counted first."""
        found = self.found()
        open_ = acceptable(found.proposals, self.memory, self.session) if found is not None else ()
        if not open_:
            self.notify("Every proposal is decided on.", markup=False)
            return
        against = [each for each in open_ if each.verdict in (Verdict.DIFFERS, Verdict.CONTRADICTS)]
        rest = [each for each in open_ if each not in against]
        if not against:
            self._accept(open_)
            return
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        def take(way: str | None) -> None:
            if way is not None:
                self._accept(open_ if way == "all" else rest)

        names = "; ".join(
            f"{self.session.pack.question_by_id[each.question].short}: “{each.present}” → “{each.label}”"
            for each in against[:4]
        )
        more = f" and {len(against) - 4} more" if len(against) > 4 else ""
        ways = [Way("all", f"All {len(open_)}", f"Replaces {_answers(len(against))}.")]
        if rest:
            ways.insert(
                0,
                Way(
                    "rest",
                    f"The {len(rest)} that replace none",
                    "Also those that agree: they get the bill as their evidence.",
                ),
            )
        self.app.push_screen(ChooseDialog("Accept all proposals?", f"{names}{more}.", ways), take)

    def _accept(self, proposals: Sequence[Proposal]) -> None:
        from advisor.evidence.propose import accepted

        self._give([(each, accepted(each, self._present(each))) for each in proposals])
        self.notify(f"{_answers(len(proposals)).capitalize()} accepted. ^z takes them back.", markup=False)

    def action_edit(self) -> None:
        """Another answer, with the bill as its evidence all the same."""
        each = self._current()
        if each is None:
            return
        question = step_of(self.session, each).question
        title = f"{question.short}: your answer"
        text = f"{question.ask}\nThe bill speaks for: {each.label} ({each.bounds})."
        if question.number is not None:
            from advisor.tui.dialogs.prompt import PromptDialog

            present = self._present(each)
            typed = present.number if present is not None else None
            dialog = PromptDialog(
                title,
                text,
                value=f"{typed:f}" if typed is not None else f"{each.number:f}" if each.number else "",
                missing=f"Type a number of {question.number.unit}.",
            )
            self.app.push_screen(dialog, lambda words: self._otherwise(each, number=words))
            return
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        ways = [
            Way(option.id, option.label, "What the bill speaks for." if option.id == each.option else None)
            for option in question.options
        ]
        present = self._present(each)
        current = present.choice if present is not None else None
        self.app.push_screen(
            ChooseDialog(title, text, ways, current), lambda option: self._otherwise(each, option=option)
        )

    def _otherwise(self, each: Proposal, *, option: str | None = None, number: str | None = None) -> None:
        from advisor.workflows.session_edits import InvalidEntry, chosen, numbered

        if option is None and number is None:
            return
        if option is not None and option == each.option:
            self.action_accept()
            return
        question, present = step_of(self.session, each).question, self._present(each)
        try:
            answer = (
                chosen(question, [option], present)
                if option is not None
                else numbered(question, number or "", present)
            )
        except InvalidEntry as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        evidence = f"{each.evidence}; {BY_HAND}"
        self._give([(each, answer.model_copy(update={"evidence": evidence}))])
        self._on_to_next()

    def action_question(self) -> None:
        """To the question in the interview; B comes back."""
        each = self._current()
        if each is not None:
            self.advisor.go_to_step(step_of(self.session, each))

    def action_match(self) -> None:
        """Say which AI workload of the bill is which of the assessment."""
        from advisor.tui.dialogs.choose import ChooseDialog, Way

        found = self.found()
        picture = found.bill.main if found is not None else None
        if found is None or picture is None:
            return
        names = [*self.memory.stated, *(each for each in found.unmatched if each not in self.memory.stated)]

        def take_name(at: str | None) -> None:
            if at is None:
                return
            name = names[int(at)]
            ways = [Way(each.id, each.title or each.id) for each in self.session.assessment.workloads]
            ways.append(Way("@none", "None of them"))
            dialog = ChooseDialog(f"“{name}” is …", "", ways, self.memory.stated.get(name))
            self.app.push_screen(dialog, lambda workload: take_workload(name, workload))

        def take_workload(name: str, workload: str | None) -> None:
            if workload is not None:
                self.memory.match(name, None if workload == "@none" else workload, self.session.assessment)
                self.session_changed()

        costs = {each.name: each.cost.effective for each in picture.workloads}
        ways = [
            Way(str(at), name, f"{costs[name]:,.0f} {picture.currency}" if name in costs else None)
            for at, name in enumerate(names)
        ]
        text = "Then the bill speaks for that workload's answers, too."
        self.app.push_screen(ChooseDialog("Which AI workload of the bill?", text, ways), take_name)

    def undo_step(self) -> None:
        """Take the last step back: a mapping, a rejection or an edit."""
        if self.memory.undo(self.session):
            self.session_changed()
        elif self.session.undo():
            self.advisor.refresh_session()
            self.advisor.save_soon()
        else:
            self.notify("There is nothing to undo.", markup=False)


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"
