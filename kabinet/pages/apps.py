from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Brings the static files and the checks that no page stands outside the gate and no act is without its page."""

    name = "kabinet.pages"
    label = "pages"

    def ready(self) -> None:
        """Registers the checks; nothing else happens at start."""
        import kabinet.pages.gate.start_check  # to import it registers it
        import kabinet.pages.tickets.start_check  # noqa: F401  the same
