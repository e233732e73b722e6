from django.urls import path

from kabinet.pages.organisations.overview import lists, own, sections

urlpatterns = [
    path("people/", own.people, name="people"),
    path("systems/", own.systems, name="systems"),
    path("papers/", own.papers, name="papers"),
    path("clients/", lists.clients, name="clients"),
    path("partners/", lists.partners, name="partners"),
    path("organisations/<int:key>/", sections.people, name="organisation"),
    path("organisations/<int:key>/systems/", sections.systems, name="organisation_systems"),
    path("organisations/<int:key>/papers/", sections.papers, name="organisation_papers"),
]
