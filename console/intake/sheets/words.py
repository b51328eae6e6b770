"""The words in the headings of Chinese tables: names of columns, units, measures, and the period of a title."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from console.periods import parse_period
from console.units import kind_of

Heading = TypeVar("Heading")

NAMES: Mapping[str, tuple[str, ...]] = {
    "indicator": ("指标", "指标名称", "主要指标", "统计指标", "指标项"),
    "place": (
        "地区", "镇街", "镇(街道)", "镇街名称", "乡镇", "乡镇(街道)", "乡镇街道", "街镇", "区域", "行政区划", "所在地",
        "属地",
    ),
    "period": ("时期", "期间", "月份", "报告期", "统计期", "所属期", "期别", "账期", "年月", "时间"),
    "value": ("数值", "数据", "实际值", "完成值", "完成数", "本期", "本期数", "本期值"),
    "measure": ("口径", "数据口径", "统计口径"),
    "unit": ("计量单位", "单位"),
    "dimension": ("分组", "分组名称"),
    "member": ("分项", "分项名称"),
    "status": ("状态", "数据状态"),
    "published": ("发布日期", "公布日期"),
    "county": ("所属县",),
    "note": ("备注",),
    "entry_id": ("编号", "明细编号", "项目编号", "统一社会信用代码"),
    "name": ("名称", "企业名称", "项目名称"),
    "event": ("事项", "事件"),
    "date": ("日期", "发生日期"),
    "industry": ("行业", "所属行业"),
    "amount": ("金额",),
    "evidence": ("依据", "佐证材料"),
}  # fmt: skip
"""What the columns of the contract are called in Chinese; the first name is the one that the template writes."""

TOTALS = ("合计", "总计", "全县", "全县合计", "全县总计", "总量", "全部合计")
"""Names of a row that is the county's own figure."""

_ASIDE = ("序号", "编号", "排名", "位次", "排位", "备注", "代码", "行政区划代码", "联系人", "联系电话", "填报人")
_NOTES = re.compile(
    r"(注|备注|说明|填报|填表|制表|审核|复核|负责人|单位负责人|联系|数据来源|资料来源|报出日期|note|source)", re.I
)
_UNIT = re.compile(r"[((\[]([^()()\[\]]{1,12})[))\]]$")
_NUMBERED = re.compile(
    "^(?:[一二三四五六七八九十]{1,3}、|[(\uff08][一二三四五六七八九十\\d]{1,3}[)\uff09]|\\d{1,2}[.、\uff0e](?!\\d)|[#*]|其中[:\uff1a])+"
)
_GROWTH = re.compile(r"同比|增长|增减|增速|增幅|±|[%%]$")
_MONTH = re.compile(r"当月|单月|本月(?!止|累)")
_LEVEL = re.compile(r"累计|完成|绝对|总量|数值|总额$|本月止|本年|今年|实际|实绩")
_PAST = re.compile(r"上年|去年|同期数|同期$|计划|目标|占比|比重|完成率|进度|任务")
_MEASURES = re.compile(
    r"(?:比?上年同期|较上年同期)?(?:(?:自?年初|本月止|本年|今年|当月|本月|单月|1-本月|累计|完成|绝对)+(?:值|额|数|量)?)?"
    r"(?:同比|环比)?(?:(?:增长|增减|增速|增幅|±)+率?)?[%%]?$"
)  # fmt: skip


def plain(cell: object) -> str:
    """Return a heading as it is compared: in plain characters and without space in it."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", "" if cell is None else str(cell)))


def named_by(heading: str, column: str, own: str | None) -> bool:
    """Tell whether a heading names a column of the contract, by its own name, the agency's or a usual Chinese one."""
    if own is not None:
        return plain(own) in (heading, without_unit(heading)[0])
    base = without_unit(heading)[0].lower()
    return base == column or base in map(plain, NAMES.get(column, ()))


def without_unit(heading: str) -> tuple[str, str]:
    """Return a heading and the unit in brackets at its end: 产值(亿元) is 产值 in 亿元."""
    if (found := _UNIT.search(heading)) and kind_of(unit := found[1].lstrip("±+-").removeprefix("单位:")):
        return heading[: found.start()], unit
    if heading.endswith("%") and len(heading) > 1:
        return heading.rstrip("%").rstrip("±"), "%"
    return heading, ""


def is_aside(heading: str) -> bool:
    """Tell whether a column holds no figures of its own: a serial number, a remark, last year's figure, a share."""
    return (
        not heading
        or without_unit(heading)[0] in _ASIDE
        or bool(_PAST.search(re.sub("比上年同期|较上年同期", "", heading)))
    )


def is_note(cell: object) -> bool:
    """Tell whether a row's only cell is a remark below the table."""
    return bool(_NOTES.match(plain(cell)))


def without_number(cell: str) -> str:
    """Return the name of an indicator without the number before it: 一、, 1., 其中:."""
    return _NUMBERED.sub("", cell.strip()).strip()


