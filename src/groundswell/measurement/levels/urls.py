"""Where maturity is."""

from django.urls import path

from groundswell.measurement.levels.views import indicators, profile

app_name = "levels"

urlpatterns = [
    path("", profile.profile, name="profile"),
    path("snapshots/", profile.snapshots, name="snapshots"),
    path("names/", profile.names, name="names"),
    path("practices/<str:key>/", profile.practice, name="practice"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<str:key>/", indicators.indicator, name="indicator"),
    path("indicators/<str:key>/setting/", indicators.setting, name="setting"),
    path("indicators/<str:key>/shipped/", indicators.shipped, name="shipped"),
]
