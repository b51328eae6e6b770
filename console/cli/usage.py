"""How to use the command line, said in the language of the console: the words of Python's own parser."""

import argparse

from console.language import gettext
from console.language import gettext as _


def speak() -> None:
    """Let the parser look its words up among ours."""
    vars(argparse).update(_=_words_of_the_parser, ngettext=_counted)


def _words_of_the_parser(text: str | None) -> str | None:
    return gettext(text) if text else text


def _counted(one: str, many: str, count: int) -> str:
    return gettext(one if count == 1 else many)


def known() -> tuple[str, ...]:
    """Return what the parser can say to a user, so that every sentence of it has its translation."""
    return (
        _("usage: "),
        _("options"),
        _("positional arguments"),
        _("show this help message and exit"),
        _("show program's version number and exit"),
        _("%(prog)s: error: %(message)s\n"),
        _("argument %(argument_name)s: %(message)s"),
        _("the following arguments are required: %s"),
        _("unrecognized arguments: %s"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("invalid %(type)s value: %(value)r"),
        _("expected one argument"),
        _("expected at most one argument"),
        _("expected at least one argument"),
        _("expected %s argument"),
        _("expected %s arguments"),
        _("not allowed with argument %s"),
        _("one of the arguments %s is required"),
        _("ignored explicit argument %r"),
        _("ambiguous option: %(option)s could match %(matches)s"),
    )
