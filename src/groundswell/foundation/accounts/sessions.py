"""Where it is kept who is signed in: in the database, as Django does, asked for by every page."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from groundswell.foundation.often import Often

_SESSION = Often(lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at))


class SessionStore(db.SessionStore):
    """Django's sessions, with the question for one put together once."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table of Django."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        # A session ends by itself, and every page asks: this is where the clock is read.
        found: Session | None = _SESSION.first(str(self.session_key), timezone.now())  # noqa: TID251
        if found is None:
            self._session_key = None
        return found
