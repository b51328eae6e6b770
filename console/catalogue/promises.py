"""Check that each target makes sense by itself: unit, measure, comparator and value fit its kind."""

from console.catalogue.cells import Row
from console.catalogue.findings import shown
from console.catalogue.rows import Draft
from console.language import say
from console.targets import Comparator, Indicator, Kind, Measure, Target
from console.units import COUNT, PERCENT, RANK, factor, kind_of

GROWTH_MEASURES = frozenset({Measure.MONTH_YOY, Measure.YTD_YOY, Measure.MOM})
LEVEL_MEASURES = frozenset({Measure.MONTH, Measure.YTD, Measure.STOCK})
COUNTED = frozenset({Kind.NEW_COUNT, Kind.NET_INCREASE})
UNCOUNTED = frozenset({Kind.MILESTONE, Kind.QUALITATIVE})

MEASURES: dict[Kind, frozenset[Measure]] = {
    **dict.fromkeys(Kind, LEVEL_MEASURES),
    Kind.GROWTH: GROWTH_MEASURES,
    Kind.RELATIVE: GROWTH_MEASURES,
    Kind.RANK: frozenset({Measure.RANK}),
    Kind.CEILING: GROWTH_MEASURES | LEVEL_MEASURES,
}

_AT_LEAST = (Comparator.AT_LEAST, Comparator.EXACTLY, Comparator.ABOUT, Comparator.RANGE)
_EITHER_WAY = (Comparator.AT_LEAST, Comparator.AT_MOST, Comparator.EXACTLY, Comparator.ABOUT, Comparator.RANGE)
_DONE = (Comparator.DONE, Comparator.AT_LEAST, Comparator.EXACTLY)

COMPARATORS: dict[Kind, tuple[Comparator, ...]] = {
    Kind.GROWTH: _EITHER_WAY,
    Kind.RELATIVE: (Comparator.RELATIVE,),
    Kind.VOLUME: _AT_LEAST,
    Kind.NEW_COUNT: _AT_LEAST,
    Kind.NET_INCREASE: _AT_LEAST,
    Kind.STOCK: _EITHER_WAY,
    Kind.RATIO: _EITHER_WAY,
    Kind.RANK: (Comparator.RANK_WITHIN,),
    Kind.MILESTONE: _DONE,
    Kind.QUALITATIVE: _DONE,
    Kind.CEILING: (Comparator.AT_MOST, Comparator.ABOUT, Comparator.RANGE),
}

POSITIVE = frozenset({Kind.VOLUME, Kind.NEW_COUNT, Kind.RATIO, Kind.RANK})


def check_promises(draft: Draft) -> None:
    """Note targets whose unit, measure, comparator or value does not fit, and indicators with an unknown unit."""
    indicators = {line.what.indicator: line.what for line in draft.indicators}
    for line in draft.indicators:
        _check_indicator(line.row, line.what)
    for target in draft.targets:
        if not target.row.spoilt("kind"):
            _check_shape(target.row, target.what)
            _check_unit(target.row, target.what, indicators.get(target.what.indicator))
        _check_figures(target.row, target.what)
        _check_against(target.row, target.what, draft)


def _check_indicator(row: Row, indicator: Indicator) -> None:
    if indicator.unit and kind_of(indicator.unit) is None:
        what = say(
            "the unit {value} is not known; write for example 亿元, 万元, %, 家, 个, 万元/亩.",
            value=shown(indicator.unit),
        )
        row.fault("unknown_unit", "unit", what)
    for prefix in ("", "growth_"):
        lowest, highest = getattr(indicator, f"{prefix}lowest"), getattr(indicator, f"{prefix}highest")
        if lowest is not None and highest is not None and lowest >= highest:
            row.fault("empty_range", f"{prefix}highest", say("the highest value must be above the lowest."))


def _check_shape(row: Row, target: Target) -> None:
    if not row.spoilt("comparator") and target.comparator not in COMPARATORS[target.kind]:
        what = say("a target of the kind {kind} is not compared by {value}; choose one of: {choices}.",
                   kind=target.kind, value=target.comparator, choices=", ".join(COMPARATORS[target.kind]))  # fmt: skip
        row.fault("comparator_against_kind", "comparator", what)
    if not row.spoilt("measure") and target.measure not in MEASURES[target.kind]:
        allowed = [measure for measure in Measure if measure in MEASURES[target.kind]]
        what = say("a target of the kind {kind} does not read the measure {value}; choose one of: {choices}.",
                   kind=target.kind, value=target.measure, choices=", ".join(allowed))  # fmt: skip
        row.fault("measure_against_kind", "measure", what)
    if target.against and target.kind is not Kind.RELATIVE:
        row.fault("unused_value", "against", say("only a relative target is held against another; empty this cell."))


