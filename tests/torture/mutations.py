"""Fourteen ways to break a file, each repeatable from a number."""

import random
from collections.abc import Callable

from tests.attacks.hostile import varint

Chance = random.Random
Way = Callable[[bytearray, Chance], bytes]
TAIL = 8
"""Length of a footer and the magic, at the end of a Parquet file."""


def _footer_of(content: bytearray) -> int:
    """Return where the description begins; in a file that is not Parquet, the last third."""
    if content[-4:] == b"PAR1":
        return max(4, len(content) - TAIL - int.from_bytes(content[-8:-4], "little"))
    return len(content) * 2 // 3


def one_bit(content: bytearray, chance: Chance) -> bytes:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def many_bits(content: bytearray, chance: Chance) -> bytes:
    for _ in range(64):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def bit_in_footer(content: bytearray, chance: Chance) -> bytes:
    content[chance.randrange(_footer_of(content), len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def byte_in_footer(content: bytearray, chance: Chance) -> bytes:
    content[chance.randrange(_footer_of(content), len(content))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
    return bytes(content)


def zeroed(content: bytearray, chance: Chance) -> bytes:
    at, length = chance.randrange(len(content)), chance.randrange(1, 512)
    content[at : at + length] = bytes(len(content[at : at + length]))
    return bytes(content)


def noise(content: bytearray, chance: Chance) -> bytes:
    at, length = chance.randrange(len(content)), chance.randrange(1, 512)
    content[at : at + length] = chance.randbytes(len(content[at : at + length]))
    return bytes(content)


def cut(content: bytearray, chance: Chance) -> bytes:
    return bytes(content[: chance.randrange(len(content))])


def beheaded(content: bytearray, chance: Chance) -> bytes:
    return bytes(content[chance.randrange(1, len(content)) :])


def hole(content: bytearray, chance: Chance) -> bytes:
    at = chance.randrange(len(content))
    del content[at : at + chance.randrange(1, 200)]
    return bytes(content)


def repeated(content: bytearray, chance: Chance) -> bytes:
    at = chance.randrange(len(content))
    content[at:at] = content[at : at + chance.randrange(1, 200)] * chance.randrange(1, 50)
    return bytes(content)


def swapped(content: bytearray, chance: Chance) -> bytes:
    size = max(1, len(content) // 8)
    one, other = (chance.randrange(8) * size for _ in range(2))
    content[one : one + size], content[other : other + size] = (
        content[other : other + size],
        content[one : one + size],
    )
    return bytes(content)


def large_number(content: bytearray, chance: Chance) -> bytes:
    at = chance.randrange(_footer_of(content), max(_footer_of(content) + 1, len(content) - TAIL))
    number = varint(chance.choice((2**31, 2**40, 2**62, -1, 2**63 - 1)))
    content[at : at + len(number)] = number
    return bytes(content)


def wrong_length(content: bytearray, chance: Chance) -> bytes:
    content[-8:-4] = chance.choice((0, 1, len(content), 2**31 - 1, 2**32 - 1, chance.randrange(2**24))).to_bytes(
        4, "little"
    )
    return bytes(content)


def grafted(content: bytearray, chance: Chance) -> bytes:
    """Put the description of one place before the rows of another."""
    at = _footer_of(content)
    return bytes(content[:4] + content[at // 2 : at] + content[4 : at // 2] + content[at:])


WAYS: dict[str, Way] = {
    way.__name__: way
    for way in (
        one_bit, many_bits, bit_in_footer, byte_in_footer, zeroed, noise, cut, beheaded, hole, repeated, swapped,
        large_number, wrong_length, grafted,
    )
}  # fmt: skip


def mutant(seed: bytes, way: str, number: int) -> bytes:
    """Return one broken copy of a file, always the same for the same way and number."""
    return WAYS[way](bytearray(seed), random.Random(f"{way} {number} {len(seed)}"))
