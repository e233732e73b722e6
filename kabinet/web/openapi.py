"""Where the document of the API lies: the API serves it, and the page that explains it reads it."""

from pathlib import Path

DOCUMENT = Path(__file__).with_name("openapi.json")
