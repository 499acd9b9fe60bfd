"""Django settings. What an operator may change comes from frontdesk.project.env."""

import dj_database_url
from csp.constants import NONE, SELF

from frontdesk.project.env import ACTION_SECONDS, ROOT, load_env

ENV = load_env()

SECRET_KEY = ENV.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENV.allowed_hosts)
ROOT_URLCONF = "frontdesk.project.urls"
ASGI_APPLICATION = "frontdesk.project.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-us"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "frontdesk.privacy",
    "frontdesk.chat",
    "frontdesk.handoffs",
    "frontdesk.intakes",
    "frontdesk.staff",
    "frontdesk.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "frontdesk.chat.middleware.EmbedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "frontdesk.staff.middleware.StaffMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- storage -----------------------------------------------------------------
DATABASES = {"default": dj_database_url.parse(ENV.database_url, conn_max_age=60)}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL + FULL: a reply of 200 means the row is on disk (promise 06). IMMEDIATE: a
    # transaction that will write waits for its turn at its start, never half-way.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        " PRAGMA secure_delete=ON;",
    }
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- people --------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "staff:sign-in"
LOGIN_REDIRECT_URL = "staff:cases"
LOGOUT_REDIRECT_URL = "staff:sign-in"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "staff/locked_out.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "frontdesk_staff"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENV.secure_cookies
SESSION_COOKIE_AGE = 12 * 3600  # seconds; the idle limit is STAFF_IDLE_SECONDS
CSRF_COOKIE_SECURE = ENV.secure_cookies
CSRF_COOKIE_HTTPONLY = True
STAFF_IDLE_SECONDS = 15 * 60
STAFF_SECOND_FACTOR = ENV.second_factor  # everyone who sees cases gives a one-time code as well
CSRF_FAILURE_VIEW = "frontdesk.staff.pages.form_expired"

# --- browser ---------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if ENV.production else 0
SECURE_SSL_REDIRECT = ENV.production and ENV.secure_cookies
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.production else None
EMBED_ORIGINS = list(ENV.embed_origins)

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data_dir / "static"
STATICFILES_DIRS = [ROOT / "frontdesk" / "project" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- the product's own limits (one place) ------------------------------------------
FIELD_KEYS = list(ENV.field_keys)
INTERNAL_SECRET = ENV.internal_secret
CONTENT_DIR = ENV.content_dir
DATA_DIR = ENV.data_dir
RASA_URL = ENV.rasa_url
ACTIONS_URL = ENV.actions_url
REQUIRE_REVIEW = ENV.require_review
FLOOD_LIMITS = ENV.flood_limits
MAX_TEXT = 4000  # characters of one message
MAX_BODY = 64 * 1024  # bytes of one request
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * MAX_BODY
MESSAGES_PER_MINUTE = 30  # a conversation
CONVERSATIONS_PER_12H = 6  # an address
RASA_TIMEOUT = 8.0  # seconds for a whole turn
ACTION_TIMEOUT = float(ACTION_SECONDS)  # seconds of it that an action may take
RASA_CONNECT_TIMEOUT = 1.0  # seconds
OUTBOX_DIR = ENV.data_dir / "outbox"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = OUTBOX_DIR
STAFF_NOTICE_TO = ENV.notice_to
STAFF_NOTICE_FROM = ENV.notice_from
WEBHOOKS = dict(ENV.webhooks)
FHIR_SERVER = ENV.fhir_server  # where a case's record can be sent, or None
globals().update(ENV.smtp)  # e-mail by SMTP instead of the file outbox, where an address is given
PUBLIC_URL = ENV.public_url  # what links in e-mails begin with
PATIENT_MAIL_FROM = ENV.notice_from
INTAKE_KEEP_DAYS = 14  # an unfinished intake, then it is erased
INTAKE_REMIND_DAYS = 3  # one reminder, if the person agreed to be contacted

# --- logs: event names and ids, never text --------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "frontdesk": {"level": "INFO"},
        # the default error handler mails and prints request bodies: ours prints ids only
        "django.request": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
    },
}
