"""How people prove who they are: as allauth does; who is signed in is asked for by every page."""

from allauth.account.auth_backends import AuthenticationBackend

from groundswell.foundation.accounts.models import RoleGrant, User
from groundswell.foundation.often import Often

_GRANTED = Often(lambda key: RoleGrant.objects.in_force().filter(user=key).select_related("user"))
_WITH_KEY = Often(lambda key: User.objects.filter(pk=key))


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth names no types
    """allauth's, with the question for whoever is signed in put together once, with their roles."""

    def get_user(self, user_id: int) -> User | None:
        """Return whoever has this key and may still sign in."""
        granted = _GRANTED.ask(int(user_id))
        # without any role somebody is not found among those who were granted one
        found: User | None = granted[0].user if granted else _WITH_KEY.first(int(user_id))
        if found is None or not self.user_can_authenticate(found):
            return None
        found.role_names = frozenset(one.role for one in granted)
        return found
