"""The pages of the import: bring a file, see what it is, correct it, run it, see the result."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

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
    """Show every import, and take a new file."""
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = actions.keep_file(
                by=request.user, at=timezone.now(), name=file.name, content=file
            )
        except BadInput as reason:
            form.add_error("file", str(reason))
        else:
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
        "has_rejects": queries.rejects_of(found) is not None,
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
    try:
        actions.start_import(queries.get_run(number), by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("imports:run", number)


@require_POST
@for_right("imports.run")
def stop(request: PageRequest, number: str) -> HttpResponse:
    """Stop an import after the batch under way."""
    try:
        actions.stop_import(queries.get_run(number), by=request.user, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("imports:run", number)


@require_GET
@for_right("imports.run")
def rejects(request: PageRequest, number: str) -> FileResponse:  # noqa: ARG001
    """Hand out the rows that were not taken, each with its reason."""
    path = queries.rejects_of(queries.get_run(number))
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{number}-rejects.csv")
