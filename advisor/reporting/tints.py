"""A firm's colours as a page needs them: softened, deepened, and always readable."""

from __future__ import annotations

from advisor.model.brand import Colours
from advisor.reporting.charts.palette import luminance, readable_on

_WHITE, _BLACK = "#ffffff", "#000000"
_PAPER, _DARK_PAPER = "#fbfaf7", "#14171c"
_READABLE = 4.5
"""Contrast of text by WCAG 2.2, level AA."""
_COVER = 7.0
"""Contrast of the cover's text, level AAA: it is looked at from afar."""
_STEPS = 20


def mixed(colour: str, other: str, share: float) -> str:
    """A colour with a share of another one, from 0 for none to 1 for nothing else."""
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(own + (far - own) * share):02x}" for own, far in parts)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2.2 defines it, from 1 to 21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str, least: float = _READABLE) -> str:
    """The colour, moved away from the ground as little as it takes to be read on it."""
    away = _BLACK if luminance(ground) > 0.18 else _WHITE
    tried = (mixed(colour, away, step / _STEPS) for step in range(_STEPS + 1))
    return next((each for each in tried if contrast(each, ground) >= least), away)


def variables(colours: Colours) -> str:
    """Style rules that put a firm's colours in the place of ours, on light and on dark pages."""
    accent = colours.accent.lower()
    cover = next(
        each
        for each in (mixed(accent, _BLACK, step / _STEPS) for step in range(_STEPS + 1))
        if contrast(each, readable_on(each)) >= _COVER
    )
    on_cover = readable_on(cover)
    soft, dark_soft = mixed(accent, _WHITE, 0.86), mixed(accent, _DARK_PAPER, 0.68)
    light = {
        "accent": readable(accent, _PAPER),
        "accent-soft": soft,
        "accent-ink": readable(mixed(accent, _BLACK, 0.3), soft, _COVER),
        "cover": cover,
        "cover-ink": on_cover,
        "cover-quiet": readable(mixed(on_cover, cover, 0.2), cover),
        "link": readable(accent, _PAPER),
        "ink": readable(colours.ink.lower(), _PAPER, _COVER),
    }
    dark = {
        "accent": readable(accent, _DARK_PAPER),
        "accent-soft": dark_soft,
        "accent-ink": readable(mixed(accent, _WHITE, 0.7), dark_soft, _COVER),
        "cover": mixed(accent, _BLACK, 0.7),
        "cover-ink": _WHITE,
        "cover-quiet": mixed(accent, _WHITE, 0.75),
        "link": readable(accent, _DARK_PAPER),
    }
    return f":root{{{_rules(light)}}}@media screen and (prefers-color-scheme:dark){{:root{{{_rules(dark)}}}}}"


def _rules(values: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
