from django.urls import path

from kabinet.pages.demonstration_provider import authorization, description, token

urlpatterns = [
    path(
        "demonstration/provider/.well-known/openid-configuration",
        description.describe,
        name="demonstration_provider",
    ),
    path("demonstration/provider/keys/", description.keys, name="demonstration_keys"),
    path("demonstration/provider/authorize/", authorization.authorize, name="demonstration_authorize"),
    path("demonstration/provider/token/", token.token, name="demonstration_token"),
    path("demonstration/provider/end/", authorization.end, name="demonstration_end"),
]
