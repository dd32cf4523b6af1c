"""Where services are, and what an hour costs."""

from django.urls import include, path

from groundswell.catalogue.views import rates, services

app_name = "catalogue"

urlpatterns = [
    path("", services.services, name="services"),
    path("services/first/", services.first_services, name="first_services"),
    path("services/<str:number>/", services.service, name="service"),
    path("services/<str:number>/description/", services.description, name="description"),
    path("services/<str:number>/state/", services.state, name="state"),
    path("business/", include("groundswell.catalogue.business.urls")),
    path("offerings/", include("groundswell.catalogue.offerings.urls")),
    path("rates/", rates.rates, name="rates"),
    path("rates/<str:key>/confirmation/", rates.rate_confirmation, name="rate_confirmation"),
    path("rates/<str:number>/withdrawal/", rates.rate_withdrawal, name="rate_withdrawal"),
]
