"""The REST interface: every practice's router, one way to sign in, one shape of refusal."""

from groundswell import __version__
from groundswell.catalogue.api import routers as catalogue
from groundswell.catalogue.business.api import router as business
from groundswell.catalogue.offerings.api import router as offerings
from groundswell.foundation.rest import HouseApi, KeyAuth, SignedIn, answer_refusals
from groundswell.foundation.search.api import router as search
from groundswell.improvement.api import routers as journey
from groundswell.knowledge.api import router as articles
from groundswell.measurement.api import router as findings
from groundswell.measurement.levels.api import router as maturity
from groundswell.problems.api import router as problems
from groundswell.servicedesk.api import routers as tickets
from groundswell.servicedesk.costs.api import router as costs
from groundswell.servicedesk.effort.api import router as effort
from groundswell.servicedesk.files.api import router as files
from groundswell.servicedesk.links.api import router as links
from groundswell.servicedesk.major.api import routers as majors
from groundswell.servicedesk.presence.api import keep_version
from groundswell.servicedesk.promises.api import router as promises
from groundswell.servicedesk.recurring.api import router as plans
from groundswell.servicedesk.requests.api import router as requests
from groundswell.servicedesk.rules.api import routers as desk
from groundswell.servicedesk.satisfaction.api import router as satisfaction
from groundswell.servicedesk.texts.api import router as texts
from groundswell.servicedesk.waiting.api import router as waiting
from groundswell.servicedesk.work.api import router as tasks

api = HouseApi(
    title="Groundswell",
    version=__version__,
    description="Tickets, views, rules, requests, major incidents, promises, problems, articles, "
    "findings, maturity, business cases, improvements, practices and rates. "
    "Sign in, or send a key as a bearer token.",
    auth=[KeyAuth(), SignedIn()],
    urls_namespace="api",
)
answer_refusals(api)
api.add_decorator(keep_version, mode="operation")
api.add_router("", tasks)
api.add_router("", links)
api.add_router("", files)
api.add_router("", effort)
api.add_router("", costs)
api.add_router("", texts)
api.add_router("", waiting)
api.add_router("", plans)
api.add_router("", requests)
api.add_router("", satisfaction)
api.add_router("", promises)
api.add_router("", problems)
api.add_router("", articles)
api.add_router("", search)
api.add_router("", findings)
api.add_router("", maturity)
api.add_router("", offerings)
api.add_router("", business)
for router in (*catalogue, *tickets, *majors, *desk, *journey):
    api.add_router("", router)
