from django.urls import path

from kabinet.pages.organisations.papers import (
    agreements,
    certificates,
    confirming,
    duty,
    groups,
    licences,
    statuses,
    systems,
)

urlpatterns = [
    path("papers/waiting/", confirming.waiting, name="waiting_papers"),
    path("papers/<slug:kind>/<int:key>/confirm/", confirming.confirm, name="confirm_paper"),
    path("papers/<slug:kind>/<int:key>/refuse/", confirming.refuse, name="refuse_paper"),
    path("organisations/<int:key>/licences/new/", licences.new_licence, name="new_licence"),
    path("organisations/<int:key>/contracts/new/", licences.new_contract, name="new_contract"),
    path("organisations/<int:key>/certificates/new/", certificates.new_certificate, name="new_certificate"),
    path("certificates/<int:key>/end/", certificates.end, name="end_certificate"),
    path("systems/new/", systems.new, name="new_system"),
    path("systems/<int:key>/", systems.change, name="change_system"),
    path("systems/<int:key>/retire/", systems.retire, name="retire_system"),
    path("organisations/<int:key>/systems/new/", systems.new_of, name="new_system_of"),
    path("organisations/<int:key>/agreement/", agreements.propose, name="propose_agreement"),
    path("agreements/<int:key>/", agreements.proposal, name="proposal"),
    path("agreements/<int:key>/accept/", agreements.accept, name="accept_agreement"),
    path("agreements/<int:key>/decline/", agreements.decline, name="decline_agreement"),
    path("agreements/<int:key>/take-back/", agreements.take_back, name="take_back_agreement"),
    path("organisations/<int:key>/status/", statuses.grant, name="grant_status"),
    path("statuses/<int:key>/withdraw/", statuses.withdraw, name="withdraw_status"),
    path("groups/", groups.company_groups, name="groups"),
    path("groups/new/", groups.create, name="new_group"),
    path("groups/<int:key>/add/", groups.add, name="add_member"),
    path("groups/members/<int:key>/end/", groups.end, name="end_member"),
    path("partners/below/", duty.below, name="partners_below"),
]
