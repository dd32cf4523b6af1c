"""Where the first account is made, one's own page, and everyone's."""

from django.urls import path
from django.views.generic import RedirectView

from groundswell.foundation.accounts import views

app_name = "accounts"

urlpatterns = [
    path("setup/<str:token>/", views.setup, name="setup"),
    path("welcome/", views.welcome, name="welcome"),
    path("me/", views.profile, name="profile"),
    path("me/keys/<str:key>/ending/", views.own_key_ending, name="own_key_ending"),
    # in place of the page of the sign-in library that promises a mail
    path("password/reset/", views.lost_password, name="lost_password"),
    path("password/reset/done/", RedirectView.as_view(pattern_name="accounts:lost_password")),
    # one address each, only who keeps accounts changes it, and no mail confirms it
    path("email/", RedirectView.as_view(pattern_name="accounts:profile")),
    path("confirm-email/", RedirectView.as_view(pattern_name="accounts:profile")),
    path("people/", views.people, name="people"),
    path("people/list/", views.people_list, name="people_list"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/invitation/", views.invitation, name="invitation"),
    path("people/<int:pk>/keys/<str:key>/ending/", views.key_ending, name="key_ending"),
]
