"""Where requests show themselves on the page of a ticket."""

from django.urls import path

from groundswell.servicedesk.requests import views

app_name = "requests"

urlpatterns = [
    path("of/<str:number>/", views.of_ticket, name="of_ticket"),
    path("of/<str:number>/answers/", views.answers, name="answers"),
]
