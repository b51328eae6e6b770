"""Figures are rounded as statistics offices round them: a five goes up (四舍五入)."""

from decimal import ROUND_HALF_UP, Decimal

_BEYOND = 1e15
"""From here on a figure has no decimals to round."""


def rounded(value: float, places: int) -> float:
    """Return a figure with so many decimals; the noise of binary fractions counts for nothing: 7.05 becomes 7.1."""
    if not abs(value) < _BEYOND:
        return value
    return float(Decimal(repr(round(value, 9))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)) + 0.0


def written(value: float, places: int, *, signed: bool = False) -> str:
    """Return a figure with thousands separated and exactly so many decimals."""
    return f"{rounded(value, places):{'+' if signed else ''},.{places}f}"


def short(text: str) -> str:
    """Return a written figure without needless decimals: 7,000 · 150.92 · -0.5."""
    return text.rstrip("0").rstrip(".") if "." in text else text
