from django.urls import path

from kabinet.pages.letters import choosing, inbox, outbox, switching_off

urlpatterns = [
    path("letters/", outbox.outbox, name="letters"),
    path("letters/repeat/", outbox.repeat, name="letters_repeat"),
    path("letters/inbox/", inbox.inbox, name="letters_inbox"),
    path("letters/off/<str:token>/", switching_off.switch_off, name="letters_off"),
    path("me/letters/", choosing.letter_choices, name="letter_choices"),
]
