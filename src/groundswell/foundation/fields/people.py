"""People who are meant by a name or an address, in a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groundswell.foundation.accounts.callers import find_caller
from groundswell.foundation.accounts.models import User


class PersonField(forms.CharField):
    """A name or an address that means one person.

    Args:
        names: only those who may read who is here fill it in: they are told who could be meant.
        now: what can be done where nobody is known by that name.
    """

    def __init__(
        self, *, names: bool = False, now: str = "Write the e-mail.", **options: Any
    ) -> None:
        super().__init__(**options)
        self.names, self.now = names, now

    def clean(self, value: Any) -> User | None:
        """Return the person.

        Raises:
            ValidationError: nobody, or several people, could be meant.
        """
        words = super().clean(value)
        return self.find(words) if words else None

    def find(self, words: str) -> User:
        """Return whom the words mean.

        Raises:
            ValidationError: nobody, or several people, could be meant.
        """
        found = find_caller(words)
        if found.one is None:
            raise ValidationError(found.say_why(names=self.names, now=self.now))
        return found.one


class PeopleField(PersonField):
    """Names or addresses with commas, each of which means one person."""

    def clean(self, value: Any) -> Any:
        """Return the people, in the order in which they were written.

        Raises:
            ValidationError: nobody, or several people, could be meant by one of them.
        """
        words = forms.CharField.clean(self, value).replace(";", ",").split(",")
        return [self.find(one.strip()) for one in words if one.strip()]
