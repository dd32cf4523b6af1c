"""Where the files of tickets are."""

from django.urls import path

from groundswell.servicedesk.files import views

app_name = "files"

urlpatterns = [
    path("<int:pk>/", views.file, name="file"),
    path("<int:pk>/removal/", views.removal, name="removal"),
]
