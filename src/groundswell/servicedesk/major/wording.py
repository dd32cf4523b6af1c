"""A message as everybody reads it: the words, and when more of them come."""

from datetime import datetime

from django.utils import timezone


def write_out(text: str, *, next_at: datetime | None, at: datetime) -> str:
    """Return the whole message; `next_at` is what it promises, None where it is the last word."""
    return f"{text}\n\n{say_promise(next_at, at=at)}" if next_at else text


def say_promise(next_at: datetime, *, at: datetime) -> str:
    """Return the promise in words; the day is said where it is another than that of `at`."""
    due, now = timezone.localtime(next_at), timezone.localtime(at)
    day = "" if due.date() == now.date() else f" on {due:%A}, {due.day} {due:%B}"
    return f"We write again by {due:%H:%M}{day}."
