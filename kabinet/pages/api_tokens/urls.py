from django.urls import path

from kabinet.pages.api_tokens import own_tokens

urlpatterns = [
    path("me/tokens/", own_tokens.api_tokens, name="api_tokens"),
    path("me/tokens/<int:key>/end/", own_tokens.end, name="api_token_end"),
]
