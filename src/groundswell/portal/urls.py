"""Where people come in."""

from django.urls import path

from groundswell.portal.asking.views import catalogue as asking
from groundswell.portal.asking.views import department
from groundswell.portal.views import front, known, tickets, today

app_name = "portal"

urlpatterns = [
    path("", today.start, name="start"),
    path("today/", today.today, name="today"),
    path("places/", today.places, name="places"),
    path("parts/", today.parts, name="parts"),
    path("my/", front.mine, name="mine"),
    path("my/reported/", front.reported, name="reported"),
    path("my/offers/", front.offers, name="offers"),
    path("my/known/<str:number>/me-too/", known.affected, name="me_too"),
    path("my/known/<str:number>/not-me/", known.unaffected, name="not_me"),
    path("my/others/<str:number>/me-too/", known.joined, name="others"),
    path("my/department/", department.department, name="department"),
    path("my/catalogue/", asking.catalogue, name="catalogue"),
    path("my/catalogue/<str:number>/", asking.offering, name="offering"),
    path("my/approvals/", asking.approvals, name="approvals"),
    path("my/approvals/presence/", asking.presence, name="presence"),
    path("my/approvals/<str:number>/", asking.approval, name="approval"),
    path("my/<str:number>/", tickets.ticket, name="ticket"),
    path("my/<str:number>/reply/", tickets.reply, name="reply"),
    path("my/<str:number>/verdict/", tickets.verdict, name="verdict"),
    path("my/<str:number>/ending/", tickets.ending, name="ending"),
    path("my/<str:number>/service/", tickets.service, name="service"),
    path("my/<str:number>/satisfaction/", tickets.satisfaction, name="satisfaction"),
    path("my/<str:number>/reopening/", tickets.reopening, name="reopening"),
]
