"""What people type about themselves and, who keeps accounts, about others."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from allauth.account import forms as library
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as digits
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from groundswell.foundation.accounts.granting import ASSESSOR_DAYS, end_of
from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.accounts.policy import describe_roles


class SetupForm(forms.Form):
    """Name, address and password of the first account."""

    name = forms.CharField(max_length=150, label="Your name")
    email = forms.EmailField(label="Your e-mail address")
    password = forms.CharField(
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        label="A password (ten characters or more)",
    )

    def clean_password(self) -> str:
        """Refuse a password that is short, common or much like what was said above it."""
        password: str = self.cleaned_data["password"]
        said = {name: self.cleaned_data.get(name, "") for name in ("name", "email")}
        validate_password(password, User(**said))
        return password


def _two_weeks_on() -> date:
    return timezone.localdate() + timedelta(days=ASSESSOR_DAYS)


class NewPersonForm(forms.Form):
    """Who comes to work here, and what they may do."""

    name = forms.CharField(max_length=150, label="Name")
    email = forms.EmailField(max_length=254, label="E-mail address, to sign in with")
    roles = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, label="What they are here", required=False
    )
    until = forms.DateField(
        required=False,
        initial=_two_weeks_on,
        widget=forms.DateInput({"type": "date"}),
        label="Last day of an assessor",
        help_text="Of an assessor only: from the day after, that role opens nothing. The other "
        "roles have no end.",
    )
    department = forms.CharField(
        max_length=120,
        required=False,
        widget=forms.TextInput({"list": "departments", "autocomplete": "off", "dir": "auto"}),
        label="Department",
        help_text="It sees what it waits for and loses. A name that is new makes a department.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["roles"].choices = list(describe_roles().items())

    def clean_until(self) -> date | None:
        """Ask for the last day of an assessor; of others it says nothing."""
        last_day: date | None = self.cleaned_data["until"]
        if Role.ASSESSOR not in self.cleaned_data.get("roles", ()):
            return None
        if last_day is None:
            raise forms.ValidationError("Say until which day the assessor may read here.")
        return last_day

    def given(self) -> dict[str, Any]:
        """Return what the verbs take, the last day as the moment at which it is over."""
        said = dict(self.cleaned_data)
        last_day = said.pop("until")
        roles = dict.fromkeys(said["roles"])
        return {**said, "roles": roles | ({Role.ASSESSOR: end_of(last_day)} if last_day else {})}


class PeopleListForm(forms.Form):
    """Several people at once, one a line."""

    people = forms.CharField(
        max_length=100_000,
        widget=forms.Textarea({"rows": 10, "dir": "auto", "spellcheck": "false"}),
        label="Name, e-mail address, role, department",
        help_text="One line each, such as: Jon Berg, jon@example.org, Agent, IT. Rows copied from "
        "a sheet do too. Without a role somebody is a caller; the department can be left out.",
    )


class PersonForm(NewPersonForm):
    """The same of somebody who is here, and whether they may come in at all."""

    active = forms.BooleanField(required=False, label="May come in")

    @classmethod
    def of(cls, person: User) -> "PersonForm":
        """Return the form as it stands for a person."""
        grant = person.roles.in_force().filter(role=Role.ASSESSOR).first()
        return cls(
            initial={
                "name": person.name,
                "email": "" if person.is_nameless else person.email,
                "roles": sorted(person.role_names),
                "department": person.department or "",
                "active": person.is_active,
                **({"until": grant.last_day} if grant and grant.until else {}),
            }
        )


class _InOurWords(forms.Form):
    """A form of the sign-in library with our labels, and no label a second time in the box."""

    words: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            if name == "password1":
                field.help_text = "Ten characters or more, and not one that many people use."


class SignInForm(_InOurWords, library.LoginForm):  # type: ignore[misc]  # the library has no types
    """Who comes in."""

    words: ClassVar = {
        "login": "E-mail address",
        "password": "Password",
        "remember": "Keep me signed in on this machine",
    }


class ChangePasswordForm(_InOurWords, library.ChangePasswordForm):  # type: ignore[misc]
    """One's own new password."""

    words: ClassVar = {
        "oldpassword": "Your password until now",
        "password1": "A new one",
        "password2": "The new one again",
    }


class ChoosePasswordForm(_InOurWords, library.ResetPasswordKeyForm):  # type: ignore[misc]
    """The password that somebody chooses who holds a link."""

    words: ClassVar = {"password1": "A password", "password2": "The same again"}


class FirstPasswordForm(_InOurWords, library.SetPasswordForm):  # type: ignore[misc]
    """The password of somebody who came in without one."""

    words: ClassVar = {"password1": "A password", "password2": "The same again"}


class ConfirmPasswordForm(_InOurWords, library.ReauthenticateForm):  # type: ignore[misc]
    """One's password once more, before something grave."""

    words: ClassVar = {"password": "Your password"}


class SecondStepForm(_InOurWords, second.AuthenticateForm):  # type: ignore[misc]
    """What comes after the password."""

    words: ClassVar = {"code": "Six digits, or a code on paper"}


class SecondStepAgainForm(_InOurWords, second.ReauthenticateForm):  # type: ignore[misc]
    """The same once more, before something grave."""

    words: ClassVar = {"code": "Six digits, or a code on paper"}


class DigitsForm(_InOurWords, digits.ActivateTOTPForm):  # type: ignore[misc]
    """The first digits of an app that is being set up."""

    words: ClassVar = {"code": "The six digits that the app shows"}


class NewKeyForm(_InOurWords, keys.AddWebAuthnForm):  # type: ignore[misc]
    """A key that is being added."""

    words: ClassVar = {"name": "What do you call it?", "passwordless": "In place of the password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].help_text = (
            "It then asks for a finger, a face or a number of its own. Otherwise it is asked for "
            "after the password."
        )


class KeyNameForm(_InOurWords, keys.EditWebAuthnForm):  # type: ignore[misc]
    """What a key is called."""

    words: ClassVar = {"name": "What do you call it?"}
