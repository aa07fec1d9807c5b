"""Four themes of our own: one accent, text at a contrast of 7:1 or better; two with nothing muted at all."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="advisor-dark",
    dark=True,
    primary="#6cd4c6",
    secondary="#9fb4cc",
    accent="#6cd4c6",
    warning="#f0c36d",
    error="#ff9e93",
    success="#8fd694",
    foreground="#e8ebf0",
    background="#10151b",
    surface="#161d25",
    panel="#1f2933",
    variables={
        "text-muted": "#b0bac6",
        "text-disabled": "#8a95a3",
        "text-primary": "#6cd4c6",
        "text-accent": "#6cd4c6",
        "text-warning": "#f0c36d",
        "text-error": "#ff9e93",
        "text-success": "#8fd694",
        "border": "#6cd4c6",
        "border-blurred": "#3a4653",
        "block-cursor-foreground": "#0b1014",
        "block-cursor-background": "#6cd4c6",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#2a3742",
        "block-hover-background": "#222d38",
        "input-selection-background": "#2f6f68",
        "footer-background": "#161d25",
        "footer-key-foreground": "#6cd4c6",
        "scrollbar": "#3a4653",
        "scrollbar-hover": "#5a6877",
        "scrollbar-background": "#161d25",
        "scrollbar-background-hover": "#161d25",
        "scrollbar-background-active": "#161d25",
        "scrollbar-corner-color": "#161d25",
    },
)

LIGHT = Theme(
    name="advisor-light",
    dark=False,
    primary="#00574f",
    secondary="#3b4d63",
    accent="#00574f",
    warning="#6b4400",
    error="#8f1d12",
    success="#1d5427",
    foreground="#16202b",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e7e4dc",
    variables={
        "text-muted": "#3b4652",
        "text-disabled": "#5f6873",
        "text-primary": "#00574f",
        "text-accent": "#00574f",
        "text-warning": "#6b4400",
        "text-error": "#8f1d12",
        "text-success": "#1d5427",
        "border": "#00574f",
        "border-blurred": "#b9b5aa",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#00574f",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#d5dcd8",
        "block-hover-background": "#e4e8e3",
        "input-selection-background": "#a9d3cd",
        "footer-background": "#f3f1ec",
        "footer-key-foreground": "#00574f",
        "scrollbar": "#b9b5aa",
        "scrollbar-hover": "#8d897f",
        "scrollbar-background": "#f3f1ec",
        "scrollbar-background-hover": "#f3f1ec",
        "scrollbar-background-active": "#f3f1ec",
        "scrollbar-corner-color": "#f3f1ec",
    },
)


def _stark(name: str, *, dark: bool) -> Theme:
    """Black and white, one strong accent, and no grey: for bad projectors, sunlight and weak eyes."""
    ink, paper = ("#ffffff", "#000000") if dark else ("#000000", "#ffffff")
    accent, warning, error, success = (
        ("#5ce1ff", "#ffd84d", "#ffb3ab", "#7dff8a") if dark else ("#00308f", "#5c3a00", "#8a0000", "#004d12")
    )
    ground, hover = ("#12303b", "#242424") if dark else ("#cfe0ff", "#e6e6e6")
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        secondary=ink,
        accent=accent,
        warning=warning,
        error=error,
        success=success,
        foreground=ink,
        background=paper,
        surface=paper,
        panel=hover,
        variables={
            "text-muted": ink,
            "text-disabled": ink,
            "text-primary": accent,
            "text-accent": accent,
            "text-warning": warning,
            "text-error": error,
            "text-success": success,
            "border": accent,
            "border-blurred": ink,
            "block-cursor-foreground": paper,
            "block-cursor-background": accent,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": ground,
            "block-hover-background": hover,
            "input-selection-background": ground,
            "footer-background": paper,
            "footer-key-foreground": accent,
            "scrollbar": ink,
            "scrollbar-hover": accent,
            "scrollbar-background": paper,
            "scrollbar-background-hover": paper,
            "scrollbar-background-active": paper,
            "scrollbar-corner-color": paper,
        },
    )


STARK_DARK = _stark("advisor-stark-dark", dark=True)
STARK_LIGHT = _stark("advisor-stark-light", dark=False)
THEMES = {
    DARK.name: (DARK, "Dark"),
    LIGHT.name: (LIGHT, "Light"),
    STARK_DARK.name: (STARK_DARK, "High contrast, dark"),
    STARK_LIGHT.name: (STARK_LIGHT, "High contrast, light"),
}
"""Each theme by its name, with what people call it."""


def other_ground(name: str) -> str:
    """The theme of the same contrast on the other ground, dark or light."""
    pairs = {DARK.name: LIGHT.name, STARK_DARK.name: STARK_LIGHT.name}
    return {**pairs, **{light: dark for dark, light in pairs.items()}}.get(name, LIGHT.name)
