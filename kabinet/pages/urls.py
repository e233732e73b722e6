"""Every page, a line a subject. A subject's own table is in its folder."""

from collections.abc import Iterable
from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from kabinet.pages.gate import outside
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.ui.component_sheet.views import components
from kabinet.pages.ui.theme import theme

SUBJECTS = (
    "kabinet.pages.regulation.calendar.urls",
    "kabinet.pages.organisations.confirmations.urls",
    "kabinet.pages.organisations.people.urls",
    "kabinet.pages.tickets.sidebar.urls",
    "kabinet.pages.bridges.urls",
    "kabinet.pages.desk.urls",
    "kabinet.pages.entrance.urls",
    "kabinet.pages.evidence.urls",
    "kabinet.pages.exports.urls",
    "kabinet.pages.tickets.joint.urls",
    "kabinet.pages.organisations.handover.urls",
    "kabinet.pages.help.urls",
    "kabinet.pages.api_tokens.urls",
    "kabinet.pages.deadline_feed.urls",
    "kabinet.pages.demonstration_provider.urls",
    "kabinet.pages.devices.urls",
    "kabinet.pages.imported.urls",
    "kabinet.pages.letters.urls",
    "kabinet.pages.notices.urls",
    "kabinet.pages.organisations.overview.urls",
    "kabinet.pages.outages.urls",
    "kabinet.pages.oversight.urls",
    "kabinet.pages.organisations.papers.urls",
    "kabinet.pages.pass_on.urls",
    "kabinet.pages.previews.urls",
    "kabinet.pages.problems.urls",
    "kabinet.pages.lists.queue.urls",
    "kabinet.pages.registration.urls",
    "kabinet.pages.regulation.versions.urls",
    "kabinet.pages.regulation.reader.urls",
    "kabinet.pages.search.urls",
    "kabinet.pages.technological_logs.urls",
    "kabinet.pages.gate.sendings.urls",
    "kabinet.pages.tickets.urls",
    "kabinet.pages.uploads.urls",
    "kabinet.pages.web_app.urls",
    "kabinet.pages.webhooks.urls",
)

# The component sheet and the choice of theme: what they are drawn with knows nothing of the gate.
LOOK = [
    path("", outside(ANYONE, components), name="components"),
    path("theme/", outside(ANYONE, theme, "POST"), name="theme"),
]


def put_together(subjects: Iterable[str]) -> list[URLResolver]:
    """The addresses of all subjects in their order, put together by what they begin with: a page is looked for among those
    alone that begin as it does, not among hundreds."""
    together: dict[str, list[URLPattern]] = {}
    for subject in subjects:
        for each in import_module(subject).urlpatterns:
            first, slash, rest = str(each.pattern).partition("/")
            begins, ends = (first + slash, rest) if slash and "<" not in first else ("", str(each.pattern))
            together.setdefault(begins, []).append(path(ends, each.callback, each.default_args, each.name))
    return [path(begins, include(addresses)) for begins, addresses in together.items()]


urlpatterns: list[URLPattern | URLResolver] = [
    *put_together(SUBJECTS),
    path("look/", include((LOOK, "look"))),
]
