from django.apps import AppConfig
from django.forms import ChoiceField, Field, FileField
from django.utils.translation import gettext_lazy as lazily


class UiConfig(AppConfig):
    """Brings the templates under ui/, the tag library `ui`, and what an empty field is told where its form says nothing."""

    name = "kabinet.pages.ui"
    label = "ui"

    def ready(self) -> None:
        """Each says what to do."""
        for kind, words in (
            (Field, lazily("Заполните это поле")),
            (ChoiceField, lazily("Выберите, что подходит")),
            (FileField, lazily("Приложите файл")),
        ):
            kind.default_error_messages = {**kind.default_error_messages, "required": words}
