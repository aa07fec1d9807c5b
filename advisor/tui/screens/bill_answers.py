"""What the screen of the bill does: reads in a thread, accepts, rejects, edits, takes back."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.errors import AdvisorError, MissingExtra, UnusableInput
from advisor.model.bill_answers import Verdict
from advisor.tui.bills import acceptable, bill_memory, demo_bills, rests_on, step_of
from advisor.tui.screens.workspace import WorkspaceScreen
from advisor.tui.widgets.bill_proposals import ProposalList, Stand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.model.assessment import Answer
    from advisor.model.bill import Bill
    from advisor.model.bill_answers import Evidence, Proposal
    from advisor.tui.bills import BillMemory
    from advisor.tui.dialogs.bill_open import BillWish
    from advisor.workflows.session import Session

BY_HAND = "answered otherwise by hand"


class _Stopped(AdvisorError):
    """Somebody cancelled."""


class BillAnswering(WorkspaceScreen):
    """The actions; what it looks like is the subclass's business."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._stop = threading.Event()
        self._unable: str | None = None

    @property
    def memory(self) -> BillMemory:
        """What is known of the bill."""
        return bill_memory(self.session)

    def found(self) -> Evidence | None:
        """The bill beside the answers as they are now."""
        return self.memory.evidence(self.session)

    def show_reading(self, names: str | None) -> None:
        """Say that a bill is being read."""

    def say_reading(self, done: float, what: str) -> None:
        """How far it is."""

    def bill_folder(self) -> Path:
        """Where to look for bills first."""
        return Path()

    # Reading ---------------------------------------------------------------------------------

    def unable(self) -> str:
        """Why no bill can be read here; empty when one can."""
        if self._unable is None:
            from advisor.workflows.evidence import rules_for

            try:
                rules_for(self.session.pack)
            except UnusableInput as error:
                each = error.problems[0]
                self._unable = f"No bill can be read: {each.message}. {each.hint or ''}".strip()
            else:
                self._unable = ""
        return self._unable

    def demo(self) -> Path | None:
        """The bill that comes with the pack."""
        return next(iter(demo_bills(self.session)), None)

    def begin(self, way: str) -> None:
        """From the empty screen: open a bill of one's own, or the demo."""
        demo = self.demo()
        if way == "demo" and demo is not None:
            self._read((str(demo),), None, own=True)
        else:
            self.action_open()

    def action_open(self) -> None:
        """Ask for files, and read them."""
        if self.unable():
            self.notify(self.unable(), severity="warning", markup=False)
            return
        from advisor.tui.dialogs.bill_open import BillDialog

        def take(wish: BillWish | None) -> None:
            if wish is not None:
                self._read(wish.named, wish.forecast)

        self.app.push_screen(BillDialog(self.bill_folder()), take)

    def _read(self, named: tuple[str, ...], forecast: str | None, *, own: bool = False) -> None:
        """Read in a thread. ``own``: what comes with the program, which lies outside of a served folder."""
        self._stop = stop = threading.Event()
        names = ", ".join(Path(each).name or each for each in named)
        self.show_reading(names)

        def told(done: float, what: str) -> None:
            if stop.is_set():
                raise _Stopped("cancelled")
            self.app.call_from_thread(self.say_reading, done, what)

        def read() -> None:
            from advisor.evidence.sources import found_files
            from advisor.workflows.evidence import forecast_of, read_bill, rules_for
            from advisor.workflows.inside import place

            problem: AdvisorError | None = None
            bill: Bill | None = None
            try:
                rules, expected = rules_for(self.session.pack), forecast_of(forecast)
                # The engine opens files by itself: each is judged before it does.
                for each in found_files(named) if not own else ():
                    place(str(each.path))
                bill = read_bill(named, rules, forecast=expected, told=told)
            except _Stopped:
                return
            except AdvisorError as error:
                problem = error
            except OSError as error:
                problem = AdvisorError(f"{error.filename or names}: {error.strerror or error}")
            if not stop.is_set():
                self.app.call_from_thread(self._took, named, bill, problem)

        self.run_worker(read, thread=True, group="bill", exclusive=True)

    def _took(self, named: tuple[str, ...], bill: Bill | None, problem: AdvisorError | None) -> None:
        if not self.is_attached:
            return
        if bill is not None:
            self.memory.take(bill, named)
        self.show_reading(None)
        if isinstance(problem, UnusableInput):
            self.advisor.show_problems("The bill cannot be read", problem.problems)
        elif isinstance(problem, MissingExtra):
            self.notify(str(problem), title="Not read", severity="error", timeout=20, markup=False)
        elif problem is not None:
            self.notify(str(problem), title="Not read", severity="error", markup=False)

    def action_stop(self) -> None:
        """Cancel reading; what was open before stays."""
        self._stop.set()
        self.workers.cancel_group(self, "bill")
        self.show_reading(None)
        self.notify("Cancelled: nothing was read.", markup=False)

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._stop.set()

    # Answers ---------------------------------------------------------------------------------

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
