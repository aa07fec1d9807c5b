"""Answers of a bill put into an assessment, once somebody answers for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.content.assessment_file import AssessmentFile
from advisor.content.names import choose_from, shown
from advisor.errors import Problem, UnusableInput
from advisor.evidence.propose import accepted
from advisor.model.assessment import Assessment
from advisor.model.bill_answers import Evidence, Proposal
from advisor.workflows.session_edits import with_answer

# Accepting ---------------------------------------------------------------------------------------


def chosen(found: Evidence, wanted: str) -> tuple[Proposal, ...]:
    """The proposals that ``--accept`` names: ``all``, or ids with commas.

    Raises:
        UnusableInput: with every name that is none.
    """
    if wanted.strip().lower() == "all":
        return found.proposals
    by_id = {each.id: each for each in found.proposals}
    names = [each.strip() for each in wanted.split(",") if each.strip()]
    problems = [
        Problem(
            "--accept",
            None,
            None,
            f"there is no proposal “{shown(name)}”",
            choose_from(name, list(by_id)) if by_id else "there are no proposals",
            "unknown-name",
        )
        for name in names
        if name not in by_id
    ]
    if problems:
        raise UnusableInput(problems)
    return tuple(by_id[name] for name in dict.fromkeys(names))


def with_accepted(assessment: Assessment, taken: Iterable[Proposal]) -> Assessment:
    """The assessment with these proposals as answers; all others stay as they are."""
    for each in taken:
        present = assessment.answer(each.question, each.workload)
        assessment = with_answer(assessment, each.question, each.workload, accepted(each, present))
    return assessment


def accept_into(file: AssessmentFile, taken: Sequence[Proposal]) -> None:
    """Write accepted proposals into a file, which keeps its comments and order.

    Raises:
        FileChanged: somebody else changed the file since it was read.
        CannotWrite: the system does not let us.
    """
    if taken:
        file.save(with_accepted(file.loaded.assessment, taken))


def stated_pairs(pairs: Iterable[str], assessment: Assessment | None) -> dict[str, str]:
    """What ``--map`` says: the name in the bill to the workload of the assessment.

    Raises:
        UnusableInput: with everything that is wrong with it.
    """
    found: dict[str, str] = {}
    problems: list[Problem] = []
    known = [each.id for each in assessment.workloads] if assessment is not None else []
    for pair in pairs:
        name, equals, workload = pair.rpartition("=")
        if not equals or not name.strip():
            hint = "write NAME-IN-BILL=WORKLOAD"
            problems.append(Problem("--map", None, None, f"“{shown(pair)}” is no pair", hint))
        elif workload.strip() not in known:
            message = f"the assessment has no workload “{shown(workload)}”"
            problems.append(Problem("--map", None, None, message, choose_from(workload.strip(), known)))
        else:
            found[name.strip()] = workload.strip()
    if problems:
        raise UnusableInput(problems)
    return found
