"""Where tickets that come again are planned."""

from django.urls import path

from groundswell.servicedesk.recurring import views

app_name = "recurring"

urlpatterns = [
    path("", views.plans, name="plans"),
    path("new/", views.new_plan, name="new_plan"),
    path("<str:number>/", views.plan, name="plan"),
    path("<str:number>/pause/", views.pause, name="pause"),
    path("<str:number>/resumption/", views.resumption, name="resumption"),
    path("<str:number>/ending/", views.ending, name="ending"),
]
