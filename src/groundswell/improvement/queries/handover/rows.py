"""What every paper shares: names, days and numbers as cells of a table."""

from datetime import date, datetime

from django.utils import timezone

from groundswell.analysis.numbers import say_number
from groundswell.foundation.accounts.models import User

#: what a cell says where nobody wrote anything down
NOTHING = "–"


def name_of(person: User | None) -> str:
    """Return a person's name; an account without one stays somebody, its address is no name."""
    return (person.name or "somebody") if person else NOTHING


def day_of(moment: date | datetime | None) -> date | str:
    """Return the day of a moment where the house stands; a dash where nobody wrote one down."""
    if moment is None:
        return NOTHING
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def number_of(value: float | None) -> str:
    """Return a number without digits that nobody measured; "not known" where there is none."""
    return "not known" if value is None else say_number(value)
