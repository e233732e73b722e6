"""What somebody wrote and sent after their session had ended: shown again, so that it is not lost without a script."""

from django.http import HttpRequest

from kabinet.regulation.visible import clean

# By the names that forms give to prose; never by any other.
PROSE = ("text", "reason", "reasons", "subject", "title", "description", "evidence", "workaround")
CARRIED, LONGEST = "unsent", 20_000


def texts(request: HttpRequest) -> list[str]:
    """Each text of the form that was sent, or what the sign-in page carries of one."""
    return [
        said[:LONGEST]
        for name in (CARRIED, *PROSE)
        for each in request.POST.getlist(name)
        if (said := clean(each))
    ]


def goes_along(request: HttpRequest) -> bool:
    """Whether the form may be sent once more, to the sign-in page: somebody wrote in it, and it has no secret."""
    return not any("password" in name for name in request.POST) and bool(texts(request))
