"""A site of django-cas-server, a CAS server of others: `python cas_site.py PORT DATABASE` serves it on this machine.

Its one user is saveliev; who else may come here is nobody's business but the tests'.
"""

import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, include, path

JQUERY = "https://jquery.example/jquery.js"
PASSWORD = "known to the CAS server"
PARTS = ("sessions", "messages", "staticfiles", "contenttypes", "auth", "admin")
MIDDLEWARE = (
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
)
PROCESSORS = ("template.context_processors.request", "contrib.auth.context_processors.auth")
PROCESSORS += ("contrib.messages.context_processors.messages",)
COMPONENTS = ("bootstrap3_css", "bootstrap3_js", "html5shiv", "respond", "bootstrap4_css", "bootstrap4_js")

urlpatterns: list[URLPattern | URLResolver] = []  # of the site, once its parts are there


def configure(database: str) -> None:
    """As a site of one program; what its pages load from elsewhere is one script, which a test answers for."""
    settings.configure(
        SECRET_KEY="of a counterpart of the tests",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="__main__",
        INSTALLED_APPS=[*(f"django.contrib.{part}" for part in PARTS), "cas_server"],
        MIDDLEWARE=MIDDLEWARE,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {"context_processors": [f"django.{each}" for each in PROCESSORS]},
            }
        ],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        STATIC_URL="/static/",
        LANGUAGE_CODE="en",
        SESSION_COOKIE_NAME="cas-session",
        CSRF_COOKIE_NAME="cas-form",
        USE_TZ=True,
        CAS_AUTH_CLASS="cas_server.auth.TestAuthUser",
        CAS_TEST_USER="saveliev",
        CAS_TEST_PASSWORD=PASSWORD,
        CAS_COMPONENT_URLS=dict.fromkeys((*COMPONENTS, "fontawesome"), "") | {"jquery": JQUERY},
        CAS_LOGO_URL=None,
        CAS_FAVICON_URL=None,
        CAS_NEW_VERSION_HTML_WARNING=False,
        CAS_ENABLE_AJAX_AUTH=False,
    )
    django.setup()
    urlpatterns.append(path("cas/", include("cas_server.urls", namespace="cas_server")))


def main(port: str, database: str) -> None:
    """Serves until it is ended."""
    configure(database)
    call_command("migrate", verbosity=0)
    from cas_server.models import ServicePattern

    ServicePattern.objects.get_or_create(name="here", pattern=r"^http://127\.0\.0\.1:", single_log_out=True)
    call_command("runserver", f"127.0.0.1:{port}", "--noreload", "--nothreading", "--insecure", verbosity=0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
