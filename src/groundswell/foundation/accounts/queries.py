"""Questions about people."""

from groundswell.foundation.accounts.models import User
from groundswell.kernel.errors import Refusal


def get_person(email: str) -> User:
    """Return the person who signs in with this address.

    Raises:
        Refusal: nobody does.
    """
    person = User.objects.filter(email__iexact=email).first()
    if person is None:
        raise Refusal(f"{email} has no account here. Add one with `groundswell user add`.")
    return person
