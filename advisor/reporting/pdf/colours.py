"""The colours of a printed page, from the two that a brand names; every text on them can be read."""

from __future__ import annotations

from advisor.model.brand import Colours
from advisor.reporting.blocks import Tone
from advisor.reporting.charts.palette import readable_on
from advisor.reporting.tints import contrast, mixed, readable

_WHITE, _BLACK = "#ffffff", "#000000"
_FAR = 7.0
"""Contrast of a cover's text and of running text: WCAG 2.2, level AAA."""
_TONES = {Tone.INFO: "#2f5d9a", Tone.GOOD: "#23683a", Tone.CAUTION: "#8a5200", Tone.SERIOUS: "#a3242b"}
_SOFT = 0.92


def page_colours(brand: Colours) -> dict[str, str]:
    """Colours by the name that the templates know them by."""
    accent, ink = brand.accent.lower(), readable(brand.ink.lower(), _WHITE, _FAR)
    strong = readable(accent, _WHITE)
    soft = mixed(strong, _WHITE, 0.88)
    cover = next(
        each
        for each in (mixed(accent, _BLACK, step / 20) for step in range(21))
        if contrast(each, readable_on(each)) >= _FAR
    )
    on_cover = readable_on(cover)
    return {
        "accent": accent,
        "strong": strong,
        "on_strong": _WHITE,
        "soft": soft,
        "cover": cover,
        "on_cover": on_cover,
        "on_cover_quiet": readable(mixed(on_cover, cover, 0.2), cover),
        "ink": ink,
        "quiet": readable(mixed(ink, _WHITE, 0.3), soft),
        "rule": mixed(ink, _WHITE, 0.8),
        "zone_low": mixed(ink, _WHITE, 0.93),
        "zone_medium": mixed(ink, _WHITE, 0.86),
        "zone_high": mixed(ink, _WHITE, 0.77),
        "track": mixed(ink, _WHITE, 0.9),
        "interval": mixed(ink, _WHITE, 0.42),
        **{f"{tone.value}": colour for tone, colour in _TONES.items()},
        **{f"{tone.value}_soft": mixed(colour, _WHITE, _SOFT) for tone, colour in _TONES.items()},
    }
