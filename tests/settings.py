"""The product's own settings, in test mode: quick password hashing and an error for undefined template variables."""

import os
import sys

os.environ["TRUST_TRACKER_MODE"] = "test"
os.environ.setdefault("DATABASE_URL", "sqlite:///:memory:")

from trusttracker.settings import *  # noqa: F403  (everything, on purpose: tests run what production runs)
from trusttracker.settings import BASE_DIR, DATABASES, INSTALLED_APPS, MIDDLEWARE, TEMPLATES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Every client of a test loads the middleware anew; looking through the static files each time took a third of the run.
WHITENOISE_AUTOREFRESH = True
if os.environ.get("TEST_DB_SUFFIX"):
    DATABASES["default"]["TEST"] = {"NAME": f"test_trusttracker_{os.environ['TEST_DB_SUFFIX']}"}
# A request that asks the database once a row fails its test. A form that runs several actions reads its one row a few
# times over; that is no such thing.
ZEAL_NPLUSONE_THRESHOLD = 5
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]


class UndefinedVariable(str):
    """A template of ours that names something its view does not give is a mistake; those of libraries may."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        frame = sys._getframe(1)
        while frame is not None:
            context = frame.f_locals.get("context")
            template = getattr(getattr(context, "render_context", None), "template", None)
            if template is not None:
                ours = str(BASE_DIR / "templates") in str(template.origin.name)
                if ours and "/templates/admin/" not in str(template.origin.name):
                    raise AssertionError(f"Undefined variable {name} in {template.origin.name}")
                break
            frame = frame.f_back
        return ""


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("undefined: %s")
