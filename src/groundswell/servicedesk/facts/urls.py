"""Where fields of tickets and templates are kept."""

from django.urls import path

from groundswell.servicedesk.facts import views

app_name = "facts"

urlpatterns = [
    path("", views.fields, name="fields"),
    path("new/", views.new_field, name="new_field"),
    path("templates/", views.templates, name="templates"),
    path("templates/<str:number>/removal/", views.template_removal, name="template_removal"),
    path("<str:number>/", views.field, name="field"),
    path("<str:number>/removal/", views.field_removal, name="field_removal"),
]
