from tests.pages.reading import desk, reader

__all__ = ["desk", "reader"]
