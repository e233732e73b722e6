from django.urls import path

from kabinet.pages.lists.client import filtering, views
from kabinet.pages.tickets import files
from kabinet.pages.tickets.acts import (
    call,
    claim,
    completion,
    contact,
    ending,
    level,
    objection,
    plan,
    proposal,
    refuse,
    relay,
    solution,
    supply,
    take,
)
from kabinet.pages.tickets.composer import drafts, write
from kabinet.pages.tickets.page import deadline_history
from kabinet.pages.tickets.page.views import live, ticket

urlpatterns = [
    path("tickets/", views.tickets, name="tickets"),
    path("tickets/news/", views.news, name="tickets_news"),
    path("tickets/filters/", filtering.filtering, name="tickets_filters"),
    path("tickets/choices/<slug:of>/", views.choices, name="tickets_choices"),
    path("tickets/<str:number>/", ticket, name="ticket"),
    path("tickets/<str:number>/live/", live, name="ticket_live"),
    path("tickets/<str:number>/clocks/", deadline_history.history, name="ticket_clocks"),
    path("tickets/<str:number>/say/", write.say, name="ticket_say"),
    path("tickets/<str:number>/draft/", drafts.draft, name="ticket_draft"),
    path("tickets/<str:number>/take/", take.take, name="ticket_take"),
    path("tickets/<str:number>/assign/", take.assign, name="ticket_assign"),
    path("tickets/<str:number>/call/", call.call, name="ticket_call"),
    path("tickets/<str:number>/contact/", contact.name_contact, name="ticket_contact"),
    path("tickets/<str:number>/level/", level.level, name="ticket_level"),
    path("tickets/<str:number>/accept/", solution.accept, name="ticket_accept"),
    path("tickets/<str:number>/decline/", solution.decline, name="ticket_decline"),
    path("tickets/<str:number>/call/confirm/", claim.confirm, name="ticket_confirm_call"),
    path("tickets/<str:number>/call/deny/", claim.deny, name="ticket_deny_call"),
    path("tickets/<str:number>/close/", ending.close, name="ticket_close"),
    path("tickets/<str:number>/close-by-word/", ending.by_word, name="ticket_close_by_word"),
    path("tickets/<str:number>/withdraw/", ending.withdraw, name="ticket_withdraw"),
    path("tickets/<str:number>/reopen/", ending.reopen, name="ticket_reopen"),
    path("tickets/<str:number>/refuse/", refuse.refuse, name="ticket_refuse"),
    path("tickets/<str:number>/return/", completion.return_for_completion, name="ticket_return"),
    path("tickets/<str:number>/complete/", completion.complete, name="ticket_complete"),
    path("tickets/<str:number>/complete/<slug:item>/", supply.supply, name="ticket_supply"),
    path("tickets/<str:number>/object/", objection.objection, name="ticket_object"),
    path("tickets/<str:number>/objection/", objection.answer, name="ticket_answer_objection"),
    path("tickets/<str:number>/level/propose/", proposal.propose, name="ticket_propose_level"),
    path("tickets/<str:number>/level/agree/", proposal.agree, name="ticket_agree_level"),
    path("tickets/<str:number>/level/decline/", proposal.decline, name="ticket_decline_level"),
    path("tickets/<str:number>/lower-unagreed/", plan.lower, name="ticket_lower_unagreed"),
    path("tickets/<str:number>/agree-plan/", plan.agree, name="ticket_agree_plan"),
    path("tickets/<str:number>/refuse-plan/", plan.refuse, name="ticket_refuse_plan"),
    path("tickets/<str:number>/relay/<int:message>/", relay.relay, name="ticket_relay"),
    path("files/<uuid:key>/", files.file, name="file"),
]
