"""Where the links of tickets are."""

from django.urls import path

from groundswell.servicedesk.links import views

app_name = "links"

urlpatterns = [
    path("of/<str:number>/", views.of_ticket, name="of_ticket"),
    path("of/<str:number>/new/", views.new_link, name="new_link"),
    path("of/<str:number>/<int:pk>/removal/", views.link_removal, name="link_removal"),
    path("of/<str:number>/merger/", views.merger, name="merger"),
    path("of/<str:number>/merger/undone/", views.merger_undone, name="merger_undone"),
    path("of/<str:number>/split/", views.split, name="split"),
]
