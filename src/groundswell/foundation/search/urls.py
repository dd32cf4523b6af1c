"""Where the search is."""

from django.urls import path

from groundswell.foundation.search import views

app_name = "search"

urlpatterns = [
    path("", views.page, name="page"),
    path("found/", views.found, name="found"),
]
