"""Where kept pages are."""

from django.urls import path

from groundswell.improvement.briefs import views

app_name = "briefs"

urlpatterns = [
    path("", views.kept_pages, name="kept_pages"),
    path("keep/", views.keeping, name="keeping"),
    path("<str:number>/", views.kept, name="kept"),
    path("<str:number>/paper/", views.paper, name="paper"),
    path("<str:number>/letter/", views.letter, name="letter"),
    path("<str:number>/contacts/", views.contacts, name="contacts"),
    path("<str:number>/aside/", views.aside, name="aside"),
]
