"""Which column of an unknown file is which column of the contract: told by its heading and by what stands in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.intake.contract import COLUMNS, ENTRIES, MEASURES, READINGS, STATUS_SPELLINGS
from console.intake.known import Known
from console.intake.sampled import Sample, Seen
from console.intake.sheets import words
from console.units import kind_of

FIGURES = "figures"
"""The role of a column whose figures are readings of their own: its heading says of what."""
ASIDE = ""
"""The role of a column that is left aside."""


class Why(StrEnum):
    """By what a column was matched."""

    NAME = "name"
    CONTENT = "content"
    BOTH = "both"
    CHOSEN = "chosen"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Match:
    """What a column is read as, and why."""

    role: str = ASIDE
    why: Why = Why.NOTHING


# Parts of headings that point to a column of the contract, besides the names that need no profile.
_HINTS: Mapping[str, re.Pattern[str]] = {
    role: re.compile(pattern, re.I)
    for role, pattern in {
        "indicator": "指标|科目|税种|税目|项目|内容|名称|indicator|item",
        "place": "地区|镇|街道|乡|区域|区划|属地|单位|辖区|place|region|town",
        "period": "时间|时期|期间|日期|月份|年月|期别|所属期|账期|报告期|统计期|period|month|date",
        "value": "本期|累计|数值|数据|金额|完成|实绩|实际|本年|本月|余额|发生额|value|amount|figure",
        "unit": "计量|单位|unit",
        "measure": "口径|类型|measure",
        "status": "状态|status",
        "published": "发布|公布|published",
        "dimension": "分组|类别|dimension",
        "member": "分项|银行|行业名称|member",
        "entry_id": "编号|编码|代码|信用代码|id$",
        "name": "名称|企业|项目|name",
        "event": "事项|事件|动作|event",
        "date": "日期|时间|date",
        "industry": "行业|industry",
        "amount": "金额|投资|贷款|amount",
        "evidence": "依据|佐证|文号|evidence",
    }.items()
}
_BY_CONTENT = frozenset({"indicator", "place", "period", "value", "unit", "measure", "status", "amount", "date"})
_LEAST = 1.0
_SPELLINGS = (
    "%d/%m/%Y", "%m/%Y", "%m-%Y", "%m.%Y", "%Y_%m", "%y-%m", "%y.%m", "%y年%m月", "%b-%y", "%b %Y", "%B %Y",
    "%Y/%m/%d %H:%M:%S", "%Y%m%d%H%M%S", "%d.%m.%Y",
)  # fmt: skip
"""Spellings of a period that need to be named, most likely first."""


def match(sample: Sample, known: Known, form: str = "") -> tuple[str, list[Match]]:
    """Return the form of a file and what each of its columns is; every column of the contract is given once."""
    form = form or _form(sample)
    roles = [column.name for column in COLUMNS[form]]
    scores = sorted(
        (
            (score, -at, -order, why)
            for at, seen in enumerate(sample.columns)
            for order, role in enumerate(roles)
            for score, why in [_score(seen, role, sample, known, form)]
            if score >= _LEAST
        ),
        reverse=True,
    )
    found: dict[int, Match] = {}
    for _, at, order, why in scores:
        role = roles[-order]
        if -at not in found and role not in {one.role for one in found.values()}:
            found[-at] = Match(role, why)
    matches = [found.get(at, Match()) for at in range(len(sample.columns))]
    return form, _with_figures(sample, matches) if form == READINGS else matches


def _form(sample: Sample) -> str:
    headings = [words.plain(seen.name) for seen in sample.columns]
    numbered = any(words.named_by(heading, "entry_id", None) for heading in headings)
    happened = any(words.named_by(heading, "event", None) for heading in headings)
    return ENTRIES if numbered and happened else READINGS


def _score(seen: Seen, role: str, sample: Sample, known: Known, form: str) -> tuple[float, Why]:
    """Return how well a column fits a role; 0 where its content speaks against it."""
    heading = words.plain(seen.name)
    exact = words.named_by(heading, role, None)
    named = 2.0 if exact else 1.0 if role in _HINTS and _HINTS[role].search(words.without_unit(heading)[0]) else 0.0
    if role in ("value", "amount") and words.is_aside(heading):
        return 0.0, Why.NOTHING
    if role not in _BY_CONTENT or not seen.filled:
        return (named, Why.NAME) if role not in _BY_CONTENT or exact else (0.0, Why.NOTHING)
    share = share_of(seen, role, sample, known)
    if role in ("unit", "measure", "status", "value", "amount") and share < (0.5 if not exact or role == "unit" else 0):
        return 0.0, Why.NOTHING
    if role in ("period", "place", "indicator") and share < 0.3 and (not named or seen.figures):
        return 0.0, Why.NOTHING
    if role == "place" and share < 0.3 and not exact and form == READINGS:
        named /= 2
    if role == "value":
        # Any column of figures could be one; only its heading tells which.
        return (named and named + share / 2, Why.BOTH) if named else (0.0, Why.NOTHING)
    if role in ("date", "amount"):
        return (named + share / 2, Why.BOTH) if named else (0.0, Why.NOTHING)
    why = Why.BOTH if named and share >= 0.3 else Why.NAME if named else Why.CONTENT
    return named + 2 * share, why


def share_of(seen: Seen, role: str, sample: Sample, known: Known) -> float:
    """Return the share of a column's cells that can be read as a role has them."""
    cells = seen.filled
    if not cells:
        return 0.0
    different = set(cells)
    good = {cell for cell in different if _fits(cell, role, sample.year, known, seen)}
    return sum(cell in good for cell in cells) / len(cells)


