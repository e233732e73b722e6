from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Brings the static files and the check that no page stands outside the gate."""

    name = "kabinet.pages"
    label = "pages"

    def ready(self) -> None:
        """Registers the check; nothing else happens at start."""
        from kabinet.pages.gate import start_check  # noqa: F401  to import it registers it
