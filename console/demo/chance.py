"""Chance that falls the same way every time: the sample must be the same on every machine and on every day."""

from collections.abc import Sequence
from hashlib import blake2b


def chance(*about: object) -> float:
    """Return a number from 0 up to, but not including, 1 that depends on nothing but what it is asked about."""
    asked = "\x1f".join(map(str, about)).encode()
    return int.from_bytes(blake2b(asked, digest_size=6).digest()) / 2**48


def between(least: float, most: float, *about: object) -> float:
    """Return a number between two others."""
    return least + (most - least) * chance(*about)


def pick(weights: Sequence[float], *about: object) -> int:
    """Return a place in a list, the heavier ones more often."""
    left = chance(*about) * sum(weights)
    for place, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return place
    return len(weights) - 1


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Split a whole number by weights so that the parts add up to it exactly (largest remainders)."""
    shares = [total * weight / sum(weights) for weight in weights]
    parts = [int(share // 1) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - shares[place], place))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
