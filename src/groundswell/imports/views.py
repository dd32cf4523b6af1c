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
from groundswell.readers import Preview


@for_right("imports.run")
def runs(request: PageRequest) -> HttpResponse:
    """Show every import, and take a new file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
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
    if found.state in {ImportState.UPLOADED, ImportState.FAILED, ImportState.STOPPED}:
        context |= _look(found)
    return page_or_part(request, "imports/run.html", part="state", context=context)


def _look(found: ImportRun) -> dict[str, object]:
    try:
        preview = queries.look_into(found)
    except BadInput as reason:
        return {"preview": None, "unreadable": str(reason)}
    return {"preview": preview, "form": _mapping_form(preview)}


def _mapping_form(preview: Preview) -> MappingForm:
    chosen = {f"field_{field}": header for header, field in preview.mapping.items()}
    return MappingForm(preview.header, preview.kind, initial={"kind": preview.kind, **chosen})


@require_POST
@for_right("imports.run")
def mapping(request: PageRequest, number: str) -> HttpResponse:
    """Keep a corrected mapping."""
    found = queries.get_run(number)
    try:
        preview = queries.look_into(found)
        form = MappingForm(preview.header, preview.kind, request.POST)
        if form.is_valid():
            actions.correct_mapping(
                found,
                by=request.user,
                at=timezone.now(),
                kind=form.cleaned_data["kind"],
                mapping=form.mapping(),
            )
            messages.info(request, "The columns are read as you said; look at the rows below.")
        else:
            messages.warning(request, "One of the columns you chose is not in this file.")
    except (BadInput, Refusal) as reason:
        messages.warning(request, str(reason))
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
