from tests.pages.tickets.conftest import desk, now, reader, see, send

__all__ = ["desk", "now", "reader", "see", "send"]
