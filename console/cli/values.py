"""Values that options take, and the sentence for one that is none."""

import argparse
from datetime import date

from console.language import say


def a_date(text: str) -> date:
    """Read a day written YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            str(say("{text!r} is not a date: write it as 2023-09-30", text=text))
        ) from None
