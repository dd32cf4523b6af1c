"""Where major incidents are."""

from django.urls import path

from groundswell.servicedesk.major.views import declaring, majors

app_name = "major"

urlpatterns = [
    path("", majors.majors, name="majors"),
    path("of/<str:number>/", declaring.declaration, name="declaration"),
    path("of-surge/<str:number>/", declaring.of_surge, name="of_surge"),
    path("follow-ups/<str:number>/end/", majors.follow_up_end, name="follow_up_end"),
    path("<str:number>/", majors.major, name="major"),
    path("<str:number>/cost/", majors.cost, name="cost"),
    path("<str:number>/updates/", majors.update, name="updates"),
    path("<str:number>/known/", majors.known, name="known"),
    path("<str:number>/roles/", majors.roles, name="roles"),
    path("<str:number>/entries/", majors.entries, name="entries"),
    path("<str:number>/restoration/", majors.restoration, name="restoration"),
    path("<str:number>/standing-down/", majors.standing_down, name="standing_down"),
    path("<str:number>/resuming/", majors.resuming, name="resuming"),
    path("<str:number>/review/", majors.review, name="review"),
    path("<str:number>/review/end/", majors.review_end, name="review_end"),
    path("<str:number>/follow-ups/", majors.follow_ups, name="follow_ups"),
    path("<str:number>/report/", majors.report, name="report"),
    path("<str:number>/report/pdf/", majors.paper, name="paper"),
]
