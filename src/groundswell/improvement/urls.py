"""Where first steps and the brief are."""

from django.urls import path

from groundswell.improvement import views

app_name = "improvement"

urlpatterns = [
    path("", views.steps, name="steps"),
    path("brief/", views.brief, name="brief"),
    path("brief.pdf", views.paper, name="paper"),
]
