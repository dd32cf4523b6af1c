"""The REST door of major incidents, and of what many write before one is declared."""

from groundswell.servicedesk.major.api.crowds import router as crowds
from groundswell.servicedesk.major.api.majors import router as majors

routers = (crowds, majors)
