"""Where maturity is."""

from django.urls import path

from groundswell.measurement.levels.views import (
    beside,
    dashboards,
    indicators,
    people,
    practice,
    profile,
)

app_name = "levels"

urlpatterns = [
    path("", profile.profile, name="profile"),
    path("snapshots/", profile.snapshots, name="snapshots"),
    path("names/", profile.names, name="names"),
    path("beside/", beside.beside, name="beside"),
    path("profile.json", beside.profile_file, name="profile_file"),
    path("practices/<str:key>/", practice.practice, name="practice"),
    path("practices/<str:key>/target/", practice.target, name="target"),
    path("practices/<str:key>/views/", people.views, name="views"),
    path("practices/<str:key>/links/", people.links, name="links"),
    path("practices/<str:key>/contests/", people.contests, name="contests"),
    path("contests/<str:number>/decision/", people.decision, name="decision"),
    path("view/<str:token>/", people.view, name="view"),
    path("dashboards/", dashboards.dashboards, name="dashboards"),
    path("dashboards/<str:number>/", dashboards.dashboard, name="dashboard"),
    path("dashboards/<str:number>/figures/", dashboards.figures, name="figures"),
    path("dashboards/<str:number>/sharing/", dashboards.sharing, name="sharing"),
    path("dashboards/<str:number>/reports/", dashboards.reports, name="reports"),
    path("reports/<str:number>/", dashboards.report, name="report"),
    path("reports/<str:number>/file/<str:kind>/", dashboards.paper, name="paper"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<str:key>/", indicators.indicator, name="indicator"),
    path("indicators/<str:key>/setting/", indicators.setting, name="setting"),
    path("indicators/<str:key>/shipped/", indicators.shipped, name="shipped"),
]
