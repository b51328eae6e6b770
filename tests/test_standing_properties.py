"""What must hold for any figures: better is never worse, every figure is finite, no verdict on pace alone in winter."""

import math
from collections.abc import Mapping
from dataclasses import astuple, fields, replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from console.language import Sentence
from console.periods import month_end
from console.standing import Event, Evidence, Light, Outlook, Standing, counts, stand
from console.targets import MEASURE_OF_KIND, Comparator, Kind, Panel, Release, Stage, Target

FIGURES = st.floats(-1e4, 1e4, allow_nan=False).map(lambda value: round(value, 3))
WILD = st.one_of(
    FIGURES,
    st.sampled_from([0.0, -0.0, 1e-320, 1e-9, -1e-9, 1e15, -1e15, 1e300, -1e300, math.inf, -math.inf, math.nan]),
)
MONTHS = st.integers(1, 12)
UP = (Kind.GROWTH, Kind.VOLUME, Kind.NEW_COUNT, Kind.NET_INCREASE, Kind.STOCK, Kind.RATIO)
DOWN = (Kind.RANK, Kind.CEILING)
GOODNESS = {
    Light.DONE: 4,
    Light.ON_TRACK: 3,
    Light.WATCH: 2,
    Light.NOT_DUE: 2,
    Light.SLOW: 1,
    Light.OVERDUE: 0,
    Light.BEHIND: 0,
}


def target(kind: Kind, value: float | None, comparator: Comparator | None = None, **rest: float | None) -> Target:
    usual = {Kind.RANK: Comparator.RANK_WITHIN, Kind.CEILING: Comparator.AT_MOST}.get(kind, Comparator.AT_LEAST)
    bare = Target(
        "X", "x", "430723", kind, comparator or usual, value, "家", date(2023, 12, 31), Panel.GROWTH, "甲", "A",
        MEASURE_OF_KIND[kind], peers=140,
    )  # fmt: skip
    return replace(bare, **rest)  # type: ignore[arg-type]


def histories(figures: st.SearchStrategy[float]) -> st.SearchStrategy[dict[date, float]]:
    """Return readings of up to five earlier years with gaps."""
    months = st.builds(lambda y, m: month_end(date(y, m, 1)), st.integers(2017, 2022), st.sampled_from([2, 6, 9, 12]))
    return st.dictionaries(months, figures, max_size=24)


RELEASES = st.lists(
    st.builds(lambda m, wait: Release("r", month_end(date(2023, m, 1)), month_end(date(2023, m, 1)) + wait),
              MONTHS, st.integers(1, 90).map(lambda days: timedelta(days=days))),
    max_size=12,
).map(tuple)  # fmt: skip

LIGHTS = st.one_of(st.none(), st.sampled_from(list(Light)))


def every_number(standing: Standing) -> list[float]:
    found: list[float] = []
    for value in (getattr(standing, field.name) for field in fields(standing)):
        if isinstance(value, int | float):
            found.append(float(value))
    return found


@settings(max_examples=120, deadline=None)
@given(
    kind=st.sampled_from([*UP, *DOWN]),
    value=FIGURES,
    figures=st.tuples(FIGURES, FIGURES),
    month=st.sampled_from([2, 6, 9, 12]),
    history=histories(FIGURES),
    levels=histories(FIGURES),
    plan=st.dictionaries(MONTHS.map(lambda m: month_end(date(2023, m, 1))), FIGURES, max_size=3),
    releases=RELEASES,
    previous=LIGHTS,
    spread=st.one_of(st.none(), st.floats(0.01, 10)),
    days=st.integers(0, 120),
)
def test_a_better_actual_never_gives_a_worse_light_or_a_smaller_chance(
    kind: Kind,
    value: float,
    figures: tuple[float, float],
    month: int,
    history: dict[date, float],
    levels: dict[date, float],
    plan: Mapping[date, float],
    releases: tuple[Release, ...],
    previous: Light | None,
    spread: float | None,
    days: int,
) -> None:
    wanted = target(kind, value, start=levels.get(date(2022, 12, 31)))
    worse, better = sorted(figures, reverse=kind in DOWN)
    period = month_end(date(2023, month, 1))

    def at(actual: float) -> Standing:
        evidence = Evidence(history | {period: actual}, levels, plan=plan, releases=releases, spread=spread)
        return stand(wanted, evidence, period + timedelta(days=days), previous)

    low, high = at(worse), at(better)
    assert GOODNESS[high.light] >= GOODNESS[low.light]
    if low.probability is not None and high.probability is not None:
        assert high.probability >= low.probability - 1e-9
    if high.gap is not None and low.gap is not None:
        assert high.gap >= low.gap


@settings(max_examples=80, deadline=None)
@given(
    kind=st.sampled_from([Kind.GROWTH, Kind.VOLUME, Kind.STOCK, Kind.RATIO]),
    comparator=st.sampled_from([Comparator.ABOUT, Comparator.RANGE, Comparator.EXACTLY]),
    value=st.floats(1, 500).map(lambda v: round(v, 2)),
    width=st.floats(0, 50).map(lambda v: round(v, 2)),
    steps=st.tuples(st.floats(0, 200), st.floats(0, 200)),
    above=st.booleans(),
)
def test_nearer_to_a_band_is_never_worse(
    kind: Kind, comparator: Comparator, value: float, width: float, steps: tuple[float, float], above: bool
) -> None:
    wanted = target(kind, value, comparator, upper=value + width, tolerance=width)
    far, near = sorted(steps, reverse=True)
    edge, sign = (value + width, 1) if above else (value - (0 if comparator is Comparator.RANGE else width), -1)
    lights = [
        stand(wanted, Evidence({date(2023, 12, 31): edge + sign * step}), date(2024, 1, 20)).light
        for step in (far, near)
    ]
    assert GOODNESS[lights[1]] >= GOODNESS[lights[0]]


