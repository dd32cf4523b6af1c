"""Where people come in."""

from django.urls import path

from groundswell.portal import views
from groundswell.portal.asking.views import catalogue as asking
from groundswell.portal.asking.views import department

app_name = "portal"

urlpatterns = [
    path("", views.start, name="start"),
    path("today/", views.today, name="today"),
    path("my/", views.mine, name="mine"),
    path("my/offers/", views.offers, name="offers"),
    path("my/known/<str:number>/me-too/", views.affected, name="me_too"),
    path("my/known/<str:number>/not-me/", views.unaffected, name="not_me"),
    path("my/department/", department.department, name="department"),
    path("my/catalogue/", asking.catalogue, name="catalogue"),
    path("my/catalogue/<str:number>/", asking.offering, name="offering"),
    path("my/approvals/", asking.approvals, name="approvals"),
    path("my/approvals/presence/", asking.presence, name="presence"),
    path("my/approvals/<str:number>/", asking.approval, name="approval"),
    path("my/<str:number>/", views.ticket, name="ticket"),
    path("my/<str:number>/reply/", views.reply, name="reply"),
    path("my/<str:number>/verdict/", views.verdict, name="verdict"),
    path("my/<str:number>/reopening/", views.reopening, name="reopening"),
]
