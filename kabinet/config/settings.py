"""Every setting of Kabinet. What an operator may say comes from the environment, through the typed readers, and is few:

KABINET_SECRET_KEY      signs cookies; at least 32 characters
DATABASE_URL            PostgreSQL as the application's role `kabinet_app` (owns nothing, cannot pass by a policy)
DATABASE_OWNER_URL      PostgreSQL as the owner of the tables; `kabinet migrate` and `kabinet restore` alone need it
DATABASE_BACKUP_URL     PostgreSQL as a role that sees every row (BYPASSRLS); `kabinet backup` and `restore` alone need it
KABINET_PUBLIC_URL      what people type, http://127.0.0.1:8000 by default; with https cookies are secure, HSTS is on
KABINET_HOSTS           further host names that are answered, separated by commas
KABINET_ADDRESS, KABINET_PORT, KABINET_WEB_WORKERS, KABINET_WEB_THREADS    what `kabinet serve` listens on and runs
KABINET_HOME            what belongs to this machine: the embedded PostgreSQL, hashed assets; ./var by default
KABINET_FILES           people's files; $KABINET_HOME/files by default
KABINET_LARGEST_FILE_MB as much of a file as a request may bring, 5 by default: at least what the regulation attaches
KABINET_LARGEST_UPLOAD_GB    the largest file that comes in pieces, 2 by default (docs/files.md)
KABINET_MAIL_SERVER     smtp://[user:password@]host[:port] or smtps://…; without it no letters are sent (docs/letters.md)
KABINET_MAIL_FROM       from whom letters come, «Поддержка <support@example.com>»; needed with KABINET_MAIL_SERVER
KABINET_MAIL_IN         boxes that letters come to: support@example.com=vendor, help@partner.example=INN, … (docs/letters.md)
KABINET_MAIL_IN_IMAP    where they are fetched: support@example.com imaps://user:password@host, …
KABINET_MAIL_IN_LISTEN  or where a mail server hands them over: lmtp:///path/of/a/socket, lmtp://127.0.0.1:24
KABINET_MAIL_IN_TRUSTED the name of the mail server in Authentication-Results; needed with KABINET_MAIL_IN
KABINET_PUSH_SERVICES   push services of browsers that are asked, or off: no notices in browsers (docs/alerts.md)
KABINET_WEBHOOK_ORIGINS, KABINET_BRIDGE_ORIGINS    receivers of webhooks, other desks, that may be of the own network
KABINET_TELEGRAM_TOKEN, KABINET_TELEGRAM_BOT    a bot that carries notices, and its name; off without (docs/messengers.md)
KABINET_TELEGRAM_ADDRESS    a Bot API server other than Telegram's own
KABINET_CLOCK_TOLERANCE seconds by which a machine's clock may differ from the database's, 2 by default
KABINET_PART            which limits.py counts for this process; `kabinet serve` and `kabinet work` say it themselves
KABINET_LOG_LEVEL       DEBUG, INFO, WARNING, ERROR
KABINET_DEMO            yes shows the demonstration's people where one signs in, and a provider of its own: `kabinet run`
KABINET_OIDC_ISSUER     where people sign in by OpenID Connect, https://…; with it the next two (docs/sign-in.md)
KABINET_OIDC_CLIENT, KABINET_OIDC_SECRET    as whom this desk is known there
KABINET_OIDC_LOGIN_CLAIM    the claim that is a person's login, preferred_username by default
KABINET_OIDC_NAME       what the button calls it
KABINET_PROVIDERS       a TOML file of organisations' own providers (or CAS's, SAML's), and of a portal that no variable says
KABINET_SUPPORT_PHONE   whom to ring who cannot get in; said on the page that turns them back
KABINET_API_A_MINUTE    requests to the API that one access token may make in a minute (300)
KABINET_EVIDENCE_KEY    a key of Ed25519 (PEM) that signs packs of evidence; else made from the secret (docs/evidence.md)
KABINET_TSA_URL         a timestamp authority (RFC 3161) that stamps them, https://…; no timestamps without
KABINET_CLAMD           what looks through files of tickets: host:port or the path of clamd's socket (docs/antivirus.md)
KABINET_S3              a bucket to which contents go up, https://host[:port]/bucket[/folder] (docs/files.md); with it
KABINET_S3_KEY, KABINET_S3_SECRET, KABINET_S3_REGION    as whom it is asked, and where it is
KABINET_KEEP_DIAGNOSTICS_DAYS, KABINET_KEEP_FILES_DAYS    days that files of closed tickets are kept (docs/files.md)
KABINET_WATCH_SECONDS, KABINET_WATCH_FAILURES    how often `kabinet watch` looks (20), how many failures are an outage (3)
KABINET_DEBUG           yes shows tracebacks in the browser; for developers only

Without DATABASE_URL the `kabinet` command starts the embedded PostgreSQL and says the first four itself (home.py).
"""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from kabinet.config import environment, limits
from kabinet.config.counterparts.antivirus import clamd
from kabinet.config.counterparts.bridges import bridge_origins
from kabinet.config.counterparts.bucket import storages
from kabinet.config.counterparts.evidence import evidence_key
from kabinet.config.counterparts.mail_in import mail_in
from kabinet.config.counterparts.messengers import messengers
from kabinet.config.counterparts.providers import providers
from kabinet.config.counterparts.push import push_services
from kabinet.config.counterparts.retention import keep_days
from kabinet.config.counterparts.webhooks import webhook_origins
from kabinet.network.provider import demonstration_provider

