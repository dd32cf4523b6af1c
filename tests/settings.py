"""The project's settings with a folder of their own and a fast password hash."""

import os
import tempfile

os.environ.setdefault("GROUNDSWELL_HOME", tempfile.mkdtemp(prefix="groundswell-tests-"))
os.environ["GROUNDSWELL_TIME_ZONE"] = "UTC"  # whatever the zone of this machine

from groundswell.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
Q_CLUSTER = {**Q_CLUSTER, "sync": True}  # noqa: F405

# Looks for a file of pages when it is asked for: every visitor of a test would list all of them.
WHITENOISE_AUTOREFRESH = True
