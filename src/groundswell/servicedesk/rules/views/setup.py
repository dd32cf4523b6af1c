"""One page that leads to everything by which the desk is set up."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from groundswell.foundation.web import PageRequest, for_right


@require_GET
@for_right("desk.see")
def setup(request: PageRequest) -> HttpResponse:
    """Show what can be set up."""
    return render(request, "rules/setup.html")
