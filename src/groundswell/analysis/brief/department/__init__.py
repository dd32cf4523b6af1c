"""The report for a department: what it uses, what troubles it, how long it waits, what was done."""

from groundswell.analysis.brief.department.compose import compose_department
from groundswell.analysis.brief.department.deeds import Deed
from groundswell.analysis.brief.department.measure import (
    DepartmentFigures,
    list_departments,
    measure_department,
)

__all__ = [
    "Deed",
    "DepartmentFigures",
    "compose_department",
    "list_departments",
    "measure_department",
]