def _fits(cell: str, role: str, year: str, known: Known, seen: Seen) -> bool:
    if role in ("value", "amount"):
        return seen.figures or words.as_number(cell) is not None
    if role in ("period", "date"):
        return bool(words.period_of(cell, year)) and not (seen.figures and len(cell) < 6)
    if role == "place":
        return words.place_name(cell) in known.places
    if role == "indicator":
        return words.indicator_name(cell, bare=True) in known.indicators
    if role == "unit":
        return kind_of(cell) is not None
    return cell in (MEASURES if role == "measure" else STATUS_SPELLINGS)


def _with_figures(sample: Sample, matches: Sequence[Match]) -> list[Match]:
    """Decide what the columns of figures are: one of them the value, or each of them readings of its own."""
    made = list(matches)
    able = [
        at for at, seen in enumerate(sample.columns)
        if made[at].role in (ASIDE, "value") and not words.is_aside(words.plain(seen.name)) and _is_figures(seen)
    ]  # fmt: skip
    exact = [at for at, seen in enumerate(sample.columns) if words.named_by(words.plain(seen.name), "value", None)]
    named = next((at for at in exact if made[at].role in (ASIDE, "value")), None)
    if named is None and len(able) > 1 and sample.door == "sheet" and all(map(_tells, _headings(sample, able))):
        return [Match(FIGURES, Why.BOTH) if at in able else one for at, one in enumerate(made)]
    value = named if named is not None else max(able, key=lambda at: _likely(sample.columns[at]), default=None)
    if value is None:
        return made
    made = [Match() if one.role == "value" else one for one in made]
    made[value] = Match("value", Why.BOTH if _likely(sample.columns[value]) else Why.CONTENT)
    return made


def _headings(sample: Sample, places: Iterable[int]) -> list[str]:
    return [words.without_unit(words.plain(sample.columns[at].name))[0] for at in places]


def _tells(heading: str) -> bool:
    """Tell whether a heading over figures says by itself what they are."""
    return bool(heading) and not re.fullmatch(r"[A-Za-z]?\d*", heading)


def _is_figures(seen: Seen) -> bool:
    filled = seen.filled
    return bool(filled) and (
        seen.figures or sum(words.as_number(cell) is not None for cell in filled) * 2 >= len(filled)
    )


_LIKELY = ("累计", "本年", "本期", "完成", "数值", "金额", "本月", "value", "amount")


def _likely(seen: Seen) -> int:
    """Return how likely a column of figures is the one that is meant: a running total before a month."""
    heading = words.plain(seen.name).lower()
    if re.search("同比|环比|增", heading):
        return 0
    return next((len(_LIKELY) - at for at, word in enumerate(_LIKELY) if word in heading), 0)


def spelling_of(cells: Iterable[str], year: str = "") -> str:
    """Return how the periods of a column are spelt, as for strptime; nothing when that needs no telling."""
    filled = [cell for cell in cells if cell]
    if not filled or sum(bool(words.period_of(cell, year)) for cell in filled) * 2 >= len(filled):
        return ""
    return next((one for one in _SPELLINGS if all(_spelt(cell, one) for cell in filled)), "")


def _spelt(cell: str, spelling: str) -> bool:
    try:
        return 1990 <= datetime.strptime(cell.strip(), spelling).year < 2100
    except ValueError:
        return False
