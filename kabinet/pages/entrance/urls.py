from django.urls import path

from kabinet.pages.entrance import (
    choices,
    first_password,
    languages,
    own_sessions,
    profile,
    rules,
    sign_in,
    sign_out,
)
from kabinet.pages.entrance.provider.beginning import begin
from kabinet.pages.entrance.provider.ending import ended
from kabinet.pages.entrance.provider.posting import metadata
from kabinet.pages.entrance.provider.returning import back
from kabinet.pages.entrance.second import asking, new_app, own, passkeys

urlpatterns = [
    path("", choices.home, name="home"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/second/", asking.asked, name="second_factor_asked"),
    path("sign-in/provider/", begin, name="provider"),
    path("sign-in/provider/back/", back, name="provider_back"),
    path("sign-in/provider/ended/", ended, name="provider_ended"),
    path("sign-in/provider/metadata/", metadata, name="provider_metadata"),
    path("sign-in/provider/<slug:key>/", begin, name="provider"),
    path("sign-in/provider/<slug:key>/back/", back, name="provider_back"),
    path("sign-in/provider/<slug:key>/ended/", ended, name="provider_ended"),
    path("sign-in/provider/<slug:key>/metadata/", metadata, name="provider_metadata"),
    path("sign-in-rules/", rules.rules, name="sign_in_rules"),
    path("sign-in-rules/local/", rules.local, name="close_sign_in"),
    path("sign-in-rules/door/", rules.door, name="emergency_door"),
    path("sign-out/", sign_out.sign_out, name="sign_out"),
    path("welcome/", first_password.welcome, name="welcome"),
    path("me/", choices.me, name="me"),
    path("me/password/", profile.password, name="change_password"),
    path("me/second-factor/", own.own, name="second_factor"),
    path("me/second-factor/app/", new_app.new_app, name="new_app"),
    path("me/second-factor/app/remove/", own.remove, name="remove_app"),
    path("me/second-factor/keys/add/", passkeys.add, name="add_passkey"),
    path("me/second-factor/keys/<int:key>/remove/", passkeys.remove, name="remove_passkey"),
    path("me/second-factor/codes/", own.codes, name="recovery_codes"),
    path("me/sessions/end/", own_sessions.end, name="end_session"),
    path("me/zone/", profile.zone, name="choose_zone"),
    path("me/keys/", profile.keys, name="choose_keys"),
    path("me/organisation/", choices.organisation, name="choose_organisation"),
    path("me/language/", languages.language, name="language"),
]
