"""Numbers, amounts, months and days put into words, the way a briefing writes them in each language."""

from dataclasses import dataclass
from datetime import date

from console.language import Sentence, say
from console.rounding import short, written
from console.units import comes_whole


@dataclass(frozen=True, slots=True)
class Both:
    """The same words in English and in Chinese; a message picks the one it needs."""

    english: str
    chinese: str


_PERCENT = ("%", "百分比")
_POINTS = ("个百分点", "百分点", "%点差")


def number(value: float, places: int = 2) -> str:
    """Return a number with thousands separators and no needless decimals: 7,000 · 150.92 · -0.5."""
    return short(written(value, places))


def amount(value: float, unit: str, places: int = 2) -> Sentence:
    """Return a figure with its unit, a forecast of projects as whole ones; English gives 亿元 in millions of yuan."""
    if unit in _PERCENT:
        return say("{percent}%", percent=number(value, places))
    if unit in _POINTS:
        return points(value, places)
    figure = number(value, 0 if comes_whole(unit) else places)
    return in_both(_in_english(value, unit, figure), f"{figure} {unit}".rstrip())


def _in_english(value: float, unit: str, figure: str) -> str:
    if unit == "亿元":
        return f"{number(value * 100)} million yuan" if abs(value) < 10 else f"{number(value / 10)} billion yuan"
    if unit == "万元":
        return f"{number(value * 1e4, 0)} yuan"
    if unit == "万元/亩":
        return f"{number(value * 1e4, 0)} yuan per mu"
    return figure if is_count(unit) else f"{figure} {unit}".rstrip()


def in_both(english: str, chinese: str) -> Sentence:
    """Return words of the data that are given in both languages."""
    return say("{words.english}", words=Both(english, chinese))


def is_count(unit: str) -> bool:
    """Return whether a unit is a counting word, which English leaves out: 家, 个, 项."""
    return len(unit) == 1 and not unit.isascii()


def percent(value: float) -> Sentence:
    """Return a rate given in %, with one decimal."""
    return say("{percent}%", percent=number(value, 1))


def share(value: float) -> Sentence:
    """Return a share of 1 as a percentage with one decimal."""
    return percent(100 * value)


def chance(probability: float) -> Sentence:
    """Return a probability in whole percent; no forecast is called 0 % or 100 %."""
    if probability < 0.01:
        return say("less than 1%")
    if probability > 0.99:
        return say("more than 99%")
    return say("{percent}%", percent=str(round(100 * probability)))


def points(value: float, places: int = 1) -> Sentence:
    """Return a difference in percentage points, without its sign."""
    text = number(abs(value), places)
    text = number(abs(value), 2) if text == "0" else text
    return say("{points} point", points=text) if text == "1" else say("{points:point|points}", points=text)


def days(count: int) -> Sentence:
    """Return a number of days."""
    return say("{days} day", days=count) if count == 1 else say("{days:day|days}", days=count)


def months_left(count: int) -> Sentence:
    """Return the stretch to the end of the year, to begin a sentence with."""
    return say("the last month") if count == 1 else say("the last {months} months", months=count)


def month_name(day: date) -> Sentence:
    """Return the month of a day."""
    return _MONTHS[day.month - 1]


def day_name(day: date, seen_from: date) -> Sentence:
    """Return a day, with its year when that is not the year it is seen from."""
    if day.year == seen_from.year:
        return say("{day} {month}", day=day.day, month=month_name(day))
    return say("{day} {month} {year}", day=day.day, month=month_name(day), year=day.year)


_MONTHS = (
    say("January"),
    say("February"),
    say("March"),
    say("April"),
    say("May"),
    say("June"),
    say("July"),
    say("August"),
    say("September"),
    say("October"),
    say("November"),
    say("December"),
)
