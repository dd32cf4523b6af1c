"""Where texts are."""

from django.urls import path

from groundswell.servicedesk.texts import views

app_name = "texts"

urlpatterns = [
    path("", views.texts, name="texts"),
    path("new/", views.new_text, name="new_text"),
    path("of/<str:number>/", views.of_ticket, name="of_ticket"),
    path("of/<str:number>/preview/", views.preview, name="preview"),
    path("of/<str:number>/<str:text_number>/", views.sending, name="sending"),
    path("<str:number>/", views.text, name="text"),
    path("<str:number>/removal/", views.text_removal, name="text_removal"),
]
