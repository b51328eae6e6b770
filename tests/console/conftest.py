"""Every test of the console begins in Chinese and leaves it at that."""

from collections.abc import Iterator

import pytest

from console import language


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    language.choose("zh")
    yield
    language.choose("zh")
    language.through(None)
