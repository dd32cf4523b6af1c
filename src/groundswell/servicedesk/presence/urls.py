"""Where pages say that they are open."""

from django.urls import path

from groundswell.servicedesk.presence import views

app_name = "presence"

urlpatterns = [path("of/<str:number>/", views.presence, name="presence")]
