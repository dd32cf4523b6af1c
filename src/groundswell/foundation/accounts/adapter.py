"""How the sign-in library behaves here."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Nobody makes an account for themselves; the first one comes from the set-up link."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed. An administrator can open it again.",
        "email_password_mismatch": "No account has this address with this password. Type both "
        "once more, or ask an administrator for a link.",
        "enter_current_password": "This is not your password until now. Type it once more.",
        "incorrect_password": "This is not your password. Type it once more.",
        "too_many_login_attempts": "It was tried too often with this address. Wait five minutes "
        "and try again.",
        "rate_limited": "That was too often in a short time. Wait a minute and try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (its signature)
        """Return no."""
        return False
