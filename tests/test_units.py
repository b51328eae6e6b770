"""Units of measure: their kinds and conversions."""

import pytest

from console.units import factor, kind_of


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("元", "money"),
        ("万元", "money"),
        ("亿元", "money"),
        ("百万元", "money"),
        ("yuan", "money"),
        ("10k yuan", "money"),
        ("100m yuan", "money"),
        ("亿美元", "dollars"),
        ("%", "percent"),
        ("％", "percent"),
        ("‰", "percent"),
        ("个百分点", "percent"),
        ("家", "count"),
        ("个", "count"),
        ("户", "count"),
        ("项", "count"),
        ("条", "count"),
        ("万人", "count"),
        ("名", "rank"),
        ("位", "rank"),
        ("亩", "area"),
        ("万元/亩", "money_per_area"),
        ("10k yuan per mu", "money_per_area"),
        ("元/人", "money_per_count"),
        ("微克/立方米", "concentration"),
        ("吨标准煤", "energy"),
    ],
)
def test_a_unit_of_the_field_has_its_kind(unit: str, kind: str) -> None:
    assert kind_of(unit) == kind


@pytest.mark.parametrize(
    "unit", ["", " ", "元元", "万", "/", "万元/", "/亩", "元/亩/年", "furlong", "1 yuan 2", "千百元"]
)
def test_an_unknown_unit_has_no_kind(unit: str) -> None:
    assert kind_of(unit) is None
    assert factor(unit, "元") is None
    assert factor("元", unit) is None


@pytest.mark.parametrize(
    ("have", "want", "times"),
    [
        ("元", "亿元", 1e-8),
        ("万元", "亿元", 1e-4),
        ("亿元", "亿元", 1.0),
        ("亿元", "万元", 1e4),
        ("万亿元", "亿元", 1e4),
        ("yuan", "元", 1.0),
        ("10k yuan", "万元", 1.0),
        ("100m yuan", "亿元", 1.0),
        ("100 million yuan", "亿元", 1.0),
        ("billion yuan", "亿元", 10.0),
        ("RMB 100 million", "亿元", 1.0),
        ("RMB 100 million (monthly increment)", "亿元", 1.0),
        ("USD billion", "亿美元", 10.0),
        ("万元（现价）", "亿元", 1e-4),
        ("thousand yuan", "元", 1e3),
        ("‰", "%", 0.1),
        ("个百分点", "%", 1.0),
        ("基点", "个百分点", 0.01),
        ("家", "户", 1.0),
        ("个", "项", 1.0),
        ("条", "个", 1.0),
        ("万户", "家", 1e4),
        ("位", "名", 1.0),
        ("元/亩", "万元/亩", 1e-4),
        ("亿元/平方公里", "万元/亩", 1e4 / 1500),
        ("万元/公顷", "万元/亩", 1 / 15),
        ("平方公里", "亩", 1500.0),
        ("万亩", "亩", 1e4),
    ],
)
def test_a_unit_converts_into_another_of_its_kind(have: str, want: str, times: float) -> None:
    assert factor(have, want) == times


@pytest.mark.parametrize(
    ("have", "want"),
    [
        ("元", "%"),
        ("美元", "元"),
        ("家", "名"),
        ("家", "条"),
        ("项", "人"),
        ("万元/亩", "万元"),
        ("元/人", "元/亩"),
        ("%", "个"),
    ],
)
def test_units_of_other_kinds_do_not_convert(have: str, want: str) -> None:
    assert factor(have, want) is None


def test_spelling_may_vary_in_width_case_and_blanks() -> None:
    assert factor(" 万元 ", "万元") == 1.0
    assert factor("10K  YUAN", "万元") == 1.0
    assert factor("万元/亩", "万元/亩") == 1.0


def test_conversion_there_and_back_changes_nothing() -> None:
    for have, want in (("元", "亿元"), ("‰", "%"), ("公顷", "亩"), ("万元/公顷", "元/亩")):
        there, back = factor(have, want), factor(want, have)
        assert there is not None
        assert back is not None
        assert there * back == pytest.approx(1.0, rel=1e-15)
