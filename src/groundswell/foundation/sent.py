"""What programs send, and in whole sentences what of it cannot be used and what could be."""

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.errors import ValidationErrorContext
from ninja.operation import Operation
from pydantic import BaseModel

from groundswell.kernel.errors import BadInput

#: characters of a value that a sentence repeats
_SHOWN = 40
#: under which a form of a page sends what shows that it is one of ours
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a name)
Run = Callable[..., HttpResponseBase]


@cache
def _load() -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).with_suffix(".toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(sentence: str, **given: str) -> str:
    """Return one of the sentences, filled in."""
    return _load()["sentences"][sentence].format(**given)


def say_wrong(found: Iterable[ValidationErrorContext[Any]]) -> str:
    """Return what is wrong with each field of a call, a sentence each."""
    told: list[str] = []
    for part in found:
        names = list_body_names(part.model)
        errors = part.pydantic_validation_error.errors(include_url=False)
        # a parameter of the address is known by its own name, not by the group it is read in
        known = part.model.__ninja_flatten_map_reverse__
        told += [
            _say_one({**one, "loc": known.get(one["loc"], one["loc"])}, names) for one in errors
        ]
    return " ".join(dict.fromkeys(told))


def _say_one(one: Any, names: Iterable[str]) -> str:
    # the first part names the argument of the function where the content is an object
    way = one["loc"][1:] if names and len(one["loc"]) > 1 else one["loc"]
    kind, context = one["type"], dict(one.get("ctx", {}))
    if names and len(one["loc"]) == 1:
        return say("no_content", known=", ".join(names))
    field = ".".join(str(step) for step in way)
    if kind == "missing":
        return say("missing", field=field)
    said = _show(one["input"])
    needs = _load()["needs_of_one"].get(kind) if 1 in context.values() else None
    needs = needs or _load()["needs"].get(kind)
    if needs is None:
        return say("unknown", field=field, said=said)
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    return say("wrong", field=field, said=said, needs=needs.format(**context))


def _show(value: object) -> str:
    if isinstance(value, str):
        return f"“{value if len(value) <= _SHOWN else value[:_SHOWN] + '…'}”"
    said = json.dumps(value, ensure_ascii=False, default=str)
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


def list_body_names(model: Any) -> list[str]:
    """Return the names that the content of a call may hold; none where it is no object."""
    argument = getattr(model, "__read_from_single_attr__", None)
    if model.__ninja_param_source__ != "body" or argument is None:
        return []
    schema = model.model_fields[argument].annotation
    return list(getattr(schema, "model_fields", ()))


def need_known(run: Run) -> Run:
    """Let a call be refused that says something under a name that this call does not take.

    What is sent under a name with a slip in it would be left out without a word.
    """
    operation: Operation = run.__self__  # type: ignore[attr-defined]

    @wraps(run)
    def checked(request: HttpRequest, **way: Any) -> HttpResponseBase:
        strange = _find_strange(operation, request)
        if strange:
            return operation.api.on_exception(request, BadInput(strange))
        return run(request, **way)

    return checked


def _find_strange(operation: Operation, request: HttpRequest) -> str:
    if request.GET and (told := _say_strange(request.GET, _names_in(operation, "query"))):
        return told
    if fields := _names_in(operation, "form"):
        known = [name for one in _models_of(operation, "file") for name in one.model_fields]
        # what comes without the name of a file is read as words
        bare = [name for name in request.POST if name in known and name not in fields]
        posted = (name for name in request.POST if name not in {_TOKEN, *bare})
        files = request.FILES if not _takes_any_file(operation) else ()
        parts = [say("no_file", field=name) for name in bare]
        parts += [_say_strange(posted, fields), _say_strange(files, known)]
        return " ".join(filter(None, parts))
    names = [name for model in operation.models for name in list_body_names(model)]
    if not names or not request.body:
        return ""
    try:
        content = json.loads(request.body)
    except (ValueError, RecursionError):  # nested deeper than anything that a call takes
        return say("no_json")
    if not isinstance(content, dict):
        return say("no_object", known=", ".join(names), said=_show(content))
    return _say_strange(content, names) or _say_halves(content)


def _say_halves(content: Mapping[str, Any]) -> str:
    """Say which fields hold half a surrogate pair, which JSON can spell and no database keeps."""
    halved = [name for name, said in content.items() if _is_halved(said)]
    return " ".join(say("half_character", field=name) for name in halved)


def _is_halved(said: object) -> bool:
    try:
        json.dumps(said, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


#: what a schema says of files that come under names of the house's own, which no schema knows
_BY_NAME = {
    "additionalProperties": {"type": "array", "items": {"type": "string", "format": "binary"}}
}


def files_by_name(form: type[BaseModel] | None = None) -> dict[str, Any]:
    """Return what the document of the interface says of a call with such files.

    Args:
        form: what else it takes, where no parameter of the call shows that it takes files; else
            the library says that itself.
    """
    schema = {**(form.model_json_schema() if form else {}), **_BY_NAME}
    return {"requestBody": {"content": {"multipart/form-data": {"schema": schema}}}}


def _takes_any_file(operation: Operation) -> bool:
    """Tell whether its files come under names that no schema knows; then the call reads them."""
    body = (operation.openapi_extra or {}).get("requestBody", {})
    kinds = body.get("content", {}).values()
    return any(_BY_NAME.keys() <= kind.get("schema", {}).keys() for kind in kinds)


def _names_in(operation: Operation, source: str) -> list[str]:
    asked = _models_of(operation, source)
    return [name for model in asked for name in model.__ninja_flatten_map__]


def _models_of(operation: Operation, source: str) -> list[Any]:
    return [model for model in operation.models if model.__ninja_param_source__ == source]


def _say_strange(said: Iterable[str], known: Iterable[str]) -> str:
    names = ", ".join(known) or say("nothing")
    strange = [name for name in said if name not in known]
    return " ".join(say("strange", field=name[:_SHOWN], known=names) for name in strange[:5])
