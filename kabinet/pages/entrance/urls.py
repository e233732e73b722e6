from django.urls import path

from kabinet.pages.entrance import choices, languages, sign_in

urlpatterns = [
    path("", choices.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("me/", choices.me, name="me"),
    path("me/organisation/", choices.organisation, name="choose_organisation"),
    path("me/language/", languages.language, name="language"),
]
