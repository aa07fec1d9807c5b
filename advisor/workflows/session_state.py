"""What a session knows and has done: the assessment as it is, the way back, the walk, the advice.

In what-if mode edits go to a scratch copy with a history of its own, until it is kept, which is one
edit of the assessment, or dropped. The file never sees the copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from advisor.decision import walk
from advisor.decision.next_question import next_questions
from advisor.decision.relevance import may_lapse
from advisor.model.assessment import AnswerState
from advisor.model.scenario_weights import Weights, reweighted, weights_between
from advisor.workflows.session_advice import Advice
from advisor.workflows.session_history import History

if TYPE_CHECKING:
    from advisor.decision.walk import Progress, Step
    from advisor.model.assessment import Answer, Assessment
    from advisor.model.glimpse import Glimpse
    from advisor.model.pack import Pack
    from advisor.model.recommendation import Recommendation


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did beyond the edit itself."""

    lapsed: tuple[Step, ...] = ()
    """Answers that are kept but count no more because of this edit."""
    revived: tuple[Step, ...] = ()
    """Answers that count again because of this edit."""


@dataclass(frozen=True, slots=True)
class _Present:
    """What is so, while something else is supposed."""

    pack: Pack
    assessment: Assessment
    history: History[tuple[Assessment, Pack]]
    recommendation: Recommendation


