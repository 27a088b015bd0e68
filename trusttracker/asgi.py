"""The entry point for an asynchronous server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trusttracker.settings")
application = get_asgi_application()
