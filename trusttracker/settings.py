"""Settings, from the environment only.

`TRUST_TRACKER_MODE` is `production` unless said otherwise; `demo` (make run) and `test` fill in what a first look
needs. In production a missing setting stops the start with a sentence that says what to set.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

# Lets a view or form say its type at run time too: FormView[NoteForm].
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

MODE = env.str("TRUST_TRACKER_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured("Set TRUST_TRACKER_MODE to production, demo or test.")
PRODUCTION = MODE == "production"
DEMO_MODE = MODE == "demo"
DEBUG = False


def required(name: str, what: str, otherwise: str) -> str:
    """The setting `name`; outside production `otherwise` will do, in production its absence stops the start."""
    value: str = env.str(name, "" if PRODUCTION else otherwise)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. Set it to {what}; docs/deployment.md has an example.")
    return value


if DEMO_MODE:
    of_production = [name for name in ("SECRET_KEY", "EMAIL_URL", "ALLOWED_HOSTS") if env.str(name, "")]
    if of_production:
        raise ImproperlyConfigured(
            f"TRUST_TRACKER_MODE is demo, but {' and '.join(of_production)} is set as for production. "
            "The demonstration has accounts with a known password: unset TRUST_TRACKER_MODE, or the others."
        )
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
SECRET_KEY = required(
    "SECRET_KEY", "a long random text kept secret", "only-for-a-first-look-and-for-tests-" + "0" * 40
)
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the host names, separated by commas", "*").split(",")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])


def database() -> dict[str, Any]:
    """PostgreSQL by `DATABASE_URL`; SQLite under var/ otherwise, with write-ahead log and immediate transactions."""
    url = required(
        "DATABASE_URL",
        "the database's address, such as postgres://user:password@host/name",
        f"sqlite:///{VAR_DIR / 'trusttracker.sqlite3'}",
    )
    config: dict[str, Any] = env.db_url_config(url)
    options = config.setdefault("OPTIONS", {})
    if "sqlite" in config["ENGINE"]:
        options.update(
            transaction_mode="IMMEDIATE",
            timeout=20,
            init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        )
        if config["NAME"] != ":memory:":
            Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    else:
        config["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", 60)
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The cache is shared by all web processes: rate limits of the sign-in are counted in it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Django throws out a third of the rows at 300 of them, and wrong tries at signing in would be forgotten.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", str(VAR_DIR / "files")))
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(VAR_DIR / "static")))
STATIC_URL = "/static/"
STORAGES = {
    "default": {
        "BACKEND": env.str("FILE_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("FILE_STORAGE_OPTIONS", default={}),
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

INSTALLED_APPS = [
    "partnerships",
    "partnerships.admin.apps.TrustTrackerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "simple_history",
    "crispy_forms",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "partnerships.views._middleware.SlidingSession",
]
ROOT_URLCONF = "trusttracker.urls"
WSGI_APPLICATION = "trusttracker.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnerships.views._context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
CRISPY_TEMPLATE_PACK = "govuk"

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "trusttracker.formats"
TIME_ZONE = "Europe/London"

AUTH_USER_MODEL = "partnerships.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "partnerships.views._accounts.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation's link has proved the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# Lockout: five wrong tries for one address, then a cool-off, counted by allauth itself.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/15m/key,50/15m/ip",
    "login": "60/m/ip",
    "reset_password": "20/15m/ip,5/15m/key",
    "reset_password_from_key": "20/15m/ip",
    "reauthenticate": "10/15m/user",
    "change_password": "5/15m/user",
}
# Tries are counted by the caller's address, so allauth must know how many proxies of ours stand before it.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1 if PRODUCTION else 0)
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets no mail from us
ACCOUNT_EMAIL_NOTIFICATIONS = True  # "your password was changed", for when it was not you
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "partnerships.forms.accounts.SignIn",
    "reset_password": "partnerships.forms.accounts.ForgottenPassword",
    "reset_password_from_key": "partnerships.forms.accounts.NewPassword",
    "change_password": "partnerships.forms.accounts.ChangePassword",
    "set_password": "partnerships.forms.accounts.SetPassword",
    "reauthenticate": "partnerships.forms.accounts.ConfirmPassword",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Trust Tracker"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # as above: the invitation has proved the address
MFA_FORMS = {
    "authenticate": "partnerships.forms.accounts.EnterCode",
    "reauthenticate": "partnerships.forms.accounts.ConfirmCode",
    "activate_totp": "partnerships.forms.accounts.SwitchOnAuthenticator",
    "deactivate_totp": "partnerships.forms.accounts.SwitchOffAuthenticator",
    "generate_recovery_codes": "partnerships.forms.accounts.NewRecoveryCodes",
}
# Single sign-on by OpenID Connect (Microsoft Entra ID and others), off unless set: docs/deployment.md has an example.
SINGLE_SIGN_ON = env.json("SINGLE_SIGN_ON", default={})
if SINGLE_SIGN_ON:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_ADAPTER = "partnerships.views._single_sign_on.KnownPeopleOnly"
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # whoever the organisation's own sign-in vouches for
    SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [SINGLE_SIGN_ON], "OAUTH_PKCE_ENABLED": True}}

# Signed out after this long without a click.
SESSION_COOKIE_AGE = env.int("SIGN_OUT_AFTER_MINUTES", 120) * 60
CSRF_FAILURE_VIEW = "partnerships.views.errors.csrf_failure"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("COOKIES_ONLY_OVER_HTTPS", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # the machine itself asks without TLS
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
if SINGLE_SIGN_ON:
    # Browsers hold a form to this list even where its answer redirects, and signing in redirects to the provider.
    provider = urlsplit(SINGLE_SIGN_ON["settings"]["server_url"])
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(f"{provider.scheme}://{provider.netloc}")
# How often one caller may ask for public pages of consultations; a school's families may share an address.
PUBLIC_PAGES_RATE = env.str("PUBLIC_PAGES_RATE", "300/5m/ip")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# The largest GIAS download is about 60 MB unpacked; a larger upload is a mistake.
LARGEST_UPLOAD_MB = env.int("LARGEST_UPLOAD_MB", 200)
# Scanned minutes and letters; a larger file belongs where the trust keeps its documents, with a link here.
LARGEST_EVIDENCE_MB = env.int("LARGEST_EVIDENCE_MB", 25)

DEFAULT_FROM_EMAIL = required(
    "DEFAULT_FROM_EMAIL", "the address that messages come from", "Trust Tracker <tracker@demo.example>"
)
if PRODUCTION:
    vars().update(
        env.email_url_config(
            required("EMAIL_URL", "the mail server, such as smtp+tls://user:password@host:587", "")
        )
    )
elif DEMO_MODE:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO" if PRODUCTION else "WARNING")},
}
