"""The WSGI door that granian opens in every web worker. It does not open while a system check says no."""

import os
from io import StringIO

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kabinet.config.settings")
application = get_wsgi_application()
call_command("check", stdout=StringIO())
