"""The words for lights and outlooks, the same wherever they are shown."""

from collections.abc import Mapping

from console.language import Sentence, say
from console.standing.terms import Light, Outlook

LIGHTS: Mapping[Light, Sentence] = {
    Light.BEHIND: say("behind"),
    Light.OVERDUE: say("overdue"),
    Light.SLOW: say("slow"),
    Light.NO_DATA: say("no data"),
    Light.WATCH: say("early"),
    Light.ON_TRACK: say("on track"),
    Light.NOT_DUE: say("not due"),
    Light.DONE: say("done"),
    Light.UNASSESSED: say("unrated"),
}
"""The word of every light, worst first."""

OUTLOOKS: Mapping[Outlook, Sentence | str] = {
    Outlook.LIKELY: say("likely"),
    Outlook.POSSIBLE: say("possible"),
    Outlook.UNLIKELY: say("unlikely"),
    Outlook.UNKNOWN: "",
}
