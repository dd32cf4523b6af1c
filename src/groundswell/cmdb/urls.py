"""Where configuration items are."""

from django.urls import path

from groundswell.cmdb import views

app_name = "cmdb"

urlpatterns = [
    path("", views.items, name="items"),
    path("relations/", views.relations, name="relations"),
]
