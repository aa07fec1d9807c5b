"""The bill that lies beside a session: what it says of the answers as they are now, and what was refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from advisor.decision.walk import Step
from advisor.model.bill_answers import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from advisor.model.assessment import Answer, Assessment
    from advisor.model.bill import Bill
    from advisor.model.bill_answers import Evidence, Proposal
    from advisor.model.evidence_rules import EvidenceRules
    from advisor.workflows.session import Session

BILLS = "bills"
"""Folder of the bills that come with a pack, among its examples."""


@dataclass(eq=False)
class BillMemory:
    """What a session's screen of the bill was left at. A bill is never written into the assessment."""

    bill: Bill | None = None
    named: tuple[str, ...] = ()
    """Files, folders and globs as they were named."""
    stated: dict[str, str] = field(default_factory=dict)
    """Workload of the bill, by name, to the one of the assessment that it is."""
    refused: list[tuple[str, Assessment]] = field(default_factory=list)
    """Ids of proposals that were rejected, each with the answers as they were then, so that undo takes
    rejections and edits back in their order."""
    mapped: list[tuple[dict[str, str], Assessment, int]] = field(default_factory=list)
    """What was stated before each mapping, with the answers and the number of rejections as they were."""
    at: str | None = None
    """Proposal that the cursor is on."""
    side: str = "answers"
    _found: tuple[Assessment, Evidence] | None = None
    _rules: EvidenceRules | None = None
    """Those that the bill was read by, for as long as it lies here."""

    def take(self, bill: Bill, named: tuple[str, ...]) -> None:
        """Another bill; what was refused was refused of the one before."""
        self.bill, self.named, self._found, self._rules = bill, named, None, None
        self.refused.clear()
        self.mapped.clear()
        self.at = None

    def match(self, name: str, workload: str | None, assessment: Assessment) -> None:
        """Say which workload of the assessment one of the bill is; None: none of them."""
        self.mapped.append((dict(self.stated), assessment, len(self.refused)))
        self.stated.pop(name, None)
        if workload is not None:
            self.stated[name] = workload
        self._found = None

    def evidence(self, session: Session) -> Evidence | None:
        """The bill beside the answers as they are now; None without a bill."""
        if self.bill is None:
            return None
        if self._found is None or self._found[0] is not session.assessment:
            from advisor.workflows.evidence import evidence, rules_for

            if self._rules is None:
                self._rules = rules_for(session.pack)
            rules, assessment = self._rules, session.assessment
            known = {each.id for each in assessment.workloads}
            picture = self.bill.main
            named = {each for one in picture.workloads for each in (one.id, one.name)} if picture else set()
            stated = {
                name: workload
                for name, workload in self.stated.items()
                if workload in known and name in named
            }
            self._found = (assessment, evidence(self.bill, session.pack, rules, assessment, stated))
        return self._found[1]

    def is_refused(self, proposal: str) -> bool:
        """Whether a proposal was rejected."""
        return any(each == proposal for each, _ in self.refused)

    def refuse(self, proposal: str, assessment: Assessment) -> None:
        """Reject a proposal."""
        self.admit(proposal)
        self.refused.append((proposal, assessment))

    def admit(self, proposal: str) -> None:
        """Take a rejection back."""
        self.refused = [each for each in self.refused if each[0] != proposal]

    def undo(self, session: Session) -> bool:
        """Take the last mapping or rejection back, where no edit came after it."""
        if self.mapped and self.mapped[-1][1] is session.assessment:
            before, _, refused = self.mapped[-1]
            if len(self.refused) <= refused:
                self.mapped.pop()
                self.stated, self._found = before, None
                return True
        if self.refused and self.refused[-1][1] is session.assessment:
            self.refused.pop()
            return True
        return False


_LAST: WeakKeyDictionary[Session, BillMemory] = WeakKeyDictionary()


def bill_memory(session: Session) -> BillMemory:
    """What a session knows of a bill."""
    return _LAST.setdefault(session, BillMemory())


def has_bill(session: Session) -> bool:
    """Whether a bill was looked at in this session."""
    memory = _LAST.get(session)
    return memory is not None and memory.bill is not None


def bill_evidence(session: Session) -> Evidence | None:
    """The bill beside the answers; None where none was looked at."""
    memory = _LAST.get(session)
    return memory.evidence(session) if memory is not None else None


def contradiction(session: Session, step: Step) -> str:
    """What the bill says against the answer to a question; empty when it says nothing against it."""
    found = bill_evidence(session)
    for each in found.proposals if found is not None else ():
        if (each.question, each.workload) == step.key and each.verdict is Verdict.CONTRADICTS:
            return f"The bill shows otherwise: {each.label}. {each.warning or ''} B shows it.".replace(
                "  ", " "
            )
    return ""


def step_of(session: Session, proposal: Proposal) -> Step:
    """The question that a proposal answers."""
    return Step(session.pack.question_by_id[proposal.question], proposal.workload)


def rests_on(answer: Answer | None, proposal: Proposal) -> bool:
    """Whether an answer names a proposal as its evidence."""
    return answer is not None and proposal.evidence in (answer.evidence or "")


def acceptable(proposals: Iterable[Proposal], memory: BillMemory, session: Session) -> tuple[Proposal, ...]:
    """Proposals that are still to be decided on."""
    return tuple(
        each
        for each in proposals
        if not memory.is_refused(each.id)
        and not rests_on(session.assessment.answer(each.question, each.workload), each)
    )


def demo_bills(session: Session) -> tuple[Path, ...]:
    """The bills that come with the pack: the one of this assessment first, when it has one."""
    from advisor.content.examples import FOLDER
    from advisor.content.packs import folder_of

    folder = folder_of(session.pack)
    shelf = folder / FOLDER / BILLS if folder is not None else None
    if shelf is None or not shelf.is_dir():
        return ()
    own = f"{session.assessment.id}."
    return tuple(
        sorted(
            (each for each in shelf.iterdir() if each.is_file() and not each.name.startswith(".")),
            key=lambda each: (not each.name.startswith(own), each.name),
        )
    )
