from tests.actions.conftest import desk

__all__ = ["desk"]
