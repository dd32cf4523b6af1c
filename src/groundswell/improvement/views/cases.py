"""The page of one business case with its doors, and the list of all."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.policy import may
from groundswell.foundation.doors import Doors, show_forms
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.foundation.web import PageRequest, for_right
from groundswell.improvement import actions, queries
from groundswell.improvement.forms.cases import (
    AnswerForm,
    AskForm,
    InputForm,
    ShareForm,
    WithdrawalForm,
    list_asked,
    list_numbers,
    read_ask,
    read_input,
)
from groundswell.improvement.queries.goals import find_endangered
from groundswell.kernel.errors import Refusal
from groundswell.problems.actions import (
    Said,
    give_input,
    propose_option,
    share_option,
    withdraw_option,
)
from groundswell.problems.forms import OptionForm, read_proposal
from groundswell.problems.models import Problem
from groundswell.problems.queries import get_option, get_problem

RECORD = "improvement/case.html"


@require_GET
@for_right("problems.see")
def cases(request: PageRequest) -> HttpResponse:
    """Show every case, the one of the highest expected net value first."""
    at = timezone.now()
    found = queries.list_cases(seen_by=request.user, as_of=at)
    context = {
        "cases": [
            {
                "case": case,
                "words": queries.tell_verdict(case),
                "waited": queries.list_waited(case),
                "worth": case.worth,
            }
            for case in found
        ],
        "asks": queries.list_asks(seen_by=request.user)[:50],
        "top": max((case.worth.high for case in found if case.worth), default=0.0),
    }
    return render(request, "improvement/cases.html", context)


@require_GET
@for_right("problems.see")
def case(request: PageRequest, number: str) -> HttpResponse:
    """Show what can be done about one problem, and what each way is worth."""
    return _show(request, get_problem(number, seen_by=request.user))


@require_GET
@for_right("problems.see")
def waited(request: PageRequest, number: str) -> HttpResponse:
    """Show, inside the page of a problem, what waiting has cost since a refusal."""
    problem = get_problem(number, seen_by=request.user)
    found = queries.make_case(problem, as_of=timezone.now())
    context = {"case": found, "waited": _waited(found), "endangered": find_endangered(problem)}
    return render(request, "improvement/beside_problem.html", context)


def _show(request: PageRequest, record: Problem, failed: forms.Form | None = None) -> HttpResponse:
    found = queries.make_case(record, as_of=timezone.now())
    works, decides = (may(request.user, f"problems.{right}") for right in ("work", "decide"))
    context: dict[str, object] = {
        "problem": record,
        "case": found,
        "sentence": queries.tell_case(found),
        "verdict": queries.tell_verdict(found),
        "reasons": queries.tell_reasons(found),
        "measure": queries.tell_measure(found),
        "figure": queries.draw_options(found),
        "rows": queries.lay_out_table(found),
        "lines": queries.lay_out_lines(found),
        "bars": queries.list_bars(found),
        "inputs": queries.list_inputs(found),
        "waiting": queries.show_waiting(found),
        "cost": queries.show_cost(found),
        "delay": queries.explain(found.delay, found),
        "waited": _waited(found),
        "endangered": find_endangered(record),
        "may_work": works,
        "may_answer": works or decides,
        **_forms(found, request.user, works=works),
    }
    return show_forms(request, RECORD, context, failed, part="record")


def _waited(found: queries.Case) -> list[dict[str, object]]:
    return [
        {"one": one, "lost": queries.explain(one.lost, found)} for one in queries.list_waited(found)
    ]


def _forms(found: queries.Case, user: User, *, works: bool) -> dict[str, object]:
    who = "" if works else str(user)
    answering: dict[str, object] = {
        "answer_form": AnswerForm(auto_id="answer_%s", initial={"answered_by": who})
    }
    if not works:
        return answering
    return answering | {
        "option_form": OptionForm(auto_id="option_%s"),
        "input_form": InputForm(auto_id="input_%s", choices=list_numbers(found)),
        "share_form": ShareForm(auto_id=False),
        "ask_form": AskForm(auto_id="ask_%s", choices=list_asked(found)),
    }


def _option_of(record: NumberedRecord, number: str) -> Any:
    """Return an option of this problem, or refuse in words a person can act on."""
    try:
        return get_option(number, problem=record)  # type: ignore[arg-type]  # doors give a problem
    except Http404:
        raise Refusal(f"There is no option {number} of {record}; choose one of its own.") from None


def _as_proposal(_: NumberedRecord, said: Mapping[str, Any], __: User) -> Mapping[str, Any]:
    return read_proposal(said)


def _as_input(record: NumberedRecord, said: Mapping[str, Any], _: User) -> Mapping[str, Any]:
    given = read_input(dict(said))
    return {**given, "option": _option_of(record, given["option"]) if given["option"] else None}


def _as_option(record: NumberedRecord, said: Mapping[str, Any], _: User) -> Mapping[str, Any]:
    return {"option": _option_of(record, said["option"])}


def _as_share(record: NumberedRecord, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    number = said["number"].strip().upper()
    try:
        other = get_problem(number, seen_by=by) if number else record
    except Http404:
        raise Refusal(f"There is no {number} that you can see; check the number.") from None
    return {"option": _option_of(record, said["option"]), "other": other, "share": said["share"]}


def _as_ask(record: NumberedRecord, said: Mapping[str, Any], _: User) -> Mapping[str, Any]:
    option = _option_of(record, said["option"]) if said["option"] else None
    return read_ask(dict(said), option)


def _as_answer(_: NumberedRecord, said: Mapping[str, Any], by: User) -> Mapping[str, Any]:
    number = said["ask"]
    try:
        ask = queries.get_ask(number, seen_by=by)
    except Http404:
        raise Refusal(f"There is no {number} that you can see; check the number.") from None
    return {**said, "ask": ask}


def _give(record: Problem, *, by: User, at: Any, option: Any, name: str, said: Said) -> None:
    """Give a number of the problem, or of one of its options."""
    give_input(option or record, by=by, at=at, name=name, said=said)


def _withdraw(_: Problem, *, by: User, at: Any, option: Any) -> None:
    """Take an option of the problem back."""
    withdraw_option(option, by=by, at=at)


def _share(_: Problem, *, by: User, at: Any, option: Any, other: Problem, share: float) -> None:
    """Say which part of an option a problem uses."""
    share_option(option, by=by, at=at, problem=other, share=share)


def _answer(
    record: Problem, *, by: User, at: Any, ask: Any, answer: str, answered_by: str, reason: str
) -> None:
    """Keep what came back on an ask of this problem."""
    if ask.problem_id != record.pk:
        raise Refusal(f"{ask} belongs to {ask.problem}; answer it there.")
    actions.answer_ask(ask, by=by, at=at, answer=answer, answered_by=answered_by, reason=reason)


works = Doors(right="problems.work", get=get_problem, show=_show, page="improvement:case")
sees = Doors(right="problems.see", get=get_problem, show=_show, page="improvement:case")

options = works(OptionForm, propose_option, translate=_as_proposal)
numbers = works(InputForm, _give, translate=_as_input)
withdrawal = works(WithdrawalForm, _withdraw, translate=_as_option)
shares = works(ShareForm, _share, translate=_as_share)
asks = works(AskForm, actions.ask_for_fix, translate=_as_ask)
#: the verb asks for the right: whoever records asks, or whoever decides
answers = sees(AnswerForm, _answer, translate=_as_answer)