def indicator_name(cell: str, *, bare: bool) -> str:
    """Return the name of an indicator in a row, without its number and, when asked, without the unit behind it."""
    name = without_number(cell)
    if bare and (unit := without_unit(plain(name))[1]):
        found = re.search("[(\uff08\\[][^()\uff08\uff09\\[\\]]*[)\uff09\\]]\\s*$", name)
        return name[: found.start()].strip() if found and unit else name
    return name


def place_name(cell: str) -> str:
    """Return the name of a place without space within Chinese words and without what marks a part."""
    text = re.sub("^其中[:\uff1a]\\s*", "", cell.strip())
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text)


def as_number(cell: object) -> float | None:
    """Return a cell as a number: separators of thousands, full-width digits and a sign of per cent are understood."""
    text = plain(cell).replace("\N{MINUS SIGN}", "-").replace(",", "").rstrip("%")
    try:
        return float(text) if text and not text[-1].isalpha() else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Told:
    """What a heading over figures says of them; what it does not say is empty."""

    indicator: str = ""
    measure: str = ""
    unit: str = ""
    period: str = ""


def told_by(heading: str, unit: str, indicators: Mapping[str, str], year: str) -> Told:
    """Return what a heading over figures means, given the indicators that are known and the year of the title."""
    base = heading
    for name in sorted(indicators, key=len, reverse=True):
        if (spelt := plain(name)) and spelt in base:
            rest = base.replace(spelt, "", 1)
            return _told(name, rest, unit, year)
    rest = found[0] if (found := _MEASURES.search(base)) else ""
    return _told(base.removesuffix(rest) if rest else base, rest, unit, year)


def with_their_indicators(told: Iterable[tuple[Heading, Told]]) -> list[tuple[Heading, Told]]:
    """Let a heading that speaks of growth alone, such as 同比±%, belong to the figures on its left."""
    made, before = [], ""
    for heading, one in told:
        if before and not one.indicator and one.measure in ("ytd_yoy", "month_yoy", "mom"):
            one = replace(one, indicator=before)
        before = one.indicator
        made.append((heading, one))
    return made


def told_without_indicator(heading: str, unit: str, year: str) -> Told | None:
    """Return what a heading means beside a column of indicators; None when it is not about figures that are kept."""
    period = period_of(heading, year)
    if period or _GROWTH.search(heading) or _MONTH.search(heading) or _LEVEL.search(heading) or "环比" in heading:
        return _told("", heading, unit, year)
    return Told("", "", unit) if heading in ("", *map(plain, NAMES["value"])) else None


def _told(indicator: str, rest: str, unit: str, year: str) -> Told:
    rest = re.sub(r"^[-_::/·、]+|[-_::/·、]+$", "", rest)
    return Told(indicator, measure_of(rest, unit), unit, period_of(rest, year))


def measure_of(words: str, unit: str = "") -> str:
    """Return the measure that words beside an indicator name; a running total when they name none."""
    if "环比" in words:
        return "mom"
    if _GROWTH.search(words):
        return "month_yoy" if _MONTH.search(words) else "ytd_yoy"
    if re.search("位次|排名|排位", words):
        return "rank"
    if re.search("余额|期末|月末|年末|存量", words):
        return "stock"
    return "month" if _MONTH.search(words) else "ytd"


def period_of(words: str, year: str = "") -> str:
    """Return words as a period that can be read, with the year of the title where they name none; empty otherwise."""
    words = plain(words)
    if parse_period(words):
        return words
    if year and words and parse_period(f"{year}年{words}"):
        return f"{year}年{words}"
    return ""


_DATED = re.compile(r"(?:19|20)\d{2}(?:年|[-/.]?\d{1,2})")
_SPAN = re.compile(r"(?:19|20)\d{2}(?:年[^,,。;;、]{1,16}|[-/.]\d{1,2}|[01]\d)")


def title_period(title: str) -> tuple[str, str]:
    """Return the period that a title names, and its year; a year alone is no period, unless it says 全年 or 年度."""
    text = plain(title)
    year = found[0][:4] if (found := _DATED.search(text)) else ""
    for span in _SPAN.finditer(text):
        for end in range(len(span[0]), 5, -1):
            if parse_period(words := span[0][:end]) and not re.fullmatch(r"\d{4}年?", words):
                return words, year
    return "", year


def title_unit(title: str) -> str:
    """Return the one unit that a line such as 单位:亿元 gives for a whole table."""
    if not (found := re.search(r"单位[::]([^\s()]{1,20})", unicodedata.normalize("NFKC", title))):
        return ""
    units = [unit for unit in re.split("[、,,;;/]", found[1]) if kind_of(unit) not in (None, "percent")]
    if kind_of(found[1]):
        units = [found[1]]
    return units[0] if len(units) == 1 else ""
