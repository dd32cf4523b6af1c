"""The first account, one's own page, and the people who come in here."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST, require_safe

from groundswell.foundation.accounts import actions, queries
from groundswell.foundation.accounts.departments import place_person
from groundswell.foundation.accounts.forms import (
    NewPersonForm,
    PeopleListForm,
    PersonForm,
    SetupForm,
)
from groundswell.foundation.accounts.listing import Added, Aside, add_listed
from groundswell.foundation.accounts.models import Role, User
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def setup(request: HttpRequest, token: str) -> HttpResponse:
    """Let the first person make their own account with the one-time link."""
    if not actions.is_setup_open(token):
        return _explain_setup(request)
    form = SetupForm(request.POST or None)
    user = carry_out(
        form,
        lambda: actions.make_first_account(token, at=timezone.now(), **form.cleaned_data),
    )
    if user:
        login(request, user, backend=BACKEND)
        return redirect("portal:today")
    status = 422 if form.errors else 200
    return render(request, "accounts/setup.html", {"form": form}, status=status)


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Say to the first who come by how the first account is made."""
    return redirect("account_login") if queries.has_accounts() else _explain_setup(request)


def _explain_setup(request: HttpRequest) -> HttpResponse:
    if queries.has_accounts():
        messages.info(request, "That link has been used. Sign in with the account it made.")
        return redirect("portal:start" if request.user.is_authenticated else "account_login")
    return render(request, "accounts/welcome.html")


@require_GET
def lost_password(request: HttpRequest) -> HttpResponse:
    """Say who can help whoever forgot their password; no mail is sent from here."""
    return render(request, "accounts/lost_password.html")


@login_required
def profile(request: PageRequest) -> HttpResponse:
    """Show one's own account: name, roles, ways to sign in."""
    context = {
        "person": request.user,
        "grants": request.user.roles.in_force().order_by("role"),
        "keys": queries.list_keys(request.user),
    }
    return render(request, "accounts/profile.html", context)


@require_POST
@login_required
def own_key_ending(request: PageRequest, key: str) -> HttpResponse:
    """Let one's own key open nothing any more."""
    _end_key(request, request.user, key)
    return redirect("accounts:profile")


@require_POST
@for_right("accounts.keep")
def key_ending(request: PageRequest, pk: int, key: str) -> HttpResponse:
    """Let the key of a person open nothing any more."""
    _end_key(request, queries.get_account(pk), key)
    return redirect("accounts:person", pk)


def _end_key(request: PageRequest, person: User, key: str) -> None:
    found = queries.get_key(key, of=person)
    actions.end_api_key(found, by=request.user, at=timezone.now())
    messages.info(request, f"“{found.name}” opens nothing any more.")


@for_right("accounts.keep")
def people(request: PageRequest) -> HttpResponse:
    """Show everyone, and add somebody."""
    form = NewPersonForm(request.POST or None, initial={"roles": [Role.AGENT]})
    person = carry_out(form, lambda: _add_person(form, by=request.user, at=timezone.now()))
    if person:
        messages.info(request, f"{person} is here. Make a link with which they can sign in.")
        return redirect("accounts:person", person.pk)
    words = request.GET.get("q", "")[:120]
    context = {
        "form": form,
        "words": words,
        "address": urlencode({"q": words}) if words else "",
        "departments": queries.list_department_names(),
        "page": queries.page_people(containing=words, page=request.GET.get("page", "")),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/people.html", context, status=status)


def _add_person(form: NewPersonForm, *, by: User, at: datetime) -> User:
    said = form.given()
    department = said.pop("department")
    person = actions.add_person(by=by, at=at, password=None, **said)
    return place_person(person, by=by, at=at, department=department)


@for_right("accounts.keep")
def people_list(request: PageRequest) -> HttpResponse:
    """Add several people from a list, and show the links to hand over; they are shown this once."""
    form = PeopleListForm(request.POST or None)
    added: Sequence[Added] = ()
    aside: Sequence[Aside] = ()
    read = carry_out(
        form,
        lambda: add_listed(form.cleaned_data["people"], by=request.user, at=timezone.now()),
        field="people",
    )
    if read:
        added, aside = read
        left = "\n".join(one.text for one in aside)
        form = PeopleListForm(initial={"people": left})
    context = {
        "form": form,
        "added": [(one, request.build_absolute_uri(one.path)) for one in added],
        "aside": aside,
    }
    status = 422 if form.errors or (aside and not added) else 200
    return render(request, "accounts/people_list.html", context, status=status)


@for_right("accounts.keep")
def person(request: PageRequest, pk: int) -> HttpResponse:
    """Show one person, and change what they are here."""
    found = queries.get_account(pk)
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm.of(found)
    if carry_out(form, lambda: _change_person(found, form, by=request.user, at=timezone.now())):
        messages.info(request, "That is kept.")
        return redirect("accounts:person", pk)
    return _show_person(request, found, form)


def _change_person(found: User, form: PersonForm, *, by: User, at: datetime) -> User:
    said = form.given()
    department = said.pop("department")
    actions.change_person(found, by=by, at=at, **said)
    return place_person(found, by=by, at=at, department=department)


@require_POST
@for_right("accounts.keep")
def invitation(request: PageRequest, pk: int) -> HttpResponse:
    """Make a link with which a person chooses their password; it is shown this once."""
    found = queries.get_account(pk)
    link = ""
    with told_refusals(request):
        path = actions.invite_person(found, by=request.user, at=timezone.now())
        link = request.build_absolute_uri(path)
    return _show_person(request, found, PersonForm.of(found), link=link)


def _show_person(
    request: PageRequest, found: User, form: PersonForm, *, link: str = ""
) -> HttpResponse:
    context = {
        "person": found,
        "form": form,
        "link": link,
        "departments": queries.list_department_names(),
        "keys": queries.list_keys(found),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/person.html", context, status=status)
