"""The REST door of views, rules and groups, and of acts on many tickets."""

from groundswell.servicedesk.rules.api.groups import router as groups
from groundswell.servicedesk.rules.api.many import router as many
from groundswell.servicedesk.rules.api.rules import router as rules
from groundswell.servicedesk.rules.api.saved import router as views

routers = (views, rules, groups, many)
