"""Making an offering, describing it, and publishing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from groundswell.catalogue.models import Service
from groundswell.catalogue.offerings.actions.path import NewStep, NewTask, add_step, plan_task
from groundswell.catalogue.offerings.actions.questions import keep_question
from groundswell.catalogue.offerings.models import LIFECYCLE, Offering, OfferingState
from groundswell.catalogue.offerings.queries import list_fields, load_models
from groundswell.foundation.accounts.models import OrgUnit, Role, User
from groundswell.foundation.accounts.policy import needs
from groundswell.foundation.audit import trail
from groundswell.foundation.fields import Field, check_fields, make_key
from groundswell.kernel.errors import BadInput, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferingFacts:
    """What is said of an offering; without departments and roles it is for everyone."""

    name: str
    service: Service
    what: str = ""
    words: str = ""
    price: str = ""
    days: int | None = None
    departments: Sequence[OrgUnit] = ()
    roles: Sequence[str] = ()


@needs("catalogue.keep")
def make_offering(*, by: User, at: datetime, facts: OfferingFacts) -> Offering:
    """Begin an offering as a draft.

    Raises:
        Refusal: it has no name, or its service has one of that name.
    """
    offering = Offering()
    _write(offering, facts)
    try:
        with transaction.atomic():
            trail.begin(offering, "offering.made", by=by, at=at)
            _set_departments(offering, facts.departments, by=by, at=at)
    except IntegrityError:
        raise Refusal(
            f"{facts.service} offers “{facts.name}” already; give this one another name."
        ) from None
    return offering


@needs("catalogue.keep")
def begin_from_model(
    *, by: User, at: datetime, model: str, service: Service, name: str = ""
) -> Offering:
    """Begin an offering with the questions, the agreement and the tasks of a model.

    Args:
        by: who begins it.
        at: when.
        model: key of the model, see templates.toml.
        service: to which it belongs.
        name: another one than that of the model.

    Raises:
        BadInput: there is no such model.
        Refusal: the service has an offering of that name.
    """
    held = load_models().get(model)
    if held is None:
        raise BadInput(f'There is no model "{model}"; choose one of {", ".join(load_models())}.')
    facts = OfferingFacts(
        name=name.strip() or held["name"],
        service=service,
        what=held["what"],
        words=held.get("words", ""),
        price=held.get("price", ""),
        days=held.get("days"),
    )
    with transaction.atomic():
        offering = make_offering(by=by, at=at, facts=facts)
        for field in _read_fields(held.get("questions", ())):
            keep_question(offering, by=by, at=at, question=field)
        for step in held.get("approvals", ()):
            add_step(offering, by=by, at=at, step=NewStep(**step))
        for task in held.get("tasks", ()):
            plan_task(offering, by=by, at=at, task=NewTask(**task))
    return offering


@needs("catalogue.keep")
def describe_offering(
    offering: Offering, *, by: User, at: datetime, facts: OfferingFacts
) -> Offering:
    """Say anew what an offering is and for whom.

    Raises:
        Refusal: it has no name, its service has another of that name, or it is published and says
            no longer what one gets.
    """
    if offering.is_published and not facts.what.strip():
        raise Refusal(f"{offering} is published; say what one gets, or make it a draft first.")
    try:
        with trail.change(offering, "offering.described", by=by, at=at) as fresh:
            _write(fresh, facts)
            _set_departments(fresh, facts.departments, by=by, at=at)
    except IntegrityError:
        raise Refusal(
            f"{facts.service} offers “{facts.name}” already; give this one another name."
        ) from None
    return fresh


@needs("catalogue.keep")
def move_offering(offering: Offering, *, by: User, at: datetime, state: str) -> Offering:
    """Publish an offering, make it a draft again, or retire it; requests of it stay.

    Raises:
        BadInput: there is no such state.
        ForbiddenMove: its state does not lead there.
        Refusal: it says not yet what one gets, or its form cannot be asked.
    """
    if state not in OfferingState.values:
        raise BadInput(f'"{state}" is no state; use one of {", ".join(OfferingState.values)}.')
    with trail.change(offering, f"offering.{state}", by=by, at=at) as fresh:
        LIFECYCLE.check(fresh, OfferingState(fresh.state), OfferingState(state))
        if state == OfferingState.PUBLISHED:
            if not fresh.what.strip():
                raise Refusal(f"Say what one gets with {fresh} before you publish it.")
            check_fields(list_fields(fresh))
        fresh.state = state
    return fresh


def _write(offering: Offering, facts: OfferingFacts) -> None:
    if not facts.name.strip():
        raise Refusal("An offering needs a name, as people would ask for it.")
    strange = [role for role in facts.roles if role not in Role.values]
    if strange:
        raise BadInput(f"There is no role {', '.join(strange)}; use {', '.join(Role.values)}.")
    offering.name, offering.service = facts.name.strip()[:120], facts.service
    offering.what, offering.words = facts.what.strip()[:5_000], facts.words.strip()[:300]
    offering.price, offering.days = facts.price.strip()[:120], facts.days
    offering.roles = f"|{'|'.join(sorted(facts.roles))}|" if facts.roles else ""


def _set_departments(
    offering: Offering, departments: Sequence[OrgUnit], *, by: User, at: datetime
) -> None:
    before = sorted(map(str, offering.departments.all()))
    after = sorted(map(str, departments))
    if before == after:
        return
    offering.departments.set(departments)
    told = {"departments": [", ".join(before), ", ".join(after)]}
    trail.note(offering.number, "offering.meant", by=by, at=at, changes=told)


def _read_fields(questions: Sequence[Mapping[str, Any]]) -> list[Field]:
    """Return the questions of a model; conditions name the words of another question there."""
    keys: dict[str, str] = {}
    fields = []
    for one in questions:
        keys[one["label"]] = make_key(one["label"], taken=keys.values())
        fields.append(
            Field(
                key=keys[one["label"]],
                label=one["label"],
                kind=one.get("kind", "text"),
                help=one.get("help", ""),
                required=one.get("required", False),
                options=tuple(one.get("options", ())),
                default=one.get("default", ""),
                only_if=keys.get(one.get("only_if", ""), ""),
                only_values=tuple(one.get("only_values", ())),
            )
        )
    return fields
