"""Every message exists in both languages, none is left over, and both say the same values."""

import string

import pytest

from console.language import say
from tests.messages import MO, compiled, in_chinese, in_the_code

pytestmark = pytest.mark.once


def places(text: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_message_of_the_code_has_a_chinese_translation() -> None:
    known = {str(message.id) for message in in_chinese() if message.string}
    assert sorted(set(in_the_code()) - known) == []


def test_no_translation_is_left_over_from_a_message_that_is_gone() -> None:
    assert sorted({str(message.id) for message in in_chinese() if message.id} - set(in_the_code())) == []


def test_a_translation_has_the_same_places_for_values_as_its_message() -> None:
    differing = [
        str(message.id)
        for message in in_chinese()
        if message.id and places(str(message.id)) != places(str(message.string))
    ]
    assert differing == []


def test_the_compiled_messages_are_those_that_are_written_down() -> None:
    assert MO.read_bytes() == compiled(in_chinese())


def test_a_word_goes_with_its_count_in_english_and_stays_in_chinese() -> None:
    said = [say("{rows:row|rows}", rows=rows) for rows in (1, "1", 0, 2, "1,000")]
    assert [one.said_in("en") for one in said] == ["1 row", "1 row", "0 rows", "2 rows", "1,000 rows"]
    assert said[0].said_in("zh") == "1 行"
