"""Where services are, and what an hour costs."""

from django.urls import path

from groundswell.catalogue import views

app_name = "catalogue"

urlpatterns = [
    path("", views.services, name="services"),
    path("rates/", views.rates, name="rates"),
    path("rates/<str:key>/confirmation/", views.rate_confirmation, name="rate_confirmation"),
    path("rates/<str:number>/withdrawal/", views.rate_withdrawal, name="rate_withdrawal"),
]
