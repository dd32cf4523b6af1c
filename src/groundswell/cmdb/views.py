"""The pages of configuration."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from groundswell.cmdb import actions, queries
from groundswell.cmdb.forms import ItemForm, RelationForm
from groundswell.cmdb.models import RelationKind
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right


@for_right("register.see")
def items(request: PageRequest) -> HttpResponse:
    """Show what we have and what depends on what, and take down a new item."""
    form = ItemForm(request.POST or None)
    if carry_out(
        form, lambda: actions.add_item(by=request.user, at=timezone.now(), **form.cleaned_data)
    ):
        return redirect("cmdb:items")
    words = request.GET.get("q", "")[:120]
    context = {
        "page": queries.page_items(containing=words, page=request.GET.get("page", "")),
        "relations": queries.list_relations()[:200],
        "words": words,
        "address": urlencode({"q": words}) if words else "",
        "form": form,
        "relation_form": RelationForm(),
        "may_keep": may(request.user, "register.keep"),
        "works": may(request.user, "improvements.work"),
    }
    status = 422 if form.errors else 200
    return render(request, "cmdb/items.html", context, status=status)


@require_POST
@for_right("register.keep")
def relations(request: PageRequest) -> HttpResponse:
    """Say that one item depends on another."""
    form = RelationForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        with told_refusals(request):
            actions.relate_items(
                said["source"],
                by=request.user,
                at=timezone.now(),
                kind=RelationKind(said["kind"]),
                target=said["target"],
            )
    else:
        messages.warning(request, "Choose two items and how the first needs the second.")
    return redirect("cmdb:items")
