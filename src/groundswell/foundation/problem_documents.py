"""Every answer to a program is a document, also where no call of the interface was reached."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from groundswell.foundation.sent import say

_API = "/api/"
_JSON = "json"
#: what the framework answers by itself, as a page or a word, and what is said instead
_SAID = {400: "too_large", 404: "no_call", 405: "no_method", 500: "fault"}
_TITLES = {400: "BadInput", 404: "NotFound", 405: "NotAllowed", 500: "Fault"}


class ProblemDocuments:
    """Puts a document after RFC 9457 in the place of a page that no program reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, to a program in a document."""
        answer = self.get_response(request)
        sentence = _SAID.get(answer.status_code)
        if sentence is None or not request.path_info.startswith(_API):
            return answer
        if _JSON in answer.headers.get("Content-Type", ""):
            return answer
        allowed = answer.headers.get("Allow", "")
        words = say(sentence, address=request.path, method=str(request.method), allowed=allowed)
        title = _TITLES[answer.status_code]
        document = {"title": title, "status": answer.status_code, "detail": words}
        told = JsonResponse(
            document, status=answer.status_code, content_type="application/problem+json"
        )
        if allowed:
            told.headers["Allow"] = allowed
        return told
