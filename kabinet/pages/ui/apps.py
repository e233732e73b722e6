from django.apps import AppConfig


class UiConfig(AppConfig):
    """Brings the templates under ui/ and the tag library `ui`."""

    name = "kabinet.pages.ui"
    label = "ui"
