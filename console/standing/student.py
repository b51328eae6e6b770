"""The probabilities behind a forecast: Student's t, the normal curve, and counts still to come."""

import math
from functools import lru_cache

NORMAL = math.inf
"""Degrees of freedom of the normal curve."""


def _continued_fraction(a: float, b: float, x: float) -> float:
    """Evaluate the fraction of the incomplete beta function by Lentz's method (DLMF 8.17.22)."""
    tiny = 1e-300
    c, d = 1.0, 1.0 / ((1.0 - (a + b) * x / (a + 1.0)) or tiny)
    value = d
    for m in range(1, 300):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / ((1.0 + step * d) or tiny)
            c = (1.0 + step / c) or tiny
            value *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return value


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 <= x <= 1."""
    if x <= 0.0 or x >= 1.0:
        return 0.0 if x <= 0.0 else 1.0
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    if x < (a + 1.0) / (a + b + 2.0):
        return math.exp(log_front) * _continued_fraction(a, b, x) / a
    return 1.0 - math.exp(log_front) * _continued_fraction(b, a, 1.0 - x) / b


def t_below(t: float, freedom: float) -> float:
    """Return P(X <= t) for Student's t; `NORMAL` degrees of freedom give the normal curve."""
    if math.isinf(t) or math.isnan(t):
        return 1.0 if t > 0 else 0.0
    if math.isinf(freedom):
        return 0.5 * math.erfc(-t / math.sqrt(2.0))
    half = 0.5 * incomplete_beta(0.5 * freedom, 0.5, freedom / (freedom + t * t))
    return 1.0 - half if t > 0 else half


@lru_cache(maxsize=256)
def t_quantile(p: float, freedom: float) -> float:
    """Return the t below which a share p of Student's t lies, 0 < p < 1."""
    if not 0.0 < p < 1.0:
        raise ValueError(p)
    if p < 0.5:
        return -t_quantile(1.0 - p, freedom)
    low, high = 0.0, 1.0
    while t_below(high, freedom) < p and high < 1e12:
        low, high = high, high * 2.0
    for _ in range(200):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if t_below(middle, freedom) < p else (low, middle)
        if high - low <= 1e-14 * max(1.0, high):
            break
    return 0.5 * (low + high)


@lru_cache(maxsize=512)
def arrivals_below(arrived: float, years: int, count: int) -> float:
    """Return P(N <= count) for what still arrives, when `arrived` came in the same months of `years` years.

    A Poisson rate that is itself uncertain (Gamma with Jeffreys' half) makes N negative binomial.
    """
    if count < 0:
        return 0.0
    return incomplete_beta(arrived + 0.5, count + 1.0, years / (years + 1.0))


def arrivals_quantile(p: float, arrived: float, years: int) -> int:
    """Return the smallest number of arrivals that is not exceeded with probability p."""
    count = 0
    while arrivals_below(arrived, years, count) < p and count < 10_000:
        count += 1
    return count
