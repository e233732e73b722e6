from django.urls import path

from kabinet.pages.organisations.people import (
    add,
    card,
    factors,
    form_pages,
    history,
    letter_form,
    link,
    new_client,
    remove,
)

urlpatterns = [
    path("clients/new/", new_client.new_client, name="new_client"),
    path("clients/new/template/", new_client.template, name="new_client_template"),
    path("people/forms/<uuid:key>/", letter_form.letter_form, name="letter_form"),
    path("organisations/<int:key>/history/", history.history, name="organisation_history"),
    path("organisations/<int:key>/people/", card.people, name="contacts"),
    path("organisations/<int:key>/people/add/", add.add, name="contact_add"),
    path("organisations/<int:key>/people/form/", form_pages.form, name="contact_form"),
    path("organisations/<int:key>/people/form/template/", form_pages.template, name="contact_template"),
    path("organisations/<int:key>/people/<int:person>/", card.card, name="contact"),
    path("organisations/<int:key>/people/<int:person>/rights/", card.rights, name="contact_rights"),
    path("organisations/<int:key>/people/<int:person>/remove/", remove.remove, name="contact_remove"),
    path("organisations/<int:key>/people/<int:person>/link/", link.link, name="contact_link"),
    path("organisations/<int:key>/people/<int:person>/factors/", factors.reset, name="contact_factors"),
]
