"""Every page, a line a subject. A subject's own table is in its folder."""

from django.urls import URLPattern, URLResolver, include, path

SUBJECTS = (
    "kabinet.pages.calendars.urls",
    "kabinet.pages.confirmations.urls",
    "kabinet.pages.contacts.urls",
    "kabinet.pages.beside.urls",
    "kabinet.pages.desk.urls",
    "kabinet.pages.entrance.urls",
    "kabinet.pages.joint.urls",
    "kabinet.pages.handover.urls",
    "kabinet.pages.help.urls",
    "kabinet.pages.notices.urls",
    "kabinet.pages.organisation.urls",
    "kabinet.pages.oversight.urls",
    "kabinet.pages.papers.urls",
    "kabinet.pages.pass_on.urls",
    "kabinet.pages.problems.urls",
    "kabinet.pages.queue.urls",
    "kabinet.pages.registration.urls",
    "kabinet.pages.regulations.urls",
    "kabinet.pages.rules.urls",
    "kabinet.pages.search.urls",
    "kabinet.pages.sendings.urls",
    "kabinet.pages.tickets.urls",
)

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(subject)) for subject in SUBJECTS),
    path("look/", include("kabinet.pages.look.urls")),
]
