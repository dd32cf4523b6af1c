"""Where it is said what happens while tickets wait."""

from django.urls import path

from groundswell.servicedesk.waiting import views

app_name = "waiting"

urlpatterns = [
    path("of/<str:number>/", views.of_ticket, name="of_ticket"),
    path("of/<str:number>/plan/", views.plan, name="plan"),
]
