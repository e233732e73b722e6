from django.apps import AppConfig


class LookConfig(AppConfig):
    """Brings the templates under look/ and the tag library `look`."""

    name = "kabinet.pages.look"
    label = "look"
