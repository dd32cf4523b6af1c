"""Where articles are; an address is a noun."""

from django.urls import path

from groundswell.knowledge.views import articles, parts, texts

app_name = "knowledge"

urlpatterns = [
    path("", articles.articles, name="articles"),
    path("new/", texts.new_article, name="new_article"),
    path("due/", articles.due, name="due"),
    path("offers/", parts.offers, name="offers"),
    path("of/<str:number>/", parts.of_service, name="of_service"),
    path("<str:number>/", articles.article, name="article"),
    path("<str:number>/text/", texts.text, name="text"),
    path("<str:number>/versions/", texts.versions, name="versions"),
    path("<str:number>/restoration/", texts.restoration, name="restoration"),
    path("<str:number>/placement/", articles.placement, name="placement"),
    path("<str:number>/publication/", articles.publication, name="publication"),
    path("<str:number>/rework/", articles.rework, name="rework"),
    path("<str:number>/retirement/", articles.retirement, name="retirement"),
    path("<str:number>/review/", articles.review, name="review"),
    path("<str:number>/verdicts/", articles.verdicts, name="verdicts"),
]
