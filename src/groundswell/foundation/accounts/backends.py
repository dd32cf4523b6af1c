"""How people prove who they are: as allauth does; who is signed in is asked for by every page."""

from allauth.account.auth_backends import AuthenticationBackend

from groundswell.foundation.accounts.models import User
from groundswell.foundation.often import Often

_WITH_KEY = Often(lambda key: User.objects.filter(pk=key))


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth names no types
    """allauth's, with the question for whoever is signed in put together once."""

    def get_user(self, user_id: int) -> User | None:
        """Return whoever has this key and may still sign in."""
        found: User | None = _WITH_KEY.first(int(user_id))
        return found if found is not None and self.user_can_authenticate(found) else None