class SessionState:
    """An assessment in work, without its file."""

    def __init__(self, pack: Pack, assessment: Assessment, *, quick: bool = False) -> None:
        self.pack = pack
        """The pack by which things are counted: with other weights while such are supposed."""
        self.settles_first = False
        """Whether the interview asks what settles most before anything else."""
        self.advice_withheld = False
        """Whether the advice is left out because others vote on the same questions: it would lead them."""
        self._quick = False
        self._assessment = assessment
        self._history: History[tuple[Assessment, Pack]] = History()
        self._advice = Advice(pack)
        self._lapsed: tuple[Step, ...] | None = None
        self._progress: tuple[Assessment, bool, Progress] | None = None
        self._present: _Present | None = None
        self.set_quick(quick)

    @property
    def quick(self) -> bool:
        """Whether only the questions of the quick interview are asked."""
        return self._quick

    def set_quick(self, quick: bool) -> bool:
        """Ask fewer questions, or all of them; False, and all of them, when the pack has no quick ones."""
        possible = not quick or any(question.quick for question in self.pack.questions)
        self._quick = quick and possible
        return possible

    # What is known ---------------------------------------------------------------------------

    @property
    def assessment(self) -> Assessment:
        """The assessment as it is now, or as it is supposed to be."""
        return self._assessment

    @property
    def recommendation(self) -> Recommendation:
        """The advice for the assessment as it is now."""
        return self._advice.whole(self._assessment)

    @property
    def glimpse(self) -> Glimpse:
        """The advice without how it came about: much sooner there than the whole."""
        return self._advice.glimpse(self._assessment)

    def glimpse_first_at(self, workload: str | None) -> Glimpse:
        """The same where this workload's is up to date, and the others' may lag behind by an edit."""
        return self._advice.glimpse_first_at(self._assessment, workload)

    def has_answers(self, workload: str | None) -> bool:
        """Whether anything at all is known of the organisation, or of a workload (None: the first)."""
        every = self._assessment.workloads
        own = next((one for one in every if one.id == workload), every[0])
        given = (*self._assessment.answers.values(), *own.answers.values())
        return any(answer.state is AnswerState.ANSWERED for answer in given)

    @property
    def answered(self) -> bool:
        """Whether any question has an answer, if only that nobody knows."""
        return bool(self._assessment.answers) or any(one.answers for one in self._assessment.workloads)

    def telling(self, *, quick: bool | None = None) -> tuple[Step, ...]:
        """Open questions that can still change the advice or the target, most telling first.

        Takes some milliseconds.
        """
        asked = self._quick if quick is None else quick
        return tuple(one.step for one in next_questions(self.pack, self._assessment, quick=asked))

    @property
    def lapsed(self) -> tuple[Step, ...]:
        """Answers that are kept but do not count, because their questions are no longer relevant."""
        if self._lapsed is None:
            self._lapsed = walk.no_longer_relevant(self.pack, self._assessment)
        return self._lapsed

    def answer_to(self, step: Step) -> Answer | None:
        """The answer given at a step; None when not answered yet."""
        return self._assessment.answer(step.question.id, step.workload)

    def own_answer_to(self, step: Step) -> Answer | None:
        """The answer that is so, whatever is supposed."""
        return self._real.answer(step.question.id, step.workload)

    def steps(self) -> tuple[Step, ...]:
        """The relevant questions of this interview, in order."""
        return walk.steps(self.pack, self._assessment, quick=self._quick)

    def first_open(self) -> Step | None:
        """Where to go on; None when every question is dealt with."""
        return walk.first_open(self.pack, self._assessment, quick=self._quick)

    def resume(self) -> Step | None:
        """Where to go on in the order of this interview: as :meth:`first_open`, or what settles most."""
        if self.settles_first and not self.advice_withheld:
            first = next((step for step in self.telling() if self.answer_to(step) is None), None)
            if first is not None:
                return first
        return self.first_open()

    def following(self, step: Step) -> Step | None:
        """The step after this one; None after the last."""
        return walk.following(self.pack, self._assessment, step, quick=self._quick)

    def preceding(self, step: Step) -> Step | None:
        """The step before this one; None before the first."""
        return walk.preceding(self.pack, self._assessment, step, quick=self._quick)

    def progress(self) -> Progress:
        """How many questions are dealt with, in all and section by section."""
        made = self._progress
        if made is None or made[0] is not self._assessment or made[1] is not self._quick:
            progress = walk.progress(self.pack, self._assessment, quick=self._quick)
            made = self._progress = (self._assessment, self._quick, progress)
        return made[2]

    def workload_title(self, workload: str | None) -> str | None:
        """What people call a workload; None for the organisation."""
        return next((w.title or w.id for w in self._assessment.workloads if w.id == workload), None)

    # History ---------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether an edit was taken back and can be done again."""
        return self._history.can_redo

    def undo(self) -> bool:
        """Take the last edit back; False when there is none."""
        return self._stand(self._history.back((self._assessment, self.pack)))

    def redo(self) -> bool:
        """Do again what was taken back last; False when there is nothing."""
        return self._stand(self._history.forth((self._assessment, self.pack)))

    def _edit(self, assessment: Assessment, pack: Pack | None = None) -> Change:
        other = pack is not None and pack is not self.pack
        if assessment == self._assessment and not other:
            return Change()
        lapsed = self.lapsed
        self._leave()
        same = not may_lapse(self.pack, self._assessment, assessment)
        self._stand((assessment, pack or self.pack))
        if same:
            self._lapsed = lapsed
            return Change()
        before = {step.key: step for step in lapsed}
        after = {step.key: step for step in self.lapsed}
        return Change(
            lapsed=tuple(step for key, step in after.items() if key not in before),
            revived=tuple(
                step for key, step in before.items() if key not in after and self.answer_to(step) is not None
            ),
        )

    def _leave(self) -> None:
        """Remember how things are, for undo."""
        self._history.leave((self._assessment, self.pack))

    def _become(self, assessment: Assessment) -> None:
        self._stand((assessment, self.pack))

    def _stand(self, state: tuple[Assessment, Pack] | None) -> bool:
        if state is None:
            return False
        self._assessment, pack = state
        self._lapsed = None
        if pack is not self.pack:
            self.pack, self._advice, self._progress = pack, Advice(pack), None
        return True

    # What if ---------------------------------------------------------------------------------

    @property
    def supposing(self) -> bool:
        """Whether edits go to a scratch copy."""
        return self._present is not None

    @property
    def present(self) -> Recommendation | None:
        """The advice as it is, while something else is supposed; None otherwise."""
        return self._present.recommendation if self._present is not None else None

    @property
    def differs(self) -> bool:
        """Whether anything that is supposed differs from what is so."""
        present = self._present
        return present is not None and (
            present.assessment != self._assessment or present.pack is not self.pack
        )

    @property
    def own_pack(self) -> Pack:
        """The pack with its own weights, whatever is supposed."""
        return self._present.pack if self._present is not None else self.pack

    @property
    def own_assessment(self) -> Assessment:
        """The assessment as it is, whatever is supposed."""
        return self._real

    @property
    def supposed_weights(self) -> Weights:
        """The weights that are supposed to be others than the pack's."""
        return weights_between(self.own_pack, self.pack) if self.pack is not self.own_pack else {}

    def suppose(self) -> None:
        """From now on edits are for the sake of argument."""
        if self._present is None:
            self._present = _Present(self.pack, self._assessment, self._history, self.recommendation)
            self._history = History()

    def suppose_weights(self, weights: Weights) -> Change:
        """Suppose these weights instead of the pack's, all others being the pack's; part of undo.

        Raises:
            RuntimeError: nothing is supposed; the weights of the pack cannot be edited.
        """
        return self.suppose_all(self._assessment, reweighted(self.own_pack, weights))

    def suppose_all(self, assessment: Assessment, pack: Pack) -> Change:
        """Suppose a whole scenario, as one edit that can be undone.

        Raises:
            RuntimeError: nothing is supposed.
        """
        if self._present is None:
            raise RuntimeError("only while something is supposed")
        same = not weights_between(self.pack, pack)
        return self._edit(assessment, self.pack if same else pack)

    def keep_supposed(self) -> Change:
        """What is supposed becomes so, as one edit that can be undone; weights stay the pack's."""
        supposed = self._assessment
        self.drop_supposed()
        return self._edit(supposed)

    def drop_supposed(self) -> None:
        """Back to what is so."""
        if self._present is not None:
            present, self._present = self._present, None
            self._history = present.history
            self._stand((present.assessment, present.pack))

    @property
    def _real(self) -> Assessment:
        """What is so; the only thing that may get into the file."""
        return self._present.assessment if self._present is not None else self._assessment
