"""The way from the model of today to the target: which answers must change, and to what."""

from __future__ import annotations

from textual.content import Content

from advisor.decision.practices import PracticeAdvice
from advisor.decision.roadmap import ExitCriterion, WorkloadPath
from advisor.model.pack import Pack
from advisor.model.recommendation import WorkloadRecommendation
from advisor.tui.widgets.drawing import MUTED, STRONG, Lines, heading, joined, one_line, said, wrapped
from advisor.tui.widgets.naming import full_name, question_name
from advisor.tui.widgets.workload_drawing import WorkloadDrawing

_FEW = 5


class PathView(WorkloadDrawing):
    """One workload's path with its exit criteria."""

    def __init__(self, pack: Pack, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(pack, id=id, classes=classes)
        self._path: WorkloadPath | None = None
        self._practices: tuple[PracticeAdvice, ...] = ()

    def show_path(
        self,
        workload: WorkloadRecommendation,
        path: WorkloadPath | None,
        practices: tuple[PracticeAdvice, ...] = (),
    ) -> None:
        """Shows a path and what is worth taking up on it; None while it is not known yet."""
        self._shown, self._path, self._practices = workload, path, practices
        self.redraw()

    def lines(self, workload: WorkloadRecommendation, width: int) -> Lines:
        """From, to, and the answers in between."""
        if workload.model is None:
            text = (
                "No model is admissible, so there is no path. First settle the gates that collide: see Why."
            )
            return wrapped(text, width)
        path = self._path
        if path is None:
            return [said("Looking for the shortest path …", MUTED)]
        settled = path.target is None or path.now == path.target
        title = full_name(self.pack, path.now)
        target = full_name(self.pack, path.target)
        title = f"✓ {title}, now and as the target" if settled else f"{title} → {target}"
        blocks = [[one_line(title, width, STRONG), *wrapped(path.reason, width)]]
        if path.steps:
            blocks.append([heading(counted(path.steps))])
            blocks[-1] += [
                line for number, step in enumerate(path.steps, 1) for line in self._step(number, step, width)
            ]
        if not path.reachable:
            blocks.append(
                wrapped("There is no way there by these answers alone.", width, "$text-warning", 2, "!")
            )
        return joined([*blocks, self._worth(width)])

    def _worth(self, width: int) -> Lines:
        lines = [heading("Worth taking up next")] if self._practices else []
        for number, advice in enumerate(self._practices[:_FEW], 1):
            practice = advice.practice
            name = Content.assemble(said(practice.title, STRONG), said(f"  {practice.effort.value}", MUTED))
            lines += wrapped(name, width, indent=4, first=f"{number:>2}.")
            lines += wrapped(practice.first_step, width, indent=4)
        if len(self._practices) > _FEW:
            lines += wrapped(f"{len(self._practices) - _FEW} more are in the report.", width, MUTED, indent=4)
        return lines

    def _step(self, number: int, step: ExitCriterion, width: int) -> Lines:
        dimension = self.pack.rules.dimensions.get(step.dimension) if step.dimension else None
        name = Content.assemble(
            said(question_name(self.pack, step.question), STRONG),
            said(f"  {dimension.title}" if dimension else "", MUTED),
        )
        lines = wrapped(name, width, indent=4, first=f"{number:>2}.")
        lines += wrapped(f"from  {step.from_label or 'not answered'}", width, MUTED, indent=4)
        lead = "for example" if step.presumed else "to "
        return lines + wrapped(f"{lead} → {step.to_label}", width, indent=4)


def counted(steps: tuple[ExitCriterion, ...]) -> str:
    """``4 answers that must change, in 6 steps``; open ones to settle are told apart."""
    climb = [step for step in steps if not step.presumed]
    answers = len({(step.question, step.workload) for step in climb})
    settle = len(steps) - len(climb)
    told = f"{_answers(answers)} that must change"
    if len(climb) > answers:
        told += f", in {len(climb)} steps"
    if not settle:
        return told
    first = f"{settle} open {'answer' if settle == 1 else 'answers'} to settle first"
    return f"{first}, then {told}" if climb else first


def _answers(count: int) -> str:
    return f"{count} {'answer' if count == 1 else 'answers'}"