PACKAGE = Path(__file__).resolve().parent.parent

# What the operator says
SECRET_KEY = environment.secret("KABINET_SECRET_KEY")
DEBUG = environment.flag("KABINET_DEBUG", default=False)
DEMO = environment.flag("KABINET_DEMO", default=False)
HOME = environment.folder("KABINET_HOME", Path("var"))
FILES = environment.folder("KABINET_FILES", HOME / "files")
ADDRESS = environment.text("KABINET_ADDRESS", "127.0.0.1")
PORT = environment.whole("KABINET_PORT", 8000, 1, 65535)
WEB_WORKERS = environment.whole("KABINET_WEB_WORKERS", 2, 1, 64)
WEB_THREADS = environment.whole("KABINET_WEB_THREADS", 4, 1, 64)
CLOCK_TOLERANCE = environment.whole("KABINET_CLOCK_TOLERANCE", 2, 1, 300)
LOG_LEVEL = environment.one_of("KABINET_LOG_LEVEL", "INFO", "DEBUG", "INFO", "WARNING", "ERROR")
PUBLIC_URL = environment.web_address("KABINET_PUBLIC_URL", f"http://127.0.0.1:{PORT}")
PUBLIC_HOST = urlsplit(PUBLIC_URL).hostname or ""
HTTPS = PUBLIC_URL.startswith("https://")
SIGN_IN_PROVIDERS = providers()
# In a demonstration without a portal one stands in this very program (kabinet/pages/demonstration_provider).
DEMO_PROVIDER = (
    demonstration_provider(PUBLIC_URL, SECRET_KEY) if DEMO and SIGN_IN_PROVIDERS.portal is None else None
)
SIGN_IN_PROVIDERS = replace(SIGN_IN_PROVIDERS, portal=SIGN_IN_PROVIDERS.portal or DEMO_PROVIDER)
SUPPORT_PHONE = environment.text("KABINET_SUPPORT_PHONE", "")
# The watchdog: seconds between two looks, and how many in a row without an answer mean that the cabinet is away.
WATCH_SECONDS = environment.whole("KABINET_WATCH_SECONDS", 20, 1, 3600)
WATCH_FAILURES = environment.whole("KABINET_WATCH_FAILURES", 3, 1, 100)
# Requests of one access token to the API.
API_A_MINUTE = environment.whole("KABINET_API_A_MINUTE", 300, 1, 1_000_000)
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]

# Letters: sent to a server; in a demonstration without one kept where its people read them; else nobody gets any.
MAIL_SERVER = environment.mail_server("KABINET_MAIL_SERVER")
MAIL_FROM = environment.mail_sender("KABINET_MAIL_FROM", MAIL_SERVER, PUBLIC_HOST)
LETTERS = "sent" if MAIL_SERVER else "caught" if DEMO else "off"
MAIL_IN = mail_in()
# Who writes them: a function of the pages from a notice and its reader to a letter.
LETTER_WRITER = "kabinet.pages.letters.writing.letter"
DIGEST_WRITER = "kabinet.pages.letters.digest_writing.digest"
# Notices in a browser and in a messenger: what carries them, and who writes what they say.
PUSH = push_services()
MESSENGERS = messengers(PUBLIC_URL)
ALERT_WRITER = "kabinet.pages.devices.writing.message"
CHAT_WRITER = "kabinet.pages.devices.writing.chat_message"
# Programs of organisations, and their desks, are asked in the internet and at these origins of the own network.
WEBHOOK_ORIGINS, BRIDGE_ORIGINS = webhook_origins(), bridge_origins()
# The addresses of a ticket: a function of the pages from its number.
WEBHOOK_ADDRESSES = "kabinet.pages.webhooks.addresses.addresses_of"
# Which list an ordered file is of: a function of the pages from the name of a list to its declaration.
EXPORT_LISTING = "kabinet.pages.exports.asking.named_listing"

# What looks through the files of tickets, and how many days after closing their contents are kept (actions/retention).
CLAMD = clamd()
KEEP_DAYS = keep_days()

# Packs of evidence: what signs them, who says when they were made, and what fills them.
EVIDENCE_KEY = evidence_key()
TSA_URL = environment.other_program("KABINET_TSA_URL") if environment.text("KABINET_TSA_URL", "") else ""
EVIDENCE_MAKER = "kabinet.pages.evidence.making.make_pack"

