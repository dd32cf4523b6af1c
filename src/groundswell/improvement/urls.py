"""Where the brief is."""

from django.urls import path

from groundswell.improvement import views

app_name = "improvement"

urlpatterns = [
    path("", views.brief, name="brief"),
    path("brief.pdf", views.paper, name="paper"),
]