def _check_unit(row: Row, target: Target, indicator: Indicator | None) -> None:
    kind = kind_of(target.unit)
    if not target.unit and target.kind in UNCOUNTED:
        return
    if not target.unit:
        row.fault("missing_value", "unit", say("this cell is empty; fill it in."))
    elif kind is None:
        what = say(
            "the unit {value} is not known; write for example 亿元, 万元, %, 家, 个, 万元/亩.", value=shown(target.unit)
        )
        row.fault("unknown_unit", "unit", what)
    elif not _unit_fits(target, kind):
        what = say("the unit {value} does not fit the kind {kind}; {wanted}",
                   value=shown(target.unit), kind=target.kind, wanted=_wanted(target.kind))  # fmt: skip
        row.fault("unit_against_kind", "unit", what)
    elif indicator and target.measure not in GROWTH_MEASURES and factor(target.unit, indicator.unit) != 1.0:
        what = say("the indicator {indicator} is measured in {wanted}, not in {value}; use the same unit in both.",
                   indicator=indicator.indicator, wanted=indicator.unit or "—", value=shown(target.unit))  # fmt: skip
        row.fault("unit_against_indicator", "unit", what)


def _unit_fits(target: Target, kind: str) -> bool:
    if target.measure in GROWTH_MEASURES or target.kind in (Kind.GROWTH, Kind.RELATIVE):
        return kind == PERCENT
    if target.kind is Kind.RANK:
        return kind == RANK
    if target.kind in COUNTED | UNCOUNTED:
        return kind == COUNT
    if target.kind is Kind.RATIO:
        return kind == PERCENT or "_per_" in kind
    return kind != RANK and (target.kind is not Kind.VOLUME or kind != PERCENT)


def _wanted(kind: Kind) -> object:
    if kind in (Kind.GROWTH, Kind.RELATIVE):
        return say("growth is measured in 个百分点 or %.")
    if kind is Kind.RANK:
        return say("a rank is measured in 名 or 位.")
    if kind in COUNTED | UNCOUNTED:
        return say("things are counted in 个, 家, 户, 项, 条 and the like.")
    if kind is Kind.RATIO:
        return say("a ratio is measured in one unit per another, such as 万元/亩, or in %.")
    return say("an amount is measured in money, a count or a quantity.")


def _check_figures(row: Row, target: Target) -> None:
    if target.value is not None and not row.spoilt("kind"):
        if target.kind in POSITIVE and target.value <= 0:
            row.fault("not_positive", "value", say("this must be more than 0."))
        if target.kind is Kind.RANK and not target.value.is_integer():
            row.fault("not_whole", "value", say("this must be a whole number, {lowest} or more.", lowest=1))
        if target.kind is Kind.RANK and target.peers is not None and target.value > target.peers:
            row.fault("impossible_rank", "peers", say("fewer are ranked than the target's place; correct one of them."))
    if target.value is not None and target.upper is not None and target.upper <= target.value:
        row.fault("empty_range", "upper", say("the upper end must be above the value."))
    if target.tolerance is not None and target.tolerance < 0:
        row.fault("negative", "tolerance", say("this must not be less than 0."))
    _check_unused(row, target)
    if target.clause_offset is not None and not target.clause:
        row.fault(
            "offset_without_clause", "clause", say("there is a clause_offset but no clause; fill in both or neither.")
        )


def _check_unused(row: Row, target: Target) -> None:
    if row.spoilt("comparator"):
        return
    if target.upper is not None and target.comparator is not Comparator.RANGE:
        row.fault("unused_value", "upper", say("only the comparator range has an upper end; empty this cell."))
    if target.tolerance is not None and target.comparator not in (Comparator.ABOUT, Comparator.RELATIVE):
        row.fault(
            "unused_value", "tolerance", say("only the comparators ~ and ~rel have a tolerance; empty this cell.")
        )


def _check_against(row: Row, target: Target, draft: Draft) -> None:
    if not target.against:
        return
    other = next((line.what for line in draft.targets if line.what.target_id == target.against), None)
    if target.against == target.target_id or (other and other.measure is not target.measure):
        what = say(
            "{value} must be another target that reads the measure {measure}.",
            value=target.against,
            measure=target.measure,
        )
        row.fault("unfit_against", "against", what)
