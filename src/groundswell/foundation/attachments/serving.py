"""A file to a browser, so that it does nothing there."""

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from groundswell.foundation.attachments.limits import ANY_KIND
from groundswell.foundation.attachments.models import AttachedFile
from groundswell.foundation.attachments.storage import path_of

#: nothing in it runs, loads or is framed, whatever it pretends to be
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def answer_file(request: HttpRequest, file: AttachedFile) -> HttpResponseBase:
    """Hand a file out: a picture to look at, everything else to be kept by the one who asks.

    Whoever calls this has asked whether the person may see it. 304 where the browser has it.
    """
    etag = f'"{file.digest}"'
    unchanged = get_conditional_response(request, etag=etag)
    if file.removed_at is not None or not (path := path_of(file.digest)).is_file():
        return render(request, "file_gone.html", {"file": file}, status=410)
    if unchanged is not None:
        return _seal(unchanged, etag)
    answer = FileResponse(
        path.open("rb"),
        as_attachment=not file.is_shown,
        filename=file.name,
        content_type=file.media_type if file.is_shown else ANY_KIND,
    )
    # said by the answer itself, so that it is not packed once more and its length stays known
    answer.headers["Content-Encoding"] = "identity"
    return _seal(answer, etag)


def _seal(answer: HttpResponseBase, etag: str) -> HttpResponseBase:
    for name, value in {
        "ETag": etag,
        # asked for each time, so that what is taken out or hidden is gone at once
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
    }.items():
        answer.headers[name] = value
    return answer
