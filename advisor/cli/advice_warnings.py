"""Warnings of a recommendation as plain lines, the severest first: in full, or a sentence of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.cli.plain import Style, wrap
from advisor.model.recommendation import FiredWarning, Recommendation
from advisor.model.rules import WarningSeverity

_SEVERITY_COLOUR = {
    WarningSeverity.HIGH: ("red", "bold"),
    WarningSeverity.MEDIUM: ("yellow",),
    WarningSeverity.LOW: ("dim",),
}
_SEVERITIES = (WarningSeverity.HIGH, WarningSeverity.MEDIUM, WarningSeverity.LOW)


def by_urgency(warnings: Iterable[FiredWarning]) -> tuple[FiredWarning, ...]:
    """Warnings, the severest first."""
    return tuple(sorted(warnings, key=lambda warning: _SEVERITIES.index(warning.severity)))


def warnings_in_full(
    style: Style, warnings: Sequence[FiredWarning], heading: str = "  Warnings"
) -> list[str]:
    """What is wrong and what to do, the severest first; nothing where there are no warnings."""
    if not warnings:
        return []
    lines = ["", heading]
    for warning in by_urgency(warnings):
        lines += _warning(style, warning, warning.message)
        lines += wrap(warning.do, indent=" " * (13 + len(style.arrow)), first=f"{' ' * 12}{style.arrow} ")
    return lines


def warnings_in_short(
    style: Style, warnings: Sequence[FiredWarning], heading: str = "  Warnings", most: int | None = None
) -> list[str]:
    """The first sentence of each warning, the severest first; nothing where there are none."""
    if not warnings:
        return []
    lines = ["", heading]
    for warning in by_urgency(warnings)[:most]:
        lines += _warning(style, warning, first_sentence(warning.message))
    if most is not None and len(warnings) > most:
        lines.append(f"    and {len(warnings) - most} more")
    return lines


def shared_warnings(recommendation: Recommendation) -> tuple[FiredWarning, ...]:
    """Warnings that hold for every one of several workloads, to be told once."""
    first, *others = recommendation.workloads
    if not others:
        return ()
    return tuple(warning for warning in first.warnings if all(warning in other.warnings for other in others))


def first_sentence(text: str) -> str:
    """A text up to its first full stop."""
    end = text.find(". ")
    return text if end < 0 else text[: end + 1]


def _warning(style: Style, warning: FiredWarning, text: str) -> list[str]:
    severity = str(warning.severity)
    body = wrap(text, indent=" " * 12, first=f"    {severity:<8}")
    painted = style.paint(severity, *_SEVERITY_COLOUR[warning.severity])
    body[0] = body[0].replace(severity, painted, 1)
    return body