@settings(max_examples=120, deadline=None)
@given(
    kind=st.sampled_from(list(Kind)),
    comparator=st.sampled_from(list(Comparator)),
    value=st.one_of(st.none(), WILD),
    this_year=st.dictionaries(MONTHS.map(lambda m: month_end(date(2023, m, 1))), WILD, max_size=12),
    history=histories(WILD),
    levels=histories(WILD),
    against=histories(WILD),
    plan=st.dictionaries(MONTHS.map(lambda m: month_end(date(2023, m, 1))), WILD, max_size=4),
    releases=RELEASES,
    spread=st.one_of(st.none(), WILD),
    extra=st.fixed_dictionaries({"upper": st.one_of(st.none(), WILD), "tolerance": st.one_of(st.none(), WILD),
                                 "start": st.one_of(st.none(), WILD)}),
    as_of=st.dates(date(2022, 12, 1), date(2024, 6, 1)),
    excluded=st.frozensets(st.integers(2018, 2023), max_size=3),
)  # fmt: skip
def test_no_figure_is_ever_infinite_or_not_a_number_and_every_sentence_can_be_said(
    kind: Kind,
    comparator: Comparator,
    value: float | None,
    this_year: dict[date, float],
    history: dict[date, float],
    levels: dict[date, float],
    against: dict[date, float],
    plan: dict[date, float],
    releases: tuple[Release, ...],
    spread: float | None,
    extra: dict[str, float | None],
    as_of: date,
    excluded: frozenset[int],
) -> None:
    evidence = Evidence(
        history | this_year, levels, against | this_year, plan, releases, (), (), exclude_years=excluded, spread=spread
    )
    found = stand(target(kind, value, comparator, **extra), evidence, as_of)
    assert all(math.isfinite(number) for number in every_number(found))
    assert found.probability is None or 0 <= found.probability <= 1
    if found.low is not None and found.high is not None:
        assert found.low <= found.high
    for sentence in (found.reason, found.outlook_reason, found.required_reason):
        if isinstance(sentence, Sentence):
            words = sentence.said_in("en")
            assert words
            assert not any(bad in words for bad in ("nan", "inf ", "{", "}", "None"))


@settings(max_examples=80, deadline=None)
@given(
    kind=st.sampled_from([*UP, Kind.RANK, Kind.RELATIVE, Kind.MILESTONE]),
    value=st.floats(1, 1e4),
    actual=st.floats(-1e4, 1e4),
    month=st.sampled_from([1, 2]),
    history=histories(FIGURES),
    days=st.integers(0, 30),
    previous=LIGHTS,
)
def test_nothing_is_behind_on_pace_alone_before_march(
    kind: Kind, value: float, actual: float, month: int, history: dict[date, float], days: int, previous: Light | None
) -> None:
    period = month_end(date(2023, month, 1))
    comparator = Comparator.RELATIVE if kind is Kind.RELATIVE else None
    evidence = Evidence(history | {period: actual}, against={period: value})
    found = stand(target(kind, value, comparator), evidence, period + timedelta(days=days), previous)
    assert found.light not in (Light.SLOW, Light.BEHIND)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["A", "B", "C", "D"]), st.floats(0, 40)), max_size=12))
def test_counts_never_count_a_target_twice(parts: list[tuple[str, float]]) -> None:
    standings = [
        stand(
            replace(target(Kind.NEW_COUNT, 20), target_id=name, parent="A" if name != "A" else ""),
            Evidence({date(2023, 9, 30): actual}),
            date(2023, 10, 1),
        )
        for name, actual in parts
    ]
    assert sum(counts(standings).values()) == len({name for name, _ in parts})


@settings(max_examples=80, deadline=None)
@given(
    days=st.integers(0, 400),
    reached=st.sets(st.sampled_from(["a", "b", "c"])),
    more=st.sampled_from(["a", "b", "c"]),
)
def test_one_more_finished_stage_is_never_worse(days: int, reached: set[str], more: str) -> None:
    stages = tuple(Stage("X", name, name, name, date(2023, 3 * i, 15)) for i, name in enumerate("abc", 1))
    as_of = date(2023, 1, 1) + timedelta(days=days)

    def with_stages(done: set[str]) -> Standing:
        events = tuple(Event(date(2023, 1, 1), name) for name in sorted(done))
        wanted = target(Kind.MILESTONE, None, Comparator.DONE)
        return stand(wanted, Evidence(stages=stages, events=events), as_of)

    assert GOODNESS[with_stages(reached | {more}).light] >= GOODNESS[with_stages(reached).light]


@settings(max_examples=80, deadline=None)
@given(FIGURES, histories(FIGURES), st.dates(date(2023, 1, 1), date(2024, 3, 1)))
def test_the_same_evidence_gives_the_same_standing(actual: float, history: dict[date, float], as_of: date) -> None:
    evidence = Evidence(history | {date(2023, 9, 30): actual})
    backwards = Evidence(dict(reversed(list(evidence.readings.items()))))
    wanted = target(Kind.VOLUME, 100)
    assert astuple(stand(wanted, evidence, as_of)) == astuple(stand(wanted, backwards, as_of))


def test_the_outlook_of_an_unknown_chance_is_unknown() -> None:
    assert stand(target(Kind.RATIO, 5), Evidence(), date(2023, 5, 1)).outlook is Outlook.UNKNOWN
