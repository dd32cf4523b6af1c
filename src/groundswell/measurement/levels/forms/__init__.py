"""What people may send about levels, indicators and dashboards."""

from groundswell.measurement.levels.forms.dashboards import (
    FigureForm,
    SharingForm,
    TitleForm,
    arrange,
)
from groundswell.measurement.levels.forms.levels import (
    ContestForm,
    DecisionForm,
    IndicatorForm,
    OtherHouseForm,
    ViewForm,
    WhoForm,
)

__all__ = [
    "ContestForm",
    "DecisionForm",
    "FigureForm",
    "IndicatorForm",
    "OtherHouseForm",
    "SharingForm",
    "TitleForm",
    "ViewForm",
    "WhoForm",
    "arrange",
]
