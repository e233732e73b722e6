"""Templates are indented for who reads them; pages are sent without the indentation, a fifth of their bytes.

A line's end and the spaces after it are drawn as one space, or not at all, and are sent as the line's end alone.
"""

import re

from django.template import Origin
from django.template.loaders import app_directories, filesystem

_INDENTED = re.compile(r"\n[ \t]+")


class FromFolders(filesystem.Loader):
    """Those of `DIRS`."""

    def get_contents(self, origin: Origin) -> str:
        return _INDENTED.sub("\n", super().get_contents(origin))


class FromApps(app_directories.Loader):
    """Those of the apps, Django's own among them."""

    def get_contents(self, origin: Origin) -> str:
        return _INDENTED.sub("\n", super().get_contents(origin))
