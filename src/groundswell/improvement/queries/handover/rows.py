"""What every paper shares: names, days and numbers as cells of a table."""

from datetime import date, datetime

from groundswell.foundation.accounts.models import User

#: what a cell says where nobody wrote anything down
NOTHING = "–"


def name_of(person: User | None) -> str:
    """Return a person's name; an account without one stays somebody, its address is no name."""
    return (person.name or "somebody") if person else NOTHING


def day_of(moment: date | datetime | None) -> str:
    """Return a day in the order that sorts."""
    if moment is None:
        return NOTHING
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def number_of(value: float | None) -> str:
    """Return a number without digits that nobody measured; "not known" where there is none."""
    return "not known" if value is None else f"{value:g}"
