"""Templates are laid out for who reads them; pages are sent without their lines and indentation, a fifth of their bytes.

Whitespace round a line's end is drawn as one space, or not at all, and is sent as one space. Where it would be drawn as it
is written, in a `textarea` or a `pre`, a template has no line's end of its own.
"""

import re

from django.template import Origin
from django.template.loaders import app_directories, filesystem

_LINES = re.compile(r"\s*\n\s*")


class FromFolders(filesystem.Loader):
    """Those of `DIRS`."""

    def get_contents(self, origin: Origin) -> str:
        return _LINES.sub(" ", super().get_contents(origin))


class FromApps(app_directories.Loader):
    """Those of the apps, Django's own among them."""

    def get_contents(self, origin: Origin) -> str:
        return _LINES.sub(" ", super().get_contents(origin))
