"""Setting an indicator otherwise; what makes no sense is refused in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groundswell.analysis.maturity import edit_book, load_book
from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.kernel.errors import BadInput, Refusal
from groundswell.measurement.levels.models import IndicatorSetting
from groundswell.measurement.levels.queries.book import list_edits


@dataclass(frozen=True, slots=True)
class NewSetting:
    """How an indicator shall be: whole, also what stays as it is shipped."""

    is_on: bool
    weight: float
    #: fewer records than this, and the value is provisional
    least: int
    #: by level: a number, or a word such as "falling"
    cuts: Mapping[int, float | str]
    reason: str = ""


@needs("findings.make")
def set_indicator(*, by: User, at: datetime, indicator: str, new: NewSetting) -> IndicatorSetting:
    """Say whether an indicator counts, how much, and from which value on a level is reached.

    It holds from the next snapshot on; those that were taken stay as they are.

    Raises:
        BadInput: there is no such indicator, or what is set makes no sense.
        Refusal: another cut or weight is set and nobody says why.
    """
    shipped = load_book().indicators.get(indicator)
    if shipped is None:
        raise BadInput(f"There is no indicator {indicator}.")
    other = {str(level): cut for level, cut in new.cuts.items() if shipped.cuts.get(level) != cut}
    setting = IndicatorSetting(
        indicator=indicator,
        is_on=None if new.is_on == shipped.on else new.is_on,
        weight=None if new.weight == shipped.weight else new.weight,
        least=None if new.least == shipped.n_min else new.least,
        cuts=other,
        reason=new.reason.strip()[:250],
    )
    _check(setting)
    if (other or setting.weight is not None or setting.least is not None) and not setting.reason:
        raise Refusal("Say why it is set otherwise: whoever reads the level will ask.")
    return _keep(setting, "indicator.set", by=by, at=at)


@needs("findings.make")
def set_indicator_back(*, by: User, at: datetime, indicator: str) -> IndicatorSetting:
    """Let an indicator be again as it is shipped.

    Raises:
        BadInput: there is no such indicator.
    """
    if indicator not in load_book().indicators:
        raise BadInput(f"There is no indicator {indicator}.")
    plain = IndicatorSetting(indicator=indicator)
    _check(plain)
    return _keep(plain, "indicator.set_back", by=by, at=at)


def _check(setting: IndicatorSetting) -> None:
    """Refuse what makes no sense, by itself or beside what is set of the others."""
    edit_book(load_book(), {**list_edits(), setting.indicator: setting.as_edit})


def _keep(setting: IndicatorSetting, act: str, *, by: User, at: datetime) -> IndicatorSetting:
    with transaction.atomic():
        held = IndicatorSetting.objects.filter(indicator=setting.indicator).first()
        if held is None:
            return trail.begin(setting, act, by=by, at=at)
        with trail.change(held, act, by=by, at=at) as fresh:
            fresh.is_on, fresh.weight = setting.is_on, setting.weight
            fresh.least, fresh.cuts = setting.least, setting.cuts
            fresh.reason = setting.reason
    return fresh
