from django.urls import path

from kabinet.pages.letters import choosing, held, held_letter, inbox, outbox, switching_off

urlpatterns = [
    path("letters/", outbox.outbox, name="letters"),
    path("letters/repeat/", outbox.repeat, name="letters_repeat"),
    path("letters/inbox/", inbox.inbox, name="letters_inbox"),
    path("letters/off/<str:token>/", switching_off.switch_off, name="letters_off"),
    path("letters/held/", held.held_letters, name="held_letters"),
    path("letters/held/<uuid:key>/", held_letter.held_letter, name="held_letter"),
    path("letters/held/<uuid:key>/enter/", held_letter.held_enter, name="held_enter"),
    path("letters/held/<uuid:key>/note/", held_letter.held_note, name="held_note"),
    path("letters/held/<uuid:key>/answered/", held_letter.held_answered, name="held_answered"),
    path("letters/held/<uuid:key>/discard/", held_letter.held_discard, name="held_discard"),
    path("letters/held/<uuid:key>/files/<int:place>/", held_letter.held_file, name="held_file"),
    path("me/letters/works/", choosing.works_again, name="letters_work"),
    path("me/letters/", choosing.letter_choices, name="letter_choices"),
]