# Hosts. `kabinet serve` speaks plain HTTP, so an https address means a proxy that says so in X-Forwarded-Proto.
ALLOWED_HOSTS = environment.names("KABINET_HOSTS", []) + (
    [*LOOPBACK] if PUBLIC_HOST in LOOPBACK else [PUBLIC_HOST]
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# The database. One connection a thread is kept; a lost one is noticed before the request uses it. Values travel beside the
# question, which is planned when a connection meets it the second time: under row-level security planning costs more than
# most answers (docs/figures.md). A PgBouncer in between must be 1.21 or newer.
PLANNED = {"server_side_binding": True, "prepare_threshold": 1}
PART = environment.one_of("KABINET_PART", "command", *limits.PARTS)
DATABASES = {
    "default": environment.postgres(
        "DATABASE_URL",
        application_name="kabinet",
        connect_timeout=5,
        options=limits.options(PART),
        **PLANNED,
    )
    | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
}
try:
    DATABASES["owner"] = environment.postgres(
        "DATABASE_OWNER_URL",
        application_name="kabinet migrate",
        connect_timeout=5,
        options=limits.options("migrate"),
    )
except environment.Misconfigured as silence:
    if "is not set" not in str(silence):
        raise
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The rooms
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "kabinet.records",
    "kabinet.pages",
    "kabinet.pages.ui",
    "kabinet.jobs",
]
# Who is asking is the gate's question (kabinet/pages/gate), put inside its transaction: without a reach the database
# shows no person at all. Therefore no AuthenticationMiddleware.
MIDDLEWARE = [
    "kabinet.config.serving.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # What is told of a session that could not be kept is told in the reader's language too.
    "kabinet.config.language.Language",
    "kabinet.config.sessions.Sessions",
    "django.middleware.common.CommonMiddleware",
    "kabinet.config.serving.bodies.Bodies",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kabinet.config.serving.busy.Busy",
]
ROOT_URLCONF = "kabinet.config.urls"
WSGI_APPLICATION = "kabinet.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "pages"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "kabinet.config.template_loaders.FromFolders",
                        "kabinet.config.template_loaders.FromApps",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Who builds every page of a version of the regulation before it is published: a function from the version to its faults.
REGULATION_REHEARSALS = ["kabinet.pages.regulation.versions.rehearsal.unbuilt"]

# Who knows whether the database is of another version than this code: asked when it does not know what it was asked.
SCHEMA_CHECK = "kabinet.config.serving.health.is_another_version"

# People and sessions. Sessions are rows, so that they can be ended at once.
AUTH_USER_MODEL = "records.Person"
# A login is one person's by a constraint over its small letters, which is more than these two checks look for.
SILENCED_SYSTEM_CHECKS = ["auth.E003", "auth.W004"]
AUTHENTICATION_BACKENDS = ["kabinet.records.sign_in.ByLogin"]
# Of everybody in a demonstration, whose sign-in page shows it; nobody else's.
DEMO_PASSWORD = "kabinet-demo"  # noqa: S105
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "kabinet.actions.organisations.contacts.password_words.NoKnownWords"},
]
SESSION_ENGINE = "kabinet.config.sessions"
SESSION_COOKIE_NAME = "__Host-kabinet" if HTTPS else "kabinet"
# A session ends a working day after it began, whatever is done in it, so that a copied key is worth no more than that day
# and everybody signs in once in the morning; and two hours after the last page or act of its person, longer than a meeting
# and shorter than a night beside an unlocked machine. What pages ask by themselves keeps no session awake.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_AGE = 2 * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-kabinet-form" if HTTPS else "kabinet-form"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kabinet.pages.errors.pages.stale_form"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
# Rows, so that every web node counts the same attempts to sign in; nothing that pages need often is kept here.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Words and time
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
# A catalogue a room: bin/words, docs/languages.md.
LOCALE_PATHS = sorted([*PACKAGE.glob("*/locale"), *PACKAGE.glob("pages/*/locale")])
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Moscow"

# Assets: copied once with their hash in the name (static.py), then kept by browsers for a year.
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": storages(FILES),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# People's input
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
LARGEST_FILE = environment.whole("KABINET_LARGEST_FILE_MB", 5, 1, 100) * 1024 * 1024
LARGEST_UPLOAD = environment.whole("KABINET_LARGEST_UPLOAD_GB", 2, 1, 100) * 2**30
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "kabinet.config.serving.uploads.RoomForFiles",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "kabinet.config.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # It tells of every task at every start; what a job has to say it says itself.
        "procrastinate": {"level": "WARNING"},
        # It tells of each command of a mail server, addresses included.
        "mail.log": {"level": "WARNING"},
        # It tells of every key; what became of one says the security log.
        "fido2": {"level": "WARNING"},
    },
}
