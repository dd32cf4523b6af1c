"""Where the work on tickets is written down."""

from django.urls import path

from groundswell.servicedesk.effort import views

app_name = "effort"

urlpatterns = [
    path("of/<str:number>/", views.of_ticket, name="of_ticket"),
    path("of/<str:number>/logged/", views.logged, name="logged"),
    path("of/<str:number>/started/", views.started, name="started"),
    path("of/<str:number>/stopped/", views.stopped, name="stopped"),
    path("<int:pk>/corrected/", views.corrected, name="corrected"),
]
