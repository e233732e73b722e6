"""What somebody wrote and sent after their session had ended: shown again, so that it is not lost without a script."""

from django.http import HttpRequest

from kabinet.regulation.visible import clean

# Names that forms give to prose, however short it is. Fields of a version's own forms have names of theirs: there, words are
# whatever is long and has a space.
PROSE = (
    "text",
    "reason",
    "reasons",
    "subject",
    "title",
    "description",
    "evidence",
    "workaround",
    "why",
    "note",
    "value",
)
ASIDE = ("csrfmiddlewaretoken", "next", "version", "sending", "once", "draft", "login")
SECRET = ("password", "secret", "token", "code")
SHORTEST = 12
CARRIED, LONGEST = "unsent", 20_000


def texts(request: HttpRequest) -> list[str]:
    """Each text of the form that was sent, or what the sign-in page carries of one."""
    known = (CARRIED, *PROSE)
    names = (*known, *(name for name in request.POST if name not in (*known, *ASIDE) and not _secret(name)))
    return [
        said[:LONGEST]
        for name in names
        for each in request.POST.getlist(name)
        if (said := clean(each)) and (name in known or _wordy(said))
    ]


def _secret(name: str) -> bool:
    return name not in ASIDE and any(word in name for word in SECRET)


def _wordy(said: str) -> bool:
    return len(said) > SHORTEST and " " in said


def goes_along(request: HttpRequest) -> bool:
    """Whether the form may be sent once more, to the sign-in page: somebody wrote in it, and it has no secret."""
    return not any(map(_secret, request.POST)) and bool(texts(request))
