"""What was typed, as every view gets it: a field in which nothing can be seen is an empty one."""

from django.http import QueryDict

from kabinet.regulation.visible import says_something


def without_blanks(sent: QueryDict) -> QueryDict:
    """The fields, those without a sign to be seen empty: whatever must be filled in is asked for again."""
    if all(not value or says_something(value) for _name, values in sent.lists() for value in values):
        return sent
    seen = sent.copy()
    for name, values in sent.lists():
        seen.setlist(name, [value if says_something(value) else "" for value in values])
    return seen
