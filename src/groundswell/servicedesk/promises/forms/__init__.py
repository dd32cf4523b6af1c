"""What people may send about promises."""

from groundswell.servicedesk.promises.forms.calendars import (
    CalendarForm,
    DaysForm,
    FeedForm,
    FileForm,
)
from groundswell.servicedesk.promises.forms.targets import LevelForm, TargetForm

__all__ = ["CalendarForm", "DaysForm", "FeedForm", "FileForm", "LevelForm", "TargetForm"]
