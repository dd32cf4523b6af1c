"""Django's settings; the environment makes the difference (see the settings page)."""

import os
import secrets
from pathlib import Path

from groundswell.config import practices, sign_in
from groundswell.config.env import Environment, database, zone_of_machine

PACKAGE = Path(__file__).resolve().parent.parent

env = Environment(os.environ)

HOME = env.folder(
    "HOME",
    "Folder for the database, uploaded files and evidence.",
    default=Path("groundswell-data"),
)
DEBUG = env.flag(
    "DEBUG", "Show errors in full. Never on a machine that others reach.", default=False
)
SITE_URL = env.text(
    "SITE_URL",
    "Address under which people reach this installation.",
    default="http://127.0.0.1:8000",
).rstrip("/")
ALLOWED_HOSTS = env.names(
    "HOSTS", "Host names that requests may carry, with commas.", default="127.0.0.1,localhost,[::1]"
)
CALENDAR_HOSTS = env.names(
    "CALENDAR_HOSTS",
    "Hosts inside your network that subscribed calendars may be read from, with commas; a port "
    "behind one (`calendar.example.org:8443`) names that port alone.",
    default="",
)
LANGUAGE_CODE = env.text("LANGUAGE", "Language of the pages.", default="en")
TIME_ZONE = env.text("TIME_ZONE", "Zone in which times are shown.", default=zone_of_machine())
CURRENCY = env.text("CURRENCY", "Currency of every amount.", default="EUR")
SECURE = SITE_URL.startswith("https://")


def _key_kept_in(folder: Path) -> str:
    """Return the key of this installation, made on first use and readable by its owner only."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = env.secret("SECRET_KEY", "The key that signs sessions and links.") or _key_kept_in(
    HOME
)

DATABASES = {
    "default": database(
        env.text(
            "DATABASE_URL",
            "Where the records are: sqlite:///path or postgresql://user:password@host/name.",
            default=f"sqlite:///{HOME / 'groundswell.sqlite3'}",
        )
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "template_partials",
    "django_q",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *practices.APPS,
]
SEARCHED = practices.SEARCHED
EVIDENCE_REGISTERS = practices.EVIDENCE_REGISTERS
TRAIL_FOLLOWERS = practices.TRAIL_FOLLOWERS

MIDDLEWARE = [
    "groundswell.foundation.unread.ReadToTheEnd",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "groundswell.foundation.headers.ContentSecurityPolicy",
    "groundswell.foundation.problem_documents.ProblemDocuments",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "groundswell.foundation.unsent.Unsent",
    "groundswell.foundation.alone.PartsAlone",
    "groundswell.foundation.zeros.NoZeroCharacters",
]

ROOT_URLCONF = "groundswell.config.urls"
WSGI_APPLICATION = "groundswell.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "groundswell.foundation.templatetags.addresses",
                "groundswell.foundation.templatetags.dates",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "groundswell.foundation.shell.places",
            ],
        },
    }
]

FORM_RENDERER = "groundswell.foundation.form_renderer.FormRenderer"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["groundswell.foundation.accounts.backends.Backend"]
AUTH_PASSWORD_VALIDATORS = sign_in.PASSWORD_VALIDATORS

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_FORMS = sign_in.ACCOUNT_FORMS
ACCOUNT_ADAPTER = "groundswell.foundation.accounts.adapter.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

MFA_ADAPTER = "groundswell.foundation.accounts.second_factor.InOurWords"
MFA_FORMS = sign_in.MFA_FORMS
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE

Q_CLUSTER = {
    "name": "groundswell",
    "orm": "default",
    "workers": 1,
    "timeout": 3600,
    "retry": 3700,
    "max_attempts": 3,
    "poll": 1,
    "catch_up": False,
    "save_limit": 1000,
}

USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {
        # `serve` collects, hashes and compresses the files; until then they come as they are.
        "BACKEND": "groundswell.foundation.statics.Collected"
        if (STATIC_ROOT / "staticfiles.json").exists()
        else "groundswell.foundation.statics.AsTheyAre"
    },
}
WHITENOISE_USE_FINDERS = True
# Pages name files by their hash alone; a name without one is answered by the finders.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_AUTOREFRESH = DEBUG
FILE_UPLOAD_HANDLERS = ["groundswell.foundation.attachments.receiving.PatientUploads"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1000  # a form takes fewer (attachments/limits.toml) and says so

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None

SESSION_ENGINE = "groundswell.foundation.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "groundswell.foundation.unsent.refuse_token"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
