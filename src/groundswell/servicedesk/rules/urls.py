"""Where the pages of views, groups and rules are; a URL is a noun."""

from django.urls import path

from groundswell.servicedesk.rules.views import groups, intake, many, matrix, rules, saved, setup

app_name = "rules"

urlpatterns = [
    path("views/new/", saved.new_view, name="new_view"),
    path("views/counts/", saved.view_counts, name="view_counts"),
    path("views/rows/", saved.view_row, name="view_row"),
    path("views/<int:pk>/", saved.view, name="view"),
    path("views/alerts/<int:pk>/end/", saved.alert_end, name="alert_end"),
    path("board/", many.board, name="board"),
    path("board/<str:number>/moves/", many.move, name="move"),
    path("bulk/", many.bulk, name="bulk"),
    path("duplicates/", many.duplicates, name="duplicates"),
    path("finder/", many.finder, name="finder"),
    path("groups/", groups.groups, name="groups"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/members/", groups.group_members, name="group_members"),
    path("absences/<int:pk>/", groups.absence, name="absence"),
    path("ask/<int:pk>/", intake.intake, name="intake"),
    path("rules/", rules.rules, name="rules"),
    path("rules/new/", rules.new_rule, name="new_rule"),
    path("rules/<str:number>/", rules.rule, name="rule"),
    path("rules/<str:number>/switch/", rules.rule_switch, name="rule_switch"),
    path("rules/<str:number>/position/", rules.rule_move, name="rule_move"),
    path("rules/<str:number>/removal/", rules.rule_removal, name="rule_removal"),
    path("setup/", setup.setup, name="setup"),
    path("priorities/", matrix.matrix, name="matrix"),
    path("priorities/removal/", matrix.matrix_removal, name="matrix_removal"),
]
