"""The letters that Chinese words begin with in pinyin, so that gyzjz finds 工业增加值."""

from functools import lru_cache

# The common characters stand in GB 2312 in the order of their pinyin; each number is where a letter begins.
_LETTERS = "abcdefghjklmnopqrstwxyz"
_BEGIN = (
    0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6,
    0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1,
)  # fmt: skip
_END = 0xD7FA

# Rarer characters, which stand there in the order of their radicals: those that names of places are made of.
_RARE = {
    character: letter
    for letter, characters in {
        "b": "埠", "c": "涔郴枞", "d": "垱澹岱", "e": "鄂", "f": "沣", "g": "赣", "h": "珲", "j": "泾",
        "l": "澧泸漯醴浏",
        "m": "闽岷", "p": "濮溥", "q": "衢", "s": "邵睢嵊沭", "t": "洮", "w": "皖", "x": "湘溆", "y": "沅垸", "z": "淄",
    }.items()
    for character in characters
}  # fmt: skip
# Characters with two readings, of which words of this field use both.
_TWO = {
    "长": "cz", "行": "xh", "重": "zc", "调": "td", "乐": "ly", "率": "ls", "会": "hk", "系": "xj", "省": "sx",
    "种": "zc", "石": "sd", "厦": "xs", "区": "qo", "解": "jx", "参": "cs", "藏": "cz", "传": "cz", "降": "jx",
    "校": "xj", "盛": "sc", "折": "zs", "属": "sz", "提": "td", "单": "ds", "曾": "zc", "朝": "cz", "车": "cj",
    "还": "hx", "给": "gj", "弹": "dt", "强": "qj", "尾": "wy", "秘": "mb", "万": "wm", "合": "hg",
}  # fmt: skip


@lru_cache(maxsize=8192)
def letters(character: str) -> str:
    """Return the letters that a character may begin with; nothing for one that is neither letter, digit nor known."""
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    if character in _TWO:
        return _TWO[character]
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return _RARE.get(character, "")
    if not _BEGIN[0] <= code < _END:
        return _RARE.get(character, "")
    return _LETTERS[sum(code >= begin for begin in _BEGIN) - 1]


@lru_cache(maxsize=2048)
def spelled(text: str) -> tuple[str, ...]:
    """Return for every character of a text the letters that it may begin with."""
    return tuple(found for found in map(letters, text[:200]) if found)


def begins(sought: str, text: str) -> bool:
    """Tell whether some words of a text begin with these letters, one letter a character."""
    spelling = spelled(text)
    return any(
        all(letter in may for letter, may in zip(sought, spelling[start:], strict=False))
        for start in range(len(spelling) - len(sought) + 1)
    )
