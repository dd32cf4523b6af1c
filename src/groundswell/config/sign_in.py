"""What a password has to be, and forms of ours in place of those of the sign-in library."""

_OURS = "groundswell.foundation.accounts.forms.{}Form".format

PASSWORD_VALIDATORS = [
    {
        "NAME": "groundswell.foundation.accounts.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "groundswell.foundation.accounts.passwords.NotCommon"},
    {"NAME": "groundswell.foundation.accounts.passwords.NotTheirName"},
]
ACCOUNT_FORMS = {
    "login": _OURS("SignIn"),
    "change_password": _OURS("ChangePassword"),
    "set_password": _OURS("FirstPassword"),
    "reset_password_from_key": _OURS("ChoosePassword"),
    "reauthenticate": _OURS("ConfirmPassword"),
}
MFA_FORMS = {
    "authenticate": _OURS("SecondStep"),
    "reauthenticate": _OURS("SecondStepAgain"),
    "activate_totp": _OURS("Digits"),
    "add_webauthn": _OURS("NewKey"),
    "edit_webauthn": _OURS("KeyName"),
}
