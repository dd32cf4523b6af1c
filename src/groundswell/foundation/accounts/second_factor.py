"""How the second step of the sign-in library speaks here."""

from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from groundswell.foundation.accounts.models import User

_NAMES = ("First key", "Second key")


class InOurWords(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """The same steps, in the words of the house."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This is not what was asked for now. Type the digits that the app shows "
        "this minute, or a code that was not used yet.",
        "cannot_delete_authenticator": "Your account has to keep a second step.",
        "cannot_generate_recovery_codes": "These codes stand in for an app or a key; set one of "
        "them up first.",
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """Return what a new key is called until somebody calls it otherwise."""
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _NAMES[held] if held < len(_NAMES) else f"Key {held + 1}"
