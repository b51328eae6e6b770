"""Units of measure as reports and agencies write them: what kind each is and how one converts into another."""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

MONEY = "money"
DOLLARS = "dollars"
PERCENT = "percent"
COUNT = "count"
RANK = "rank"
AREA = "area"
MONEY_PER_AREA = "money_per_area"


@dataclass(frozen=True, slots=True)
class _Unit:
    kind: str
    scale: Fraction
    counted: str = ""
    """What a count unit counts; counts of different things do not convert."""


def _unit(kind: str, scale: str | int = 1, counted: str = "") -> _Unit:
    return _Unit(kind, Fraction(scale), counted)


_ANYTHING = "anything"

_PLAIN: dict[str, _Unit] = {
    **dict.fromkeys(("元", "人民币元", "yuan", "rmb", "cny"), _unit(MONEY)),
    **dict.fromkeys(("美元", "us dollar", "us dollars", "usd"), _unit(DOLLARS)),
    **dict.fromkeys(("%", "个百分点", "百分点", "%点差", "百分比", "percent", "per cent", "pp"), _unit(PERCENT)),
    **dict.fromkeys(("percentage point", "percentage points", "points"), _unit(PERCENT)),
    **dict.fromkeys(("‰", "千分点", "个千分点", "per mille"), _unit(PERCENT, "1/10")),
    **dict.fromkeys(("基点", "个基点", "bp", "basis points"), _unit(PERCENT, "1/100")),
    **dict.fromkeys(("名", "位", "rank"), _unit(RANK)),
    **dict.fromkeys(("个", "count", "number"), _unit(COUNT, 1, _ANYTHING)),
    **dict.fromkeys(("家", "户", "企业", "firms", "enterprises", "companies"), _unit(COUNT, 1, "enterprises")),
    **dict.fromkeys(("项", "projects"), _unit(COUNT, 1, "projects")),
    **dict.fromkeys(("条", "份", "records"), _unit(COUNT, 1, "records")),
    **dict.fromkeys(("人", "人次", "people", "persons"), _unit(COUNT, 1, "people")),
    **dict.fromkeys(("件", "套", "台", "辆", "座", "所", "处", "pieces"), _unit(COUNT, 1, "pieces")),
    **dict.fromkeys(("亩", "mu"), _unit(AREA)),
    **dict.fromkeys(("公顷", "hectare", "hectares", "ha"), _unit(AREA, 15)),
    **dict.fromkeys(("平方米", "m2", "square metres"), _unit(AREA, "15/10000")),
    **dict.fromkeys(("平方公里", "平方千米", "km2", "square kilometres"), _unit(AREA, 1500)),
    **dict.fromkeys(("吨", "t", "tonne", "tonnes"), _unit("mass")),
    **dict.fromkeys(("公斤", "千克", "kg"), _unit("mass", "1/1000")),
    **dict.fromkeys(("吨标准煤", "吨标煤", "tce"), _unit("energy")),
    **dict.fromkeys(("千瓦时", "度", "kwh"), _unit("electricity")),
    **dict.fromkeys(("公里", "千米", "km"), _unit("length", 1000)),
    **dict.fromkeys(("米", "metre", "metres"), _unit("length")),
    **dict.fromkeys(("立方米", "m3"), _unit("volume")),
    **dict.fromkeys(("天", "日", "days"), _unit("days")),
    **dict.fromkeys(("微克/立方米", "ug/m3", "μg/m3"), _unit("concentration")),
    **dict.fromkeys(("指数", "index", "diffusion index"), _unit("index")),
    **dict.fromkeys(("分", "score"), _unit("score")),
}  # fmt: skip

_TIMES: dict[str, int] = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6,
    "十万": 10**5, "万": 10**4, "千": 10**3, "百": 100,
}  # fmt: skip

_ENGLISH_TIMES: dict[str, int] = {
    "": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9,
    "billion": 10**9, "trillion": 10**12,
}  # fmt: skip

_ENGLISH = re.compile(r"(10{0,3})? ?(k|thousand|m|mn|million|b|bn|billion|trillion)? ([a-z].*)")
_CURRENCY_FIRST = re.compile(r"(rmb|cny|usd) (.+)")
_REMARK = re.compile(r" ?\([^()]*\)$")


def _spelling(unit: str) -> str:
    """Return a unit in plain characters, without a remark in brackets: RMB 100 million (monthly increment)."""
    plain = " ".join(unicodedata.normalize("NFKC", unit).lower().split())
    return _CURRENCY_FIRST.sub(r"\2 \1", _REMARK.sub("", plain))


def _many(spelling: str) -> _Unit | None:
    """Read a unit with a number word before it: 万元, 10k yuan, million yuan."""
    for word, times in _TIMES.items():
        if spelling.startswith(word) and (plain := _PLAIN.get(spelling.removeprefix(word))):
            return _Unit(plain.kind, plain.scale * times, plain.counted)
    if (found := _ENGLISH.fullmatch(spelling)) and (plain := _PLAIN.get(found[3])):
        times = int(found[1] or 1) * _ENGLISH_TIMES[found[2] or ""]
        return _Unit(plain.kind, plain.scale * times, plain.counted)
    return None


@cache
def _known(unit: str) -> _Unit | None:
    spelling = _spelling(unit)
    if plain := _PLAIN.get(spelling) or _many(spelling):
        return plain
    above, per, below = spelling.replace(" per ", "/").partition("/")
    if not per or "/" in below:
        return None
    over, under = _known(above), _known(below)
    if over is None or under is None:
        return None
    return _Unit(f"{over.kind}_per_{under.kind}", over.scale / under.scale, f"{over.counted}/{under.counted}")


def kind_of(unit: str) -> str | None:
    """Return what a unit measures: money, percent, count, rank, money_per_area and so on; None when it is unknown."""
    known = _known(unit)
    return known.kind if known else None


def factor(from_unit: str, to_unit: str) -> float | None:
    """Return what a figure is multiplied by to convert it; None when either is unknown or they measure other things.

    Counts convert with factor 1 when they count the same thing or one of them is the general 个, and 万户 into 户.
    """
    have, want = _known(from_unit), _known(to_unit)
    if have is None or want is None or have.kind != want.kind:
        return None
    if have.counted != want.counted and _ANYTHING not in (have.counted, want.counted):
        return None
    return float(have.scale / want.scale)


def comes_whole(unit: str) -> bool:
    """Tell whether a unit counts things of which there are no halves: 家, 个, 项, but not 万户 and not 亩."""
    known = _known(unit)
    return known is not None and known.kind in (COUNT, RANK) and known.scale == 1
