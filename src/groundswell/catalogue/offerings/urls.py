"""Where the catalogue is kept."""

from django.urls import path

from groundswell.catalogue.offerings import views

app_name = "offerings"

urlpatterns = [
    path("", views.offerings, name="offerings"),
    path("<str:number>/", views.offering, name="offering"),
    path("<str:number>/description/", views.description, name="description"),
    path("<str:number>/state/", views.state, name="state"),
    path("<str:number>/questions/", views.question, name="question"),
    path("<str:number>/questions/removal/", views.question_removal, name="question_removal"),
    path("<str:number>/questions/order/", views.question_order, name="question_order"),
    path("<str:number>/steps/", views.step, name="step"),
    path("<str:number>/steps/removal/", views.step_removal, name="step_removal"),
    path("<str:number>/tasks/", views.task, name="task"),
    path("<str:number>/tasks/removal/", views.task_removal, name="task_removal"),
]
