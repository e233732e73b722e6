"""Django, ready to work, for a command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from kabinet.config.home import at_home


@contextmanager
def opened() -> Iterator[None]:
    """With a database at hand and the settings read; raises `Misconfigured` where they are wrong."""
    with at_home():
        os.environ["DJANGO_SETTINGS_MODULE"] = "kabinet.config.settings"
        import django

        django.setup()
        yield
