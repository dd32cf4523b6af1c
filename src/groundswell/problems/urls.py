"""Where the pages of problem management are; an address is a noun."""

from django.urls import path

from groundswell.problems.views import known_errors, problems, tickets

app_name = "problems"

urlpatterns = [
    path("", problems.board, name="board"),
    path("new/", problems.new_problem, name="new_problem"),
    path("alike/", problems.alike, name="alike"),
    path("offers/", tickets.offers, name="offers"),
    path("of/<str:number>/", tickets.of_ticket, name="of_ticket"),
    path("of/<str:number>/uses/", tickets.uses, name="uses"),
    path("of/<str:number>/verdicts/", tickets.verdicts, name="verdicts"),
    path("known-errors/", known_errors.known_errors, name="known_errors"),
    path("known-errors/new/", known_errors.new_known_error, name="new_known_error"),
    path("known-errors/<str:number>/", known_errors.known_error, name="known_error"),
    path("known-errors/<str:number>/workarounds/", known_errors.workarounds, name="workarounds"),
    path("known-errors/<str:number>/review/", known_errors.review, name="review"),
    path("known-errors/<str:number>/retirement/", known_errors.retirement, name="retirement"),
    path("known-errors/<str:number>/withdrawal/", known_errors.withdrawal, name="withdrawal"),
    path("known-errors/<str:number>/pushing/", known_errors.pushing, name="pushing"),
    path("<str:number>/", problems.problem, name="problem"),
    path("<str:number>/description/", problems.description, name="description"),
    path("<str:number>/plan/", problems.plan, name="plan"),
    path("<str:number>/investigation/", problems.investigation, name="investigation"),
    path("<str:number>/entries/", problems.entries, name="entries"),
    path("<str:number>/judgement/", problems.judgement, name="judgement"),
    path("<str:number>/cause/", problems.cause, name="cause"),
    path("<str:number>/containment/", problems.containment, name="containment"),
    path("<str:number>/security/", problems.security, name="security"),
    path("<str:number>/options/", problems.options, name="options"),
    path("<str:number>/fix/", problems.fix, name="fix"),
    path("<str:number>/resolution/", problems.resolution, name="resolution"),
    path("<str:number>/closure/", problems.closure, name="closure"),
    path("<str:number>/acceptance/", problems.acceptance, name="acceptance"),
    path("<str:number>/reopening/", problems.reopening, name="reopening"),
    path("<str:number>/links/", problems.links, name="links"),
    path("<str:number>/unlinking/", problems.unlinking, name="unlinking"),
    path("<str:number>/merger/", problems.merger, name="merger"),
]
