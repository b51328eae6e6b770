"""What the query worker has to say to a person: it sends the short name and the values, never the words."""

from collections.abc import Mapping

from console.language import Sentence, say

SAID: Mapping[str, Sentence] = {
    "too_long": say("The query is {size} KB long; at most {most} KB are taken. Leave something out, or split it."),
    "nothing": say("There is no query in the text. Write one that begins with select, from, with or show."),
    "several": say("The text holds {count} statements; one is run at a time. Put the cursor into the one to run."),
    "not_read": say(
        "The desk only reads, and {what} is not reading. Write a select; what is loaded is changed with `jindu load`."
    ),
    "pivot": say("This pivot has to look for its columns first, which is no read. Write them: on x in ('a', 'b')."),
    "explain_options": say(
        "Write explain or explain analyze followed by the query; options in brackets are not taken."
    ),
    "denied": say(
        "The function {name} tells of the machine or changes something, so the desk does not run it."
        " Take it out of the query."
    ),
    "denied_table": say(
        "{name} is not part of the store, so the desk does not read it. `show tables` lists what there is to read."
    ),
    "no_table": say("There is no table {name}. `show tables` lists those there are."),
    "misspelt_table": say("There is no table {name}; did you mean {near}?"),
    "too_deep": say("The query is nested too deeply to be checked. Write its parts as `with name as (...)`."),
    "not_checked": say("The query could not be checked ({error}), so it was not run. Write it in another way."),
    "syntax": say("{error}"),
    "failed": say("{error}"),
    "outside": say("The desk reads only the tables of the store, no files and no network: {error}"),
    "memory": say(
        "The query needs more memory or spill space than the desk has ({error}). Ask for fewer rows or columns,"
        " or sum up first."
    ),
    "missing": say("The query needs {names}. Give each a value: --param NAME=VALUE, or the form on the desk."),
    "unknown": say("The query has no parameter {names}; it has: {known}."),
    "reserved": say("Parameters may not begin with jindu_; rename {names}."),
    "too_wide": say("These rows are too large to show ({size} MB). Cut long values, as in left(name, 1000)."),
    "unopened": say(
        "The query worker cannot open the store ({error}). `jindu store check` says what is wrong with it."
    ),
    "gone": say("The answer is not kept any more. Run the query again."),
    "filter": say("The filter does not fit the column ({error}). Write a value of the column's own type."),
}


def sentence(why: str, values: Mapping[str, object]) -> Sentence:
    """Return the sentence of a short name; a name that is not ours says only that something failed."""
    said = SAID.get(why)
    words = {name: value for name, value in values.items() if isinstance(value, str | int | float)}
    if said is None or not words.keys() <= said.places:
        return say("The query failed without saying why. Run it again, or write it in another way.")
    return Sentence(said.text, tuple(words.items()))
