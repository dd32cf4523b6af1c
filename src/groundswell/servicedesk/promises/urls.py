"""Where promises are; a URL is a noun."""

from django.urls import path

from groundswell.servicedesk.promises.views import calendars, targets, why

app_name = "promises"

urlpatterns = [
    path("", targets.targets, name="targets"),
    path("confirmation/", targets.confirmation, name="confirmation"),
    path("levels/", targets.levels, name="levels"),
    path("levels/<str:key>/withdrawal/", targets.level_withdrawal, name="level_withdrawal"),
    path("recounts/", targets.recounts, name="recounts"),
    path("recounts/<str:number>/", targets.recount, name="recount"),
    path("calendars/", calendars.calendars, name="calendars"),
    path("calendars/<str:number>/", calendars.calendar, name="calendar"),
    path("calendars/<str:number>/hours/", calendars.hours, name="calendar_hours"),
    path("calendars/<str:number>/days/", calendars.days, name="calendar_days"),
    path("calendars/<str:number>/file/", calendars.file, name="calendar_file"),
    path("calendars/<str:number>/feed/", calendars.feed, name="calendar_feed"),
    path("services/<str:number>/", targets.of_service, name="of_service"),
    path("why/<str:number>/", why.why, name="why"),
    path("<str:number>/withdrawal/", targets.withdrawal, name="withdrawal"),
]
