"""Where everything is."""

from django.urls import include, path
from django.views.generic import RedirectView

from groundswell.config.api import api

urlpatterns = [
    path("", include("groundswell.portal.urls")),
    path("desk/major/", include("groundswell.servicedesk.major.urls")),
    path("search/", include("groundswell.foundation.search.urls")),
    path("knowledge/", include("groundswell.knowledge.urls")),
    path("desk/promises/", include("groundswell.servicedesk.promises.urls")),
    # before the desk, which reads every other word in this place as the number of a ticket
    path("desk/", include("groundswell.servicedesk.rules.urls")),
    path("desk/", include("groundswell.servicedesk.urls")),
    path("files/", include("groundswell.servicedesk.files.urls")),
    path("problems/", include("groundswell.problems.urls")),
    path("map/", include("groundswell.catalogue.urls")),
    path("map/items/", include("groundswell.cmdb.urls")),
    path("evidence/", include("groundswell.measurement.urls")),
    path("journey/", include("groundswell.improvement.urls")),
    path("import/", include("groundswell.imports.urls")),
    path("account/", include("groundswell.foundation.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("favicon.ico", RedirectView.as_view(url="/static/icon.svg", permanent=True)),
]
