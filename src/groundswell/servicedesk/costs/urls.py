"""Where money that was spent on tickets is written down."""

from django.urls import path

from groundswell.servicedesk.costs import views

app_name = "costs"

urlpatterns = [
    path("of/<str:number>/", views.of_ticket, name="of_ticket"),
    path("of/<str:number>/booked/", views.booked, name="booked"),
    path("<int:pk>/removed/", views.removed, name="removed"),
]
