"""The pages of cases: what each person finds there and can send, without a script."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groundswell.foundation.accounts.models import User
from groundswell.improvement.actions import NewAsk, answer_ask, ask_for_fix
from groundswell.improvement.models import Ask
from groundswell.problems.actions import secure_problem
from groundswell.problems.models import CaseInput, FixOption, OptionShare, Problem
from tests.improvement.made_cases import LARGE, NOW, SMALL, add_option, make_trouble
from tests.makers import BACKEND, make_problem, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def written_down(made_once: None) -> Problem:
    """The case from which all tests here start."""
    agent = make_user("agent")
    problem = make_trouble(agent)
    add_option(problem, agent, "New valve", SMALL)
    add_option(problem, agent, "Great tool", LARGE)
    return problem


@pytest.fixture
def trouble(db: None, written_down: Problem) -> Problem:
    return Problem.objects.get(pk=written_down.pk)


def sign_in(client: Client, user: User) -> Client:
    client.force_login(user, backend=BACKEND)
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_manager_reads_the_case_and_sees_no_forms(client: Client, trouble: Problem) -> None:
    page = read(sign_in(client, make_user("manager")), f"/journey/cases/{trouble.number}/")

    for words in ("Take “New valve”", "Net value over 3 years", "Pays back", "Chance of a gain",
                  "Value within the year", "Worth it if it happens at least",
                  "Cash: invoices and revenue", "Every number behind it"):  # fmt: skip
        assert words in page
    assert "Propose a fix" not in page


def test_an_option_is_proposed_with_plain_numbers(
    client: Client, trouble: Problem, agent: User
) -> None:
    said = {"title": "Softer water", "size": "small", "cash": "90", "cash_low": "80",
            "cash_high": "130", "success": "80", "effectiveness": "50", "source": "quoted",
            "said_by": "Aqua Ltd"}  # fmt: skip

    answer = sign_in(client, agent).post(f"/journey/cases/{trouble.number}/options/", said)

    assert answer.status_code == 302
    option = FixOption.objects.get(title="Softer water")
    cash, chance = (option.inputs.get(name=name) for name in ("cash", "success"))
    assert (cash.low, cash.likely, cash.high, cash.said_by) == (80, 90, 130, "Aqua Ltd")
    assert chance.likely == 0.8
    assert "quoted by Aqua Ltd" in read(client, f"/journey/cases/{trouble.number}/")


def test_what_is_asked_for_by_default_is_the_best_option(
    client: Client, trouble: Problem, agent: User
) -> None:
    best = FixOption.objects.get(title="New valve")

    page = read(sign_in(client, agent), f"/journey/cases/{trouble.number}/")

    assert f'<option value="{best.number}" selected>New valve</option>' in page


def test_the_page_of_the_problem_takes_the_same_numbers(
    client: Client, trouble: Problem, agent: User
) -> None:
    said = {"title": "Softer water", "size": "small", "cash": "90", "effectiveness": "50"}

    sign_in(client, agent).post(f"/problems/{trouble.number}/options/", said)

    assert FixOption.objects.get(title="Softer water").inputs.count() == 2
    page = read(client, f"/problems/{trouble.number}/")
    assert "Open the business case" in page


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ({"cash": "-5"}, "It has to be at least 0"),
        ({"success": "150"}, "at most 100"),
        ({"life_years": "0"}, "It has to be more than 0"),
        ({"cash": "nan"}, "This is no number"),
        ({"cash": "1e300"}, "at most 1,000,000,000"),
        ({"cash_low": "5"}, "Say the likely value too"),
        ({"cash": "5", "cash_low": "9"}, "Put the low end below"),
    ],
)
def test_a_number_that_cannot_be_is_told_beside_its_name(
    client: Client, trouble: Problem, agent: User, number: dict[str, str], reason: str
) -> None:
    said = {"title": "Softer water", "size": "small", **number}

    answer = sign_in(client, agent).post(f"/journey/cases/{trouble.number}/options/", said)

    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert not FixOption.objects.filter(title="Softer water").exists()


def test_a_number_of_the_problem_and_of_an_option_is_corrected(
    client: Client, trouble: Problem, agent: User
) -> None:
    option = FixOption.objects.get(title="New valve")
    sign_in(client, agent)
    said = {"likely": "30", "source": "given", "said_by": "Dana Weiss"}

    client.post(f"/journey/cases/{trouble.number}/numbers/", {**said, "name": "users"})
    client.post(
        f"/journey/cases/{trouble.number}/numbers/", {**said, "name": f"{option.number}:cash"}
    )

    assert CaseInput.objects.get(problem=trouble, name="users").likely == 30
    assert option.inputs.get(name="cash").likely == 30
    assert "given by the manager Dana Weiss" in read(client, f"/journey/cases/{trouble.number}/")


@pytest.mark.parametrize(
    "said",
    [
        {"name": "horizon", "likely": "0"},
        {"name": "horizon", "likely": "2.5"},
        {"name": "colour", "likely": "1"},
        {"name": "OPT-999999:cash", "likely": "1"},
        {"name": "users", "likely": "1", "source": "given"},
        {"name": "outage_probability", "likely": "3"},
    ],
)
def test_a_correction_that_cannot_be_is_a_sentence(
    client: Client, trouble: Problem, agent: User, said: dict[str, str]
) -> None:
    answer = sign_in(client, agent).post(f"/journey/cases/{trouble.number}/numbers/", said)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_an_option_is_shared_and_taken_back(client: Client, trouble: Problem, agent: User) -> None:
    other, option = make_problem(by=agent), FixOption.objects.get(title="Great tool")
    sign_in(client, agent)
    said = {"option": option.number, "number": other.number, "share": "0.3"}

    client.post(f"/journey/cases/{trouble.number}/shares/", said)

    assert OptionShare.objects.get(option=option, problem=other).share == 0.3
    assert "serves 2 problems" in read(client, f"/journey/cases/{trouble.number}/")
    client.post(f"/journey/cases/{trouble.number}/withdrawal/", {"option": option.number})
    option.refresh_from_db()
    assert option.withdrawn_at is not None


def test_a_manager_answers_on_the_page_and_waiting_counts(
    client: Client, trouble: Problem, agent: User
) -> None:
    sign_in(client, agent)
    option = FixOption.objects.get(title="New valve")
    said = {"option": option.number, "asked_of": "Dana Weiss"}
    client.post(f"/journey/cases/{trouble.number}/asks/", said)
    ask = Ask.objects.get()
    sign_in(client, make_user("manager", name="Dana Weiss"))
    door, given = f"/journey/cases/{trouble.number}/answers/", {"ask": ask.number}

    long = client.post(door, {**given, "answer": "deferred", "reason": "Next year. " * 50})
    client.post(door, {**given, "answer": "refused"})

    assert "This is 549 characters long, and 500 fit here." in long.text
    assert f"{'Next year. ' * 50}</textarea>" in long.text
    assert '<option value="deferred" selected>' in long.text
    ask.refresh_from_db()
    assert (ask.answer, ask.answered_by) == ("refused", "Dana Weiss")
    for path in (f"/journey/cases/{trouble.number}/", f"/journey/cases/{trouble.number}/waited/"):
        assert "Since then, in 0 days, it has cost" in read(client, path)
    assert "refused by Dana Weiss" in read(client, "/journey/cases/")


def test_an_assessor_does_not_answer(client: Client, trouble: Problem, agent: User) -> None:
    ask = ask_for_fix(trouble, by=agent, at=NOW, new=NewAsk(asked_of="Dana Weiss"))

    answer = sign_in(client, make_user("assessor")).post(
        f"/journey/cases/{trouble.number}/answers/", {"ask": ask.number, "answer": "granted"}
    )

    assert answer.status_code == 422
    ask.refresh_from_db()
    assert ask.is_open


def test_a_case_on_the_security_path_is_not_there_for_a_manager(
    client: Client, trouble: Problem, agent: User
) -> None:
    secure_problem(trouble, by=agent, at=NOW, security=True)
    sign_in(client, make_user("manager"))

    assert client.get(f"/journey/cases/{trouble.number}/").status_code == 404
    assert trouble.title not in read(client, "/journey/cases/")


def test_the_lists_ask_as_many_questions_for_eight_as_for_two(client: Client, agent: User) -> None:
    sign_in(client, agent)
    counts = []
    for more in (2, 6):
        for _ in range(more):
            problem = make_trouble(agent, tickets=2)
            add_option(problem, agent, "New valve", SMALL)
            ask = ask_for_fix(problem, by=agent, at=NOW, new=NewAsk(asked_of="Dana Weiss"))
            answer_ask(ask, by=agent, at=NOW, answer="refused", answered_by="Dana Weiss")
        for path in ("/journey/cases/", "/journey/ledger/"):
            client.get(path)
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            counts.append(len(asked))

    assert counts[:2] == counts[2:]


def test_programs_read_cases_and_ask(client: Client, trouble: Problem, agent: User) -> None:
    sign_in(client, agent)
    option = FixOption.objects.get(title="New valve")

    (line,) = client.get("/api/cases").json()
    detail = client.get(f"/api/cases/{trouble.number}").json()
    made = client.post(
        f"/api/problems/{trouble.number}/asks",
        {"asked_of": "Dana Weiss", "option": option.number},
        content_type="application/json",
    )

    assert (line["number"], line["best"]) == (trouble.number, "New valve")
    assert detail["figures"]["options"]["New valve"]["cost_once"] == 150
    assert (made.status_code, made.json()["amount"]) == (201, "150.00")
    assert client.get("/api/asks").json()[0]["number"] == made.json()["number"]
