"""The door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.config.settings")

application = get_wsgi_application()

# The code of every page is loaded before the first visit, and what was loaded is set aside: else
# the collector of garbage goes through all of it again every few pages, a fifth of their time.
# https://docs.python.org/3/library/gc.html#gc.freeze
get_resolver().url_patterns  # noqa: B018 (reading them loads them)
gc.collect()
gc.freeze()
