"""How the sign-in library behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Nobody makes an account for themselves; the first one comes from the set-up link."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (its signature)
        """Return no."""
        return False
