"""Where the first account is made, and one's own page."""

from django.urls import path

from groundswell.foundation.accounts import views

app_name = "accounts"

urlpatterns = [
    path("setup/<str:token>/", views.setup, name="setup"),
    path("me/", views.profile, name="profile"),
]
