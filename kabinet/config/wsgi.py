"""Pages as a WSGI application, for the door of granian (served.py). Nothing is served while a system check says no."""

import os
from io import StringIO

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kabinet.config.settings")

application = get_wsgi_application()
call_command("check", stdout=StringIO())
