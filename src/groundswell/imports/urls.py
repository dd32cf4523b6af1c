"""Where imports are."""

from django.urls import path

from groundswell.imports import views

app_name = "imports"

urlpatterns = [
    path("", views.runs, name="runs"),
    path("<str:number>/", views.run, name="run"),
    path("<str:number>/mapping/", views.mapping, name="mapping"),
    path("<str:number>/start/", views.start, name="start"),
    path("<str:number>/stop/", views.stop, name="stop"),
    path("<str:number>/rejects/", views.rejects, name="rejects"),
]
