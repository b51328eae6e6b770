"""The colours of the console: dark, light, one of high contrast for every eye, and one for sixteen colours."""

from textual.theme import Theme

NAMES = {"dark": "textual-dark", "light": "textual-light", "contrast": "jindu-contrast"}
"""What the themes of the settings are called inside."""
BASIC = "jindu-basic"

# Blue, orange and vermilion of Okabe and Ito, which those who confuse red and green tell apart.
CONTRAST = Theme(
    name="jindu-contrast",
    primary="#56b4e9",
    secondary="#cc79a7",
    accent="#f0e442",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    success="#56b4e9",
    warning="#e69f00",
    error="#ff7a33",
    dark=True,
    variables={
        "foreground-muted": "#d0d0d0", "foreground-disabled": "#8a8a8a", "text-success": "#7cc8f5",
        "text-warning": "#ffbf2e", "text-error": "#ff9a5c", "text-accent": "#f0e442", "text-primary": "#9bd3f5",
        "text-secondary": "#eba3cb", "primary-muted": "#004b7a", "surface-lighten-1": "#303030",
        "warning-muted": "#5c3f00", "error-muted": "#6b2400", "accent-muted": "#4d4800",
    },
)  # fmt: skip

# Exactly the colours that a terminal of sixteen has, so that none is guessed.
SIXTEEN = Theme(
    name=BASIC,
    primary="#55ffff",
    secondary="#ff55ff",
    accent="#ffff55",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#55ff55",
    warning="#ffff55",
    error="#ff5555",
    dark=True,
    variables={
        "foreground-muted": "#aaaaaa", "foreground-disabled": "#555555", "text-success": "#55ff55",
        "text-warning": "#ffff55", "text-error": "#ff5555", "text-accent": "#55ffff", "text-primary": "#55ffff",
        "text-secondary": "#ff55ff", "primary-muted": "#0000aa", "surface-lighten-1": "#0000aa",
        "warning-muted": "#000000", "error-muted": "#000000", "accent-muted": "#000000", "on-ground": "#ffffff",
    },
)  # fmt: skip
OWN = (CONTRAST, SIXTEEN)


def next_theme(name: str) -> str:
    """Return the theme that one key leads to, by its name in the settings."""
    names = list(NAMES)
    here = next((at for at, known in enumerate(NAMES.values()) if known == name), -1)
    return names[(here + 1) % len(names)]
