"""Where first steps, the brief, the business cases and the ledger are; an address is a noun."""

from django.urls import path

from groundswell.improvement.views import brief, cases, ledger

app_name = "improvement"

urlpatterns = [
    path("", brief.steps, name="steps"),
    path("brief/", brief.brief, name="brief"),
    path("brief.pdf", brief.paper, name="paper"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/waited/", cases.waited, name="waited"),
    path("cases/<str:number>/options/", cases.options, name="options"),
    path("cases/<str:number>/numbers/", cases.numbers, name="numbers"),
    path("cases/<str:number>/shares/", cases.shares, name="shares"),
    path("cases/<str:number>/withdrawal/", cases.withdrawal, name="withdrawal"),
    path("cases/<str:number>/asks/", cases.asks, name="asks"),
    path("cases/<str:number>/answers/", cases.answers, name="answers"),
]
