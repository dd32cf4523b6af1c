"""The pages of the import: bring a file, see what it is, correct it, run it, see the result."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation.doors import carry_out, told_refusals
from groundswell.foundation.web import PageRequest, for_right, page_or_part
from groundswell.imports import actions, queries
from groundswell.imports.forms import MappingForm, UploadForm
from groundswell.imports.models import ImportRun, ImportState
from groundswell.kernel.errors import BadInput, Refusal

TEMPLATE = "imports/run.html"
#: states in which the file is looked at before it is taken over
OPEN = frozenset({ImportState.UPLOADED, ImportState.FAILED, ImportState.STOPPED})


@for_right("imports.run")
def runs(request: PageRequest) -> HttpResponse:
    """Show every import, and take new files, which are read together."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    run = carry_out(
        form,
        lambda: actions.keep_files(
            by=request.user,
            at=timezone.now(),
            files=[(file.name, file) for file in form.cleaned_data["file"]],
        ),
        field="file",
    )
    if run:
        return redirect("imports:run", run.number)
    context = {"form": form, "runs": queries.list_runs()[:50]}
    status = 422 if form.errors else 200
    return render(request, "imports/runs.html", context, status=status)


@require_GET
@for_right("imports.run")
def run(request: PageRequest, number: str) -> HttpResponse:
    """Show one import: the mapping before it ran, the progress while it runs, the result after."""
    found = queries.get_run(number)
    context: dict[str, object] = {
        "run": found,
        "rejects": queries.list_rejects(found),
    }
    if found.state in OPEN:
        context |= _look(found)
    return page_or_part(request, TEMPLATE, part="state", context=context)


def _look(found: ImportRun, form: MappingForm | None = None) -> dict[str, object]:
    try:
        looks = [queries.lay_out(one) for one in queries.look_into(found)]
    except BadInput as reason:
        return {"looks": [], "unreadable": str(reason)}
    # Of several files the columns are not asked for: each has its own.
    alone = looks[0] if len(looks) == 1 else None
    return {
        "looks": looks,
        "look": alone,
        "form": (form or MappingForm(alone.preview)) if alone else None,
    }


@require_POST
@for_right("imports.run")
def mapping(request: PageRequest, number: str) -> HttpResponse:
    """Keep a corrected mapping."""
    found = queries.get_run(number)
    try:
        form = MappingForm(queries.look_into(found)[0], request.POST)
        if not form.is_valid():
            context = {"run": found, **_look(found, form)}
            return render(request, TEMPLATE, context, status=422)
        actions.correct_mapping(
            found,
            by=request.user,
            at=timezone.now(),
            kind=form.cleaned_data["kind"],
            mapping=form.mapping(),
        )
    except (BadInput, Refusal) as reason:
        messages.warning(request, str(reason))
    else:
        messages.info(request, "The columns are read as you said; look at the rows below.")
    return redirect("imports:run", number)


@require_POST
@for_right("imports.run")
def start(request: PageRequest, number: str) -> HttpResponse:
    """Start an import, or go on with one."""
    with told_refusals(request):
        actions.start_import(queries.get_run(number), by=request.user, at=timezone.now())
    return redirect("imports:run", number)


@require_POST
@for_right("imports.run")
def stop(request: PageRequest, number: str) -> HttpResponse:
    """Stop an import after the batch under way."""
    with told_refusals(request):
        actions.stop_import(queries.get_run(number), by=request.user, at=timezone.now())
    return redirect("imports:run", number)


@require_GET
@for_right("imports.run")
def rejects(request: PageRequest, number: str) -> FileResponse:
    """Hand out the rows of one file that were not taken, each with its reason."""
    left_out = queries.list_rejects(queries.get_run(number))
    wanted = request.GET.get("file") or next((str(place) for place in left_out), "")
    path = next((path for place, path in left_out.items() if str(place) == wanted), None)
    if path is None:
        raise Http404
    name = f"{number}-{path.name}"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)
