"""The component sheet and the choice of theme. Included once, under any prefix, with its own namespace."""

from django.urls import path

from kabinet.pages.gate import outside
from kabinet.pages.gate.rules import ANYONE
from kabinet.pages.ui.components import components
from kabinet.pages.ui.theme import theme

app_name = "look"
urlpatterns = [
    path("", outside(ANYONE, components), name="components"),
    path("theme/", outside(ANYONE, theme), name="theme"),
]
