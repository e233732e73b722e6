from tests.pages.tickets.conftest import desk, now, reader, see, send, status

__all__ = ["desk", "now", "reader", "see", "send", "status"]
