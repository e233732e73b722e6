from django.urls import path

from kabinet.pages.entrance import choices, first_password, languages, profile, sign_in

urlpatterns = [
    path("", choices.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("welcome/", first_password.welcome, name="welcome"),
    path("me/", choices.me, name="me"),
    path("me/password/", profile.password, name="change_password"),
    path("me/zone/", profile.zone, name="choose_zone"),
    path("me/keys/", profile.keys, name="choose_keys"),
    path("me/organisation/", choices.organisation, name="choose_organisation"),
    path("me/language/", languages.language, name="language"),
]
