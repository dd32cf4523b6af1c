"""Where the journey is: steps, improvements, practices, people, asks; an address is a noun."""

from django.urls import include, path

from groundswell.improvement.views import (
    asks,
    brief,
    cases,
    first,
    ledger,
    mode,
    people,
    practices,
    register,
    strain,
    team,
)

app_name = "improvement"

_CASES = [
    path("cases/", cases.cases, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/waited/", cases.waited, name="waited"),
    path("cases/<str:number>/options/", cases.options, name="options"),
    path("cases/<str:number>/numbers/", cases.numbers, name="numbers"),
    path("cases/<str:number>/shares/", cases.shares, name="shares"),
    path("cases/<str:number>/withdrawal/", cases.withdrawal, name="withdrawal"),
    path("cases/<str:number>/asks/", cases.asks, name="asks"),
    path("cases/<str:number>/answers/", cases.answers, name="answers"),
    path("asks/", asks.asked, name="asked"),
    path("asks/occasions/", asks.occasions, name="occasions"),
    path("asks/<str:number>/smaller/", asks.smaller, name="smaller"),
]
_FIRST = [
    path("", first.steps, name="steps"),
    path("order/", first.order, name="order"),
    path("begin/", first.begin, name="beginning"),
    path("kits/", first.kits, name="kits"),
    path("kits/<str:practice>/", first.kit, name="kit"),
    path("mode/", mode.mode, name="mode"),
    path("mode/answers/", mode.answers, name="mode_answers"),
    path("mode/links/", mode.links, name="mode_links"),
    path("answer/<str:token>/", mode.answer, name="answer"),
]
_REGISTER = [
    path("improvements/", register.improvements, name="improvements"),
    path("improvements/new/", register.new_improvement, name="new_improvement"),
    path("improvements/taken/", register.taking, name="taking"),
    path("goals/", register.goals, name="goals"),
    path("goals/<str:number>/end/", register.goal_end, name="goal_end"),
    path("improvements/<str:number>/", register.improvement, name="improvement"),
    path("improvements/<str:number>/assessment/", register.assessment, name="assessment"),
    path("improvements/<str:number>/plan/", register.plan, name="plan"),
    path("improvements/<str:number>/start/", register.start, name="start"),
    path("improvements/<str:number>/following/", register.following, name="following"),
    path("improvements/<str:number>/pilot/", register.pilot, name="pilot"),
    path("improvements/<str:number>/pilot-end/", register.pilot_end, name="pilot_end"),
    path("improvements/<str:number>/finish/", register.finish, name="finish"),
    path("improvements/<str:number>/result/", register.result, name="result"),
    path("improvements/<str:number>/drop/", register.drop, name="drop"),
    path("improvements/<str:number>/revival/", register.revival, name="revival"),
]
_PRACTICES = [
    path("practices/", practices.practices, name="practices"),
    path("practices/new/", practices.new_practice, name="new_practice"),
    path("practices/<str:number>/", practices.practice, name="practice"),
    path("practices/<str:number>/revision/", practices.revision, name="revision"),
    path("practices/<str:number>/effect/", practices.effect, name="effect"),
    path("practices/<str:number>/proposal/", practices.proposal, name="proposal"),
    path("practices/<str:number>/promotion/", practices.promotion, name="promotion"),
    path("practices/<str:number>/return/", practices.giving_back, name="giving_back"),
    path("practices/<str:number>/retirement/", practices.retirement, name="way_retirement"),
    path("practices/<str:number>/adoptions/", practices.adoptions, name="adoptions"),
    path("team/", team.team, name="team"),
    path("team/roles/", team.roles, name="roles"),
    path("team/roles/<int:pk>/end/", team.role_end, name="role_end"),
    path("team/partners/", team.partners, name="partners"),
    path("team/partners/<int:pk>/end/", team.partner_end, name="partner_end"),
    path("team/skills/", team.skills, name="skills"),
]
_PEOPLE = [
    path("people/", people.stakeholders, name="stakeholders"),
    path("people/new/", people.new_stakeholder, name="new_stakeholder"),
    path("people/<str:number>/", people.stakeholder, name="stakeholder"),
    path("people/<str:number>/facts/", people.facts, name="person_facts"),
    path("people/<str:number>/signals/", people.signals, name="signals"),
    path("people/<str:number>/signals/end/", people.signal_end, name="signal_end"),
    path("people/<str:number>/touches/", people.touches, name="touches"),
    path("people/<str:number>/questions/", people.questions, name="questions"),
    path("people/<str:number>/replies/", people.replies, name="replies"),
    path("people/<str:number>/notes/", people.notes, name="notes"),
    path("people/<str:number>/notes/end/", people.note_end, name="note_end"),
    path("people/<str:number>/removal/", people.removal, name="removal"),
]

urlpatterns = [
    *_FIRST,
    path("brief/", brief.brief, name="brief"),
    path("brief.pdf", brief.paper, name="paper"),
    path("brief/mail/", brief.mail, name="mail"),
    path("brief.eml", brief.letter, name="letter"),
    path("briefs/", include("groundswell.improvement.briefs.urls")),
    path("strain/", strain.strain, name="strain"),
    path("ledger/", ledger.ledger, name="ledger"),
    *_CASES,
    *_REGISTER,
    *_PRACTICES,
    *_PEOPLE,
]
