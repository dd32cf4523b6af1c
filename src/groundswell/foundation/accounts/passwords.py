"""What a password has to be; Django asks, and this says in our words what to do about it."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)

#: of a person, what others know of them
KNOWN = ("name", "email")


class LongEnough(MinimumLengthValidator):
    """Not shorter than its least length."""

    def get_error_message(self) -> str:
        """Return how many characters it takes."""
        return (
            f"This is shorter than {self.min_length} characters. Three or four words make one "
            "that is long and easy to keep."
        )


class NotCommon(CommonPasswordValidator):
    """None of the twenty thousand that are tried first."""

    def get_error_message(self) -> str:
        """Return why it is none."""
        return "Many people use this one, so it is tried first. Choose another."


class NotTheirName(UserAttributeSimilarityValidator):
    """Not what others know of them."""

    def __init__(self, user_attributes: tuple[str, ...] = KNOWN) -> None:
        super().__init__(user_attributes)

    def get_error_message(self) -> str:
        """Return why it is none."""
        return "This is much like your name or address, which others know. Choose another."
