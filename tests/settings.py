"""The product's own settings, in test mode: quick password hashing and an error for undefined template variables."""

import os

os.environ["TRUST_TRACKER_MODE"] = "test"
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")

from trusttracker.settings import *  # noqa: E402, F403  (everything, on purpose: tests run what production runs)
from trusttracker.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, TEMPLATES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if os.environ.get("TEST_DB_SUFFIX"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_trusttracker_{os.environ['TEST_DB_SUFFIX']}"}
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = [*MIDDLEWARE]


class UndefinedVariable(str):
    """A template that names something its view does not give is a mistake."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"Undefined template variable: {name}")


STRICT_UNDEFINED = UndefinedVariable("undefined: %s")
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = STRICT_UNDEFINED
