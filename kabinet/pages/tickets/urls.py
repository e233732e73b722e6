from django.urls import path

from kabinet.pages.lists.client import filtering, views
from kabinet.pages.tickets import files
from kabinet.pages.tickets.act_pages import act_addresses
from kabinet.pages.tickets.acts import relay, supply
from kabinet.pages.tickets.composer import carry_over, drafts, write
from kabinet.pages.tickets.page import deadline_history
from kabinet.pages.tickets.page.views import live, ticket

urlpatterns = [
    path("tickets/", views.tickets, name="tickets"),
    path("tickets/news/", views.news, name="tickets_news"),
    path("tickets/filters/", filtering.filtering, name="tickets_filters"),
    path("tickets/choices/<slug:of>/", views.filter_choices, name="tickets_choices"),
    path("tickets/<str:number>/", ticket, name="ticket"),
    path("tickets/<str:number>/live/", live, name="ticket_live"),
    path("tickets/<str:number>/clocks/", deadline_history.history, name="ticket_clocks"),
    path("tickets/<str:number>/say/", write.say, name="ticket_say"),
    path("tickets/<str:number>/draft/", drafts.draft, name="ticket_draft"),
    *act_addresses(),
    path("tickets/<str:number>/complete/<slug:item>/", supply.supply, name="ticket_supply"),
    path("tickets/<str:number>/relay/<int:message>/", relay.relay, name="ticket_relay"),
    path("tickets/<str:number>/carry/<int:message>/", carry_over.carry, name="ticket_carry"),
    path("files/<uuid:key>/", files.file, name="file"),
]
