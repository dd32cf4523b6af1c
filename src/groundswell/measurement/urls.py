"""Where findings are."""

from django.urls import include, path

from groundswell.measurement.views import candidates, findings, gaps, matching, process, themes

app_name = "measurement"

urlpatterns = [
    path("", findings.findings, name="findings"),
    path("runs/", findings.runs, name="runs"),
    path("progress/", findings.progress, name="progress"),
    path("problems/<str:key>/", findings.problem, name="problem"),
    path("problems/<str:key>/acceptance/", candidates.acceptance, name="acceptance"),
    path("problems/<str:key>/joining/", candidates.joining, name="joining"),
    path("problems/<str:key>/rejection/", candidates.rejection, name="rejection"),
    path("problems/<str:key>/audits/", candidates.audits, name="audits"),
    path("candidates/", candidates.candidates, name="candidates"),
    path("candidates/merger/", candidates.merger, name="merger"),
    path(
        "candidates/<str:key>/reconsideration/", candidates.reconsideration, name="reconsideration"
    ),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/<str:key>/answer/", gaps.answer, name="gap_answer"),
    path("of/<str:number>/", findings.of_ticket, name="of_ticket"),
    path("matching/", matching.matching, name="matching"),
    path("matching/learning/", matching.learning, name="learning"),
    path("matching/setting-aside/", matching.setting_aside, name="setting_aside"),
    path("matching/use/", matching.use, name="use"),
    path("themes/", themes.themes, name="themes"),
    path("levels/", include("groundswell.measurement.levels.urls")),
    path("process/", process.process, name="process"),
    path("quality/", findings.quality, name="quality"),
]
