"""Where it stands what the business knows of a service."""

from django.urls import path

from groundswell.catalogue.business import views

app_name = "business"

urlpatterns = [
    path("departments/", views.departments, name="departments"),
    path("departments/<int:pk>/head/", views.head, name="head"),
    path("<str:number>/", views.known, name="known"),
    path("<str:number>/users/", views.users, name="users"),
    path("<str:number>/windows/", views.windows, name="windows"),
    path("<str:number>/windows/removal/", views.window_removal, name="window_removal"),
    path("<str:number>/facts/", views.facts, name="facts"),
    path("<str:number>/facts/removal/", views.fact_removal, name="fact_removal"),
]
