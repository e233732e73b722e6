"""Kabinet's settings without its pages: what another way in would be set up with."""

from kabinet.config.settings import *  # noqa: F403  all of them, whatever is added
from kabinet.config.settings import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith("kabinet.pages")]
ROOT_URLCONF = ""
TEMPLATES: list[dict[str, object]] = []
REGULATION_REHEARSALS: list[str] = []
