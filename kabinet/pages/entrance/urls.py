from django.urls import path

from kabinet.pages.entrance import (
    choices,
    first_password,
    languages,
    own_sessions,
    profile,
    provider,
    sign_in,
    sign_out,
)

urlpatterns = [
    path("", choices.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/provider/", provider.begin, name="provider"),
    path("sign-in/provider/back/", provider.back, name="provider_back"),
    path("sign-in/provider/ended/", provider.ended, name="provider_ended"),
    path("sign-out/", sign_out.sign_out, name="sign_out"),
    path("welcome/", first_password.welcome, name="welcome"),
    path("me/", choices.me, name="me"),
    path("me/password/", profile.password, name="change_password"),
    path("me/sessions/end/", own_sessions.end, name="end_session"),
    path("me/zone/", profile.zone, name="choose_zone"),
    path("me/keys/", profile.keys, name="choose_keys"),
    path("me/organisation/", choices.organisation, name="choose_organisation"),
    path("me/language/", languages.language, name="language"),
]
