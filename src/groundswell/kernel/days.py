"""Days and months in the words that people read, whatever language the machine speaks."""

from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def say_day(day: date) -> str:
    """Return a day as "3 Mar 2026"; of a moment, its day in its own time zone."""
    return f"{day.day} {say_month(day)}"


def say_month(day: date) -> str:
    """Return the month of a day as "Mar 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def read_month(month: str) -> date:
    """Return the first day of a month that is written "2026-03"."""
    return date.fromisoformat(f"{month}-01")
