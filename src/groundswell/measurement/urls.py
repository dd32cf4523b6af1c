"""Where findings are."""

from django.urls import path

from groundswell.measurement import views

app_name = "measurement"

urlpatterns = [
    path("", views.findings, name="findings"),
    path("runs/", views.runs, name="runs"),
    path("progress/", views.progress, name="progress"),
    path("problems/<str:key>/", views.problem, name="problem"),
    path("of/<str:number>/", views.of_ticket, name="of_ticket"),
    path("process/", views.process, name="process"),
    path("quality/", views.quality, name="quality"),
]
