"""A small pack and hand-made results: what the result widgets are shown in tests.

They do not depend on the bundled pack, so a change of its words never moves a pinned picture.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

from advisor.errors import Problem
from advisor.model.assessment import Assessment
from advisor.model.pack import Pack
from advisor.model.recommendation import Recommendation
from advisor.tui import app as app_module
from advisor.tui.hub import Hub
from advisor.tui.themes import DARK, LIGHT

OUTCOMES = ("fully_managed", "partially_managed", "self_managed")

_PROSE = {
    "fully_managed": ("crawl", "Fully managed", "Rent the model and let the provider run everything."),
    "partially_managed": ("walk", "Partially managed", "Rent the platform, run and tune the workload."),
    "self_managed": ("run", "Self-managed", "Own or reserve the hardware and run all of it."),
}

_FRAMEWORK = {
    "stage": ("Stage", "Beginning, first adoption", "Scaling AI workloads", "Enterprise-wide AI"),
    "model": (
        "AI infrastructure model",
        "Fully managed services behind an interface",
        "Managed platforms on which you choose the machines",
        "Own clusters or machines dedicated to you",
    ),
    "readiness": (
        "Technical readiness",
        "Low: the point is to adopt AI, with as little infrastructure as possible",
        "Medium: some platform and ML engineering skill is there",
        "High: people who run infrastructure and AI workloads in depth",
    ),
    "finops": (
        "FinOps maturity",
        "Costs are visible, paid as you go, hardly optimised",
        "Costs are watched, workloads and machine sizes are tuned",
        "CapEx is weighed against OpEx with cost models of your own",
    ),
    "use_cases": (
        "Use cases",
        "Experiments and proofs of concept",
        "Growing workloads",
        "Mission-critical AI",
    ),
    "cost": (
        "Cost considerations",
        "High cost per unit, little work to run",
        "A balance that asks for hands-on cost control",
        "High cost up front, lower in the long run if well used",
    ),
    "performance": ("Performance", "Scales by itself, little to tune", "Choice of machines", "Full control"),
    "security": (
        "Security and compliance",
        "The provider secures it",
        "Shared duties, policies are yours to write",
        "All of security and privacy in your own hands",
    ),
}

_QUESTIONS = (
    ("operations_team", "Operations team", "organisation", "technical_readiness"),
    ("gpu_experience", "GPU experience", "organisation", "technical_readiness"),
    ("incident_practice", "Incident practice", "organisation", "technical_readiness"),
    ("cost_visibility", "Cost visibility", "organisation", "finops_maturity"),
    ("allocation", "Cost allocation", "organisation", "finops_maturity"),
    ("processing_limits", "Limits on processing", "organisation", "compliance_needs"),
    ("audit_duties", "Audit duties", "organisation", "compliance_needs"),
    ("load_shape", "Shape of the load", "workload", "workload_stability"),
    ("volume", "Requests a day", "workload", "workload_stability"),
)

_DIMENSIONS = {
    "technical_readiness": ("Technical readiness", "capability", 40, 70),
    "finops_maturity": ("FinOps maturity", "capability", 40, 70),
    "compliance_needs": ("Compliance needs", "need", 35, 70),
    "workload_stability": ("Workload stability", "need", 45, 75),
}


def _question(id_: str, short: str, scope: str) -> dict[str, Any]:
    labels = ("Nobody yet", "Shared with other duties", "A team of its own")
    return {
        "id": id_,
        "section": "all",
        "scope": scope,
        "type": "single",
        "ask": f"How do things stand with this: {short.lower()}?",
        "short": short,
        "why": "It changes what the team can run.",
        "evidence": "Ask to see the rota.",
        "options": [
            {"id": f"option_{level}", "label": label, "level": level} for level, label in enumerate(labels)
        ],
    }


def _infrastructure() -> dict[str, Any]:
    return {
        "title": "Infrastructure model",
        "question": "On what should this workload run?",
        "outcomes": list(OUTCOMES),
        "labels": {id_: title for id_, (_, title, _) in _PROSE.items()},
        "gates": [
            {
                "id": "own_operators_only",
                "when": {"answer": {"question": "processing_limits", "is": ["option_2"]}},
                "exclude": ["fully_managed"],
                "reason": "The written rule lets only your own staff run the systems that hold this data.",
            }
        ],
        "otherwise": {"now": "fully_managed", "reason": "Nothing asks for more."},
    }


def _family() -> dict[str, Any]:
    return {
        "title": "Model family",
        "question": "Which kind of model does the task need?",
        "outcomes": ["traditional_ml", "llm"],
        "ordered": False,
        "labels": {"traditional_ml": "Traditional machine learning", "llm": "Large language model"},
        "otherwise": {"now": "llm", "reason": "The task is free text."},
    }


def _kpi() -> dict[str, Any]:
    return {
        "id": "cost_per_inference",
        "title": "Cost per inference",
        "definition": "What one answer of the model costs, everything counted.",
        "formula": "all costs of serving / number of inferences",
        "unit": "EUR",
        "direction": "lower",
        "measure": {"how": "Divide the bill by the counter.", "where": "Billing export"},
        "expectation": {
            model: f"As expected when {label.lower()}" for model, (_, label, _) in _PROSE.items()
        },
        "owner": "finance",
        "cadence": "monthly",
        "source": "Own",
    }


def small_pack() -> Pack:
    """A pack of four dimensions, nine questions, two decisions, eight framework rows and two personas."""
    return Pack.model_validate(
        {
            "manifest": {
                "id": "small",
                "title": "A small pack",
                "version": "1.0.0",
                "summary": "For tests.",
                "licence": "CC0-1.0",
                "primary_decision": "infrastructure",
                "workload_kinds": [
                    {"id": "online_inference", "title": "Online inference", "help": "Answers at once."},
                    {"id": "training", "title": "Training", "help": "Learns for days."},
                ],
                "interview": {"quick_minutes": 5, "full_minutes": 20},
            },
            "sections": [{"id": "all", "title": "All", "intro": "Everything."}],
            "questions": [_question(id_, short, scope) for id_, short, scope, _ in _QUESTIONS],
            "rules": {
                "dimensions": {
                    id_: {
                        "title": title,
                        "role": role,
                        "summary": f"A high score means a lot of it: {title.lower()}.",
                        "bands": {"medium": medium, "high": high},
                        "weights": {q: 2 for q, _, _, dimension in _QUESTIONS if dimension == id_},
                        "threshold_source": "Own judgement.",
                    }
                    for id_, (title, role, medium, high) in _DIMENSIONS.items()
                },
                "decisions": {"infrastructure": _infrastructure(), "model_family": _family()},
                "framework": [
                    {
                        "id": id_,
                        "title": title,
                        "cells": {
                            outcome: {
                                "text": text,
                                **({} if outcome == OUTCOMES[-1] else {"when": {"all": []}}),
                            }
                            for outcome, text in zip(OUTCOMES, texts, strict=True)
                        },
                        "because": f"Placed by what you said about this: {title.lower()}.",
                    }
                    for id_, (title, *texts) in _FRAMEWORK.items()
                ],
            },
            "models": [
                {
                    "id": id_,
                    "stage": stage,
                    "title": title,
                    "tagline": tagline,
                    "what": tagline,
                    "services": [{"provider": "Some cloud", "name": "Some service"}],
                    "finops": dict.fromkeys(("cost", "performance", "operations", "security"), "As it is."),
                    "pros": ["Quick to begin"],
                    "cons": ["Dear at volume"],
                    "when_to_choose": ["At the beginning"],
                    "first_steps": ["Open an account of its own", "Tag everything from the first day"],
                }
                for id_, (stage, title, tagline) in _PROSE.items()
            ],
            "personas": [
                {
                    "id": id_,
                    "title": title,
                    "use_case": "Keeps the money in order.",
                    "roles": dict.fromkeys(OUTCOMES, "Watches the budget."),
                    "kpis": ["cost_per_inference"],
                    "questions": [{"ask": "What does it cost?", "see": ["measuring"]}],
                }
                for id_, title in (("finance", "Finance"), ("engineer", "Engineer"))
            ],
            "kpis": [_kpi()],
            "practices": [],
            "sha256": "0" * 64,
        }
    )


@dataclass
class Told:
    """What a hand-made workload is to say; the defaults are an undecided Walk with the target Run."""

    id: str = "triage-chat"
    title: str = "Triage chat"
    kind: str = "online_inference"
    model: str | None = "partially_managed"
    target: str | None = "self_managed"
    shares: tuple[float, float, float] = (0.0, 0.61, 0.39)
    excluded: tuple[str, ...] = ("fully_managed",)
    open_questions: tuple[str, ...] = ("gpu_experience", "volume")
    target_only: bool = False
    """Whether the open questions can change nothing but the target."""
    scores: tuple[tuple[float, float, float] | None, ...] = (
        (62.5, 55.0, 72.0),
        (48.0, 48.0, 48.0),
        (80.0, 80.0, 80.0),
        (58.33, 30.0, 91.0),
    )
    warnings: tuple[dict[str, str], ...] = field(
        default=(
            {
                "id": "small_load",
                "decision": "infrastructure",
                "severity": "medium",
                "message": "The load may be too small to fill hardware of your own.",
                "do": "Measure a month of requests before any purchase.",
            },
            {
                "id": "need_above_capability",
                "decision": "infrastructure",
                "severity": "high",
                "message": "The work calls for more than the team can run today.",
                "do": "Follow the path below and look again in six months.",
            },
        )
    )


def _band(value: float, medium: int, high: int) -> str:
    return "high" if value >= high else "medium" if value >= medium else "low"


def _dimension(id_: str, figures: tuple[float, float, float] | None) -> dict[str, Any]:
    title, role, medium, high = _DIMENSIONS[id_]
    if figures is None:
        figures_ = {"score": None, "low": None, "high": None, "band": None, "bands": []}
    else:
        score, low, top = figures
        order = ["low", "medium", "high"]
        first, last = (order.index(_band(value, medium, high)) for value in (low, top))
        figures_ = {
            "score": score,
            "low": low,
            "high": top,
            "band": _band(score, medium, high),
            "bands": order[first : last + 1],
        }
    return {"id": id_, "title": title, "role": role, **figures_, "answered": 2, "asked": 3}


def _contributions(told: Told) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = []
    for number, (question, _, _, dimension) in enumerate(_QUESTIONS):
        open_ = question in told.open_questions
        level = number % 3
        result.append(
            {
                "dimension": dimension,
                "question": question,
                "answer": None
                if open_
                else ("Nobody yet", "Shared with other duties", "A team of its own")[level],
                "state": "unknown" if open_ else "answered",
                "weight": 2,
                "level": None if open_ else level,
                "max_level": 2,
                "points": None if open_ else level * 16.67,
                "possible": 33.33,
            }
        )
    return result


def _trace(told: Told) -> dict[str, Any]:
    shares = dict(zip(OUTCOMES, told.shares, strict=True))
    reason = "The written rule lets only your own staff run the systems that hold this data."
    excluded = [{"model": model, "gate": "own_operators_only", "reason": reason} for model in told.excluded]
    likely = {"traditional_ml": 0.0, "llm": 1.0}
    rows = [
        {
            "id": f"row_{model}",
            "share": share,
            "now": model,
            "target": told.target or model,
            "outcomes": {model: share},
            "reason": f"The team can run this and the work asks for it: {_PROSE[model][1].lower()}.",
            "questions": ["load_shape"],
            "dimensions": ["technical_readiness", "workload_stability"],
        }
        for model, share in shares.items()
        if share
    ]
    first = {
        "id": "infrastructure",
        "title": "Infrastructure model",
        "now": told.model,
        "target": told.target,
        "decided": told.target_only or not told.open_questions,
        "settled": not told.open_questions,
        "shares": shares,
        "target_shares": shares,
        "exact": {model: f"{round(share * 100)}/100" for model, share in shares.items()},
        "without_outcome": 0.0 if told.model else 1.0,
        "exact_without": "0" if told.model else "1",
        "row": rows[0]["id"] if rows else None,
        "reason": rows[0]["reason"] if rows else None,
        "moved_by_gate": False,
        "excluded": excluded,
        "gates": [
            {
                "id": "own_operators_only",
                "share": 1.0 if excluded else 0.0,
                "fires": bool(excluded),
                "excludes": list(told.excluded) or ["fully_managed"],
                "reason": reason,
                "questions": ["processing_limits"],
            }
        ],
        "rows": rows,
        "open_questions": list(told.open_questions),
    }
    family = {
        **first,
        "id": "model_family",
        "title": "Model family",
        "now": "llm",
        "target": "llm",
        "decided": True,
        "settled": True,
        "shares": likely,
        "target_shares": likely,
        "exact": {"traditional_ml": "0/1", "llm": "1/1"},
        "without_outcome": 0.0,
        "exact_without": "0",
        "row": "otherwise",
        "reason": "The task is free text.",
        "excluded": [],
        "gates": [],
        "rows": [],
        "open_questions": [],
    }
    lit = [OUTCOMES[number % 3] for number in range(len(_FRAMEWORK))]
    return {
        "decisions": [first, family],
        "contributions": _contributions(told),
        "framework": [{"row": row, "cell": cell} for row, cell in zip(_FRAMEWORK, lit, strict=True)],
        "not_relevant": ["incident_practice"],
    }


def _workload(told: Told) -> dict[str, Any]:
    trace = _trace(told)
    return {
        "id": told.id,
        "title": told.title,
        "kind": told.kind,
        "dimensions": [
            _dimension(id_, figures) for id_, figures in zip(_DIMENSIONS, told.scores, strict=True)
        ],
        "stage": _PROSE[told.model][0] if told.model else None,
        "model": told.model,
        "target": told.target,
        "target_stage": _PROSE[told.target][0] if told.target else None,
        "decided": trace["decisions"][0]["decided"],
        "settled": trace["decisions"][0]["settled"],
        "shares": trace["decisions"][0]["shares"],
        "share_none": trace["decisions"][0]["without_outcome"],
        "excluded": trace["decisions"][0]["excluded"],
        "warnings": list(told.warnings),
        "decisions": {"model_family": "llm"},
        "trace": trace,
    }


def recommendation(*told: Told, organisation: str = "Regional Hospital") -> Recommendation:
    """A recommendation for hand-made workloads; one undecided workload when none is given."""
    workloads = [_workload(each) for each in told or (Told(),)]
    models = {w["id"]: w["model"] for w in workloads}
    same = len(set(models.values())) == 1
    first = workloads[0]
    return Recommendation.model_validate(
        {
            "pack": {"id": "small", "version": "1.0.0", "sha256": "0" * 64},
            "assessment": "hospital",
            "organisation": organisation,
            "persona": "finance",
            "workloads": workloads,
            "overall": {
                "stage": first["stage"] if same else "hybrid",
                "model": first["model"] if same else None,
                "target": first["target"] if same else None,
                "target_stage": first["target_stage"] if same else None,
                "hybrid": not same,
                "decided": all(w["decided"] for w in workloads),
                "settled": all(w["settled"] for w in workloads),
                "models": models,
            },
        }
    )


def decided_walk() -> Told:
    """A workload whose advice is settled: Walk, now and later."""
    return Told(
        target="partially_managed",
        shares=(0.0, 1.0, 0.0),
        excluded=(),
        open_questions=(),
        scores=((62.5, 62.5, 62.5), (48.0, 48.0, 48.0), (20.0, 20.0, 20.0), (50.0, 50.0, 50.0)),
        warnings=(),
    )


def decided_run() -> Told:
    """A second workload, settled on Run."""
    return Told(
        id="nightly-training",
        title="Nightly training",
        kind="training",
        model="self_managed",
        target="self_managed",
        shares=(0.0, 0.0, 1.0),
        open_questions=(),
        scores=((90.0, 90.0, 90.0), (75.0, 75.0, 75.0), (80.0, 80.0, 80.0), (91.0, 91.0, 91.0)),
        warnings=(),
    )


def no_model() -> Told:
    """A workload for which the gates leave nothing."""
    return Told(model=None, target=None, shares=(0.0, 0.0, 0.0), excluded=OUTCOMES, open_questions=())


def assessment(*workloads: tuple[str, str]) -> Assessment:
    """An assessment that fits: pairs of workload id and kind."""
    return Assessment.model_validate(
        {
            "id": "hospital",
            "pack": "small",
            "persona": "finance",
            "organisation": "Regional Hospital",
            "workloads": [
                {"id": id_, "kind": kind} for id_, kind in workloads or (("triage-chat", "online_inference"),)
            ],
        }
    )


class Shown:
    """What the result and report screens need of a session."""

    def __init__(
        self, *told: Told, organisation: str = "Regional Hospital", path: Path | None = None
    ) -> None:
        every = told or (Told(),)
        self.pack = small_pack()
        self.assessment = assessment(*((one.id, one.kind) for one in every))
        self.recommendation = recommendation(*every, organisation=organisation)
        self.path = path
        self.supposing = False
        self.advice_withheld = False
        self.present: Recommendation | None = None


class Stage(Hub):
    """An app with nothing but the screen under test; remembers where a screen wanted to go."""

    CSS_PATH = Path(app_module.__file__).with_name("app.tcss")
    HORIZONTAL_BREAKPOINTS: ClassVar[Any] = [(0, "-narrow"), (80, "-normal"), (100, "-wide")]
    VERTICAL_BREAKPOINTS: ClassVar[Any] = [(0, "-short"), (23, "-medium"), (34, "-tall")]

    def __init__(self, make: Callable[[], Screen[Any]], theme: str = DARK.name) -> None:
        super().__init__()
        self.went: list[str] = []
        self._make_screen = make
        for one in (DARK, LIGHT):
            self.register_theme(one)
        self.theme = theme
        self.animation_level = "none"

    def on_mount(self) -> None:
        self.push_screen(self._make_screen())

    def action_go(self, place: str) -> None:
        self.went.append(place)

    def show_problems(self, title: str, problems: tuple[Problem, ...], text: str = "") -> None:
        raise AssertionError(title)

    def refresh_session(self) -> None:
        pass

    def show_status(self, status: str) -> None:
        pass


async def settled(pilot: Pilot[Any]) -> None:
    """Waits until threads have said what they had to say and the screen shows it."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def text_of(app: App[Any]) -> str:
    """What the terminal shows, line by line."""
    return "\n".join(
        "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()
    )
