"""Where services are."""

from django.urls import path

from groundswell.catalogue import views

app_name = "catalogue"

urlpatterns = [path("", views.services, name="services")]
