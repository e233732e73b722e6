from tests.pages.reading import desk

__all__ = ["desk"]
