"""Where the pages of the desk are; a URL is a noun."""

from django.urls import include, path

from groundswell.servicedesk.views import articles, lists, opening, surges
from groundswell.servicedesk.views import tickets as views

app_name = "servicedesk"

urlpatterns = [
    path("", lists.tickets, name="tickets"),
    path("views/", lists.views, name="views"),
    path("views/<int:pk>/removal/", lists.view_removal, name="view_removal"),
    path("new/", opening.new_ticket, name="new_ticket"),
    path("callers/", opening.callers, name="callers"),
    path("guesses/", opening.guesses, name="guesses"),
    path("surges/", surges.surges, name="surges"),
    path("surges/now/", surges.banners, name="banners"),
    path("surges/<str:number>/", surges.surge, name="surge"),
    path("surges/<str:number>/cost/", surges.cost, name="surge_cost"),
    path("surges/<str:number>/joining/", surges.joining, name="surge_joining"),
    path("surges/<str:number>/dismissal/", surges.dismissal, name="surge_dismissal"),
    path("requests/", include("groundswell.servicedesk.requests.urls")),
    path("tasks/", include("groundswell.servicedesk.work.urls")),
    path("links/", include("groundswell.servicedesk.links.urls")),
    path("effort/", include("groundswell.servicedesk.effort.urls")),
    path("costs/", include("groundswell.servicedesk.costs.urls")),
    path("texts/", include("groundswell.servicedesk.texts.urls")),
    path("waiting/", include("groundswell.servicedesk.waiting.urls")),
    path("recurring/", include("groundswell.servicedesk.recurring.urls")),
    path("presence/", include("groundswell.servicedesk.presence.urls")),
    path("fields/", include("groundswell.servicedesk.facts.urls")),
    path("<str:number>/", views.ticket, name="ticket"),
    path("<str:number>/cost/", views.cost, name="cost"),
    path("<str:number>/articles/", articles.articles, name="articles"),
    path("<str:number>/article-uses/", articles.article_uses, name="article_uses"),
    path("<str:number>/article/", articles.article_of, name="article_of"),
    path("<str:number>/messages/", views.message, name="message"),
    path("<str:number>/assignment/", views.assignment, name="assignment"),
    path("<str:number>/caller/", views.caller, name="caller"),
    path("<str:number>/work/", views.work, name="work"),
    path("<str:number>/hold/", views.hold, name="hold"),
    path("<str:number>/resolution/", views.resolution, name="resolution"),
    path("<str:number>/closure/", views.closure, name="closure"),
    path("<str:number>/cancellation/", views.cancellation, name="cancellation"),
    path("<str:number>/reopening/", views.reopening, name="reopening"),
    path("<str:number>/approval/", views.approval, name="approval"),
    path("<str:number>/rejection/", views.rejection, name="rejection"),
    path("<str:number>/rating/", views.rating, name="rating"),
    path("<str:number>/kind/", views.kind, name="kind"),
    path("<str:number>/raising/", views.raising, name="raising"),
    path("<str:number>/placement/", views.placement, name="placement"),
    path("<str:number>/filling/", views.filling, name="filling"),
    path("<str:number>/joining/", views.joining, name="joining"),
    path("<str:number>/parent/", views.parent, name="parent"),
    path("<str:number>/telling/", views.telling, name="telling"),
    path("<str:number>/parting/", views.parting, name="parting"),
]
