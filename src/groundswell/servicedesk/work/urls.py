"""Where tasks are."""

from django.urls import path

from groundswell.servicedesk.work import views

app_name = "work"

urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("of/<str:number>/", views.of_ticket, name="of_ticket"),
    path("of/<str:number>/new/", views.new_task, name="new_task"),
    path("<str:number>/done/", views.done, name="done"),
    path("<str:number>/skipped/", views.skipped, name="skipped"),
    path("<str:number>/reopened/", views.reopened, name="reopened"),
    path("<str:number>/given/", views.given, name="given"),
]
