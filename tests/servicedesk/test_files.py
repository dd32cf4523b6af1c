"""Files on tickets: whoever sees the message sees its file, nothing typed is lost, nothing runs."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from groundswell.catalogue.offerings import actions as offerings
from groundswell.catalogue.offerings.models import Offering
from groundswell.foundation.accounts.models import User
from groundswell.foundation.attachments import sweeping
from groundswell.foundation.attachments.limits import load_limits
from groundswell.foundation.attachments.storage import path_of, place, receive
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.fields import Field
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.servicedesk.actions import write_message
from groundswell.servicedesk.facts.actions import Scope, add_field, answer_fields
from groundswell.servicedesk.facts.models import Fact
from groundswell.servicedesk.files.actions.removing import remove_file
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.links.actions import merge_ticket, split_ticket
from groundswell.servicedesk.models import Message, Ticket
from tests.makers import BACKEND, MONDAY_9AM, PNG, make_file, make_service, make_ticket, make_user

pytestmark = pytest.mark.django_db
LIMITS = load_limits()
JSON = "application/json"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def sent(name: str, content: bytes = PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def status_of(page: Client, address: str) -> int:
    """Return how it is answered; what comes is read to its end, which closes the file."""
    answer = page.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return int(answer.status_code)


def left_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_caller_sends_a_picture_and_the_desk_answers_with_one(agent: User, caller: User) -> None:
    hers, ours = client_of(caller), client_of(agent)
    said = {"summary": "The screen is green", "urgency": "2", "attached": sent("IMG 1.png")}

    answer = hers.post("/my/", said)
    ticket = Ticket.objects.get()
    reply = {"text": "Look here", "attached": [sent("a.png", PNG + b"2"), sent("b.txt", b"Hello")]}
    answered = ours.post(f"/desk/{ticket.number}/messages/", reply)

    assert answer.status_code == answered.status_code == 302
    report, picture, text = TicketFile.objects.order_by("id")
    assert [one.media_type for one in (report, text)] == ["image/png", "application/octet-stream"]
    desk, portal = (
        page.get(f"{place}{ticket.number}/").content.decode()
        for page, place in ((ours, "/desk/"), (hers, "/my/"))
    )
    for page in (desk, portal):
        assert f'src="/files/{report.pk}/" alt="IMG 1.png"' in page
        assert f'src="/files/{picture.pk}/"' in page
        assert f'href="/files/{text.pk}/"' in page
        assert f'src="/files/{text.pk}/"' not in page
    told = AuditEntry.objects.filter(number=ticket.number, act__endswith=".written")
    assert [entry.changes["files"] for entry in told.order_by("id")] == [
        ["", "IMG 1.png"],
        ["", "a.png, b.txt"],
    ]


def test_a_file_on_a_note_among_agents_is_theirs_alone(agent: User, caller: User) -> None:
    ticket = make_ticket(by=caller)
    private = make_file(ticket, by=agent, private=True, name="log.png")
    hers, stranger = client_of(caller), client_of(make_user())

    assert status_of(client_of(agent), f"/files/{private.pk}/") == 200
    assert status_of(hers, f"/files/{private.pk}/") == 404
    assert "log.png" not in hers.get(f"/my/{ticket.number}/").content.decode()
    shown = make_file(ticket, by=agent)
    assert status_of(hers, f"/files/{shown.pk}/") == 200
    assert status_of(stranger, f"/files/{shown.pk}/") == 404
    remove_file(private, by=agent, at=MONDAY_9AM, reason="Holds a password")
    assert "password" not in hers.get(f"/my/{ticket.number}/").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "is_shown"),
    [
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", False),
        ("picture.png", b"<html><script>alert(1)</script>", False),
        ("page.html", b"<!doctype html>", False),
        ("page.html", PNG + b"<script>alert(1)</script>", True),
        ("RIFF.webp", b"RIFF\x00\x00\x00\x00WAVE", False),
        ("x.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", True),
        ("\u202egnp.exe\r\nX: y", b"MZ", False),
    ],
)
def test_nothing_in_a_file_runs(agent: User, name: str, content: bytes, *, is_shown: bool) -> None:
    file = make_file(make_ticket(by=agent), by=agent, name=name, content=content)

    answer = client_of(agent).get(f"/files/{file.pk}/")

    assert b"".join(answer.streaming_content) == content
    kind = file.media_type if is_shown else "application/octet-stream"
    assert answer["Content-Type"] == kind
    assert file.media_type.startswith("image/") is is_shown
    assert answer["Content-Disposition"].startswith("inline" if is_shown else "attachment")
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["X-Content-Type-Options"] == "nosniff"
    again = client_of(agent).get(f"/files/{file.pk}/", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_what_cannot_be_taken_is_named_and_the_rest_waits_in_the_form(caller: User) -> None:
    ticket, hers = make_ticket(by=caller), client_of(caller)
    many = [sent(f"{place}.png", PNG + str(place).encode()) for place in range(198)]
    said = {"text": "All of them", "attached": [sent("empty.png", b""), *many]}
    address = f"/my/{ticket.number}/reply/"

    held = hers.post(address, said)
    page = held.content.decode()
    tokens = [part.split('"')[0] for part in page.split('name="attached-kept" value="')[1:]]
    spoilt = hers.post(address, {"text": "Mine", "attached-kept": ["made-up", tokens[0] + "x"]})
    taken = hers.post(address, {"text": "All of them", "attached-kept": tokens})

    assert held.status_code == spoilt.status_code == 422
    assert "empty.png is empty" in page
    assert "Of these 199 files 20 fit on one message. Left out: 19.png" in page
    assert "All of them" in page
    assert "no longer there" in spoilt.content.decode()
    assert taken.status_code == 302
    assert len(tokens) == Message.objects.get().files.count() == 19


def test_too_large_or_too_many_is_said_in_a_sentence(agent: User, home: Path) -> None:
    ticket = make_ticket(by=agent)
    large = sent("film.mp4", b"\0" * (LIMITS.file_bytes + 1))

    held = client_of(agent).post(
        f"/desk/{ticket.number}/messages/", {"text": "", "attached": large}
    )

    assert "film.mp4 is larger than 25 MB" in held.content.decode()
    assert left_in(home) == []
    row = {"name": "a", "size": 1, "digest": "0" * 64, "added_at": MONDAY_9AM, "ticket": ticket}
    TicketFile.objects.bulk_create([TicketFile(**row) for _ in range(LIMITS.of_a_record)])
    with pytest.raises(Refusal, match="has 200 files"):
        make_file(ticket, by=agent)
    with pytest.raises(Refusal, match="write a line, or attach a file"):
        write_message(ticket, by=agent, at=MONDAY_9AM, text=" ")


def test_where_the_disk_takes_nothing_the_words_stay(
    agent: User, home: Path, settings: Any
) -> None:
    ticket, address = make_ticket(by=agent), "messages/"
    page = client_of(agent)
    settings.FILE_UPLOAD_TEMP_DIR = str(home / "not there")
    first = page.post(f"/desk/{ticket.number}/{address}", {"text": "Word", "attached": sent("a")})
    settings.FILE_UPLOAD_TEMP_DIR = None
    (home / "incoming").write_text("in the way")
    second = page.post(f"/desk/{ticket.number}/{address}", {"text": "Word", "attached": sent("a")})
    (home / "incoming").unlink()
    (home / "attachments").write_text("in the way")
    third = page.post(f"/desk/{ticket.number}/{address}", {"text": "Word", "attached": sent("a")})
    (home / "attachments").unlink()

    for held, why in ((first, "received"), (second, "stored here"), (third, "stored here")):
        shown = held.content.decode()
        assert (held.status_code, why in shown, ">Word</textarea>" in shown) == (422, True, True)
    token = third.content.decode().split('name="attached-kept" value="')[1].split('"')[0]
    page.post(f"/desk/{ticket.number}/{address}", {"text": "Word", "attached-kept": token})
    assert Message.objects.get().files.get().name == "a"


def test_one_content_is_kept_once_until_the_last_record_lets_it_go(
    agent: User, caller: User, home: Path, django_capture_on_commit_callbacks: Any
) -> None:
    ticket = make_ticket(by=caller)
    first, second = make_file(ticket, by=caller), make_file(ticket, by=agent, name="same.png")
    kept = home / "attachments" / first.digest[:2] / first.digest
    assert left_in(home) == [kept]
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == first.digest

    with pytest.raises(NotAllowed, match="somebody else"):
        remove_file(second, by=caller, at=MONDAY_9AM, reason="Mine")
    with django_capture_on_commit_callbacks(execute=True):
        client_of(caller).post(f"/files/{first.pk}/removal/", {"reason": "Holds my password"})
    assert left_in(home) == [kept]
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(second, by=agent, at=MONDAY_9AM, reason="The same")

    assert left_in(home) == []
    gone = client_of(caller).get(f"/files/{first.pk}/")
    assert (gone.status_code, "Holds my password" in gone.content.decode()) == (410, True)
    page = client_of(agent).get(f"/desk/{ticket.number}/").content.decode()
    assert "was taken out: <bdi>Holds my password" in page
    assert page.count("took a file out") == 2
    with pytest.raises(Refusal, match="taken out already"):
        remove_file(first, by=agent, at=MONDAY_9AM, reason="Again")


def test_what_nobody_kept_is_cleared_away(agent: User, home: Path) -> None:
    file = make_file(make_ticket(by=agent), by=agent)
    given_up, waiting = (receive(name, sent(name, name.encode())) for name in ("old", "new"))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        place(receive("undone", sent("undone", b"undone")))
        raise ZeroDivisionError
    now = timezone.now()
    long_ago = (now - timedelta(hours=LIMITS.kept_hours + 1)).timestamp()
    os.utime(home / "incoming" / given_up.draft, (long_ago, long_ago))

    assert sweeping.sweep(at=now) == 2

    assert left_in(home) == [path_of(file.digest), home / "incoming" / waiting.draft]


def test_an_undone_attempt_can_be_sent_again(agent: User) -> None:
    ticket, upload = make_ticket(by=agent), receive("a.png", sent("a.png"))

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write_message(ticket, by=agent, at=MONDAY_9AM, text="", files=[upload])
        raise ZeroDivisionError
    write_message(ticket, by=agent, at=MONDAY_9AM, text="", files=[upload])

    assert TicketFile.objects.get().message.text == ""


def test_files_go_along_when_tickets_are_merged_and_split(agent: User, caller: User) -> None:
    one, other = make_ticket(by=caller), make_ticket(by=make_user())
    mine, theirs = make_file(one, by=caller), make_file(other, by=agent, name="theirs.png")

    made = split_ticket(one, by=agent, at=MONDAY_9AM, message=mine.message)
    merge_ticket(other, by=agent, at=MONDAY_9AM, into=one)

    assert [(file.digest, file.message) for file in made.files.all()] == [(mine.digest, None)]
    at_desk = client_of(agent).get(f"/desk/{one.number}/").content.decode()
    assert f"/files/{theirs.pk}/" in at_desk
    assert (
        f"/files/{theirs.pk}/" not in client_of(caller).get(f"/my/{one.number}/").content.decode()
    )
    assert client_of(caller).get(f"/files/{theirs.pk}/").status_code == 404


def test_a_record_whose_content_is_gone_says_so(agent: User) -> None:
    file = make_file(make_ticket(by=agent), by=agent)
    path_of(file.digest).unlink()

    answer = client_of(agent).get(f"/files/{file.pk}/")

    assert (answer.status_code, "backup" in answer.content.decode()) == (410, True)


def test_all_files_of_a_conversation_are_one_question(
    agent: User, django_assert_max_num_queries: Any
) -> None:
    ticket, page = make_ticket(by=agent), client_of(agent)
    make_file(ticket, by=agent)
    page.get(f"/desk/{ticket.number}/")
    with django_assert_max_num_queries(200) as few:
        page.get(f"/desk/{ticket.number}/")
    for place_ in range(5):
        make_file(ticket, by=agent, name=f"{place_}.png")

    with django_assert_max_num_queries(len(few)):
        page.get(f"/desk/{ticket.number}/")


def test_a_file_that_cannot_be_stored_undoes_the_message(agent: User, home: Path) -> None:
    ticket, upload = make_ticket(by=agent), receive("a.png", sent("a.png"))
    (home / "incoming" / upload.draft).unlink()

    with pytest.raises(BadInput, match=r"a\.png could not be stored here: No such file"):
        write_message(ticket, by=agent, at=MONDAY_9AM, text="Word", files=[upload])

    assert not Message.objects.exists()


def test_programs_list_add_read_and_take_out(agent: User, caller: User) -> None:
    ticket, hers, ours = make_ticket(by=caller), client_of(caller), client_of(agent)
    address = f"/api/tickets/{ticket.number}/files"

    added = hers.post(address, {"text": "The log", "files": [sent("a.log", b"1"), sent("b.log")]})
    noted = ours.post(address, {"private": "true", "files": sent("c.log")})
    refused = hers.post(address, {"text": "Empty", "files": [sent("d.log"), sent("e.log", b"")]})

    assert [file["name"] for file in added.json()] == ["a.log", "b.log"]
    assert (noted.status_code, noted.json()[0]["private"]) == (201, True)
    assert (refused.status_code, "e.log is empty" in refused.json()["detail"]) == (422, True)
    assert [len(page.get(address).json()) for page in (hers, ours)] == [2, 3]
    first = added.json()[0]
    content = ours.get(f"/api/files/{first['id']}/content")
    assert b"".join(content.streaming_content) == b"1"
    assert status_of(hers, f"/api/files/{noted.json()[0]['id']}/content") == 404
    out = ours.post(
        f"/api/files/{first['id']}/removal", {"reason": "Wrong one"}, "application/json"
    )
    assert (out.status_code, out.json()["removed_for"]) == (200, "Wrong one")
    assert "Wrong one" in hers.get(f"/api/files/{first['id']}/content").json()["detail"]


def test_what_no_form_can_take_is_answered_in_a_sentence(agent: User) -> None:
    address = f"/desk/{make_ticket(by=agent).number}/messages/"

    long = client_of(agent).post(address, {"text": "x" * 5_300_000})
    many = client_of(agent).post(address, {"attached": [sent("a", b"") for _ in range(1001)]})

    for answer in (long, many):
        page = answer.content.decode()
        assert (answer.status_code, "what you wrote still stands there" in page) == (400, True)


def test_a_question_is_answered_with_files(agent: User, champion: User, caller: User) -> None:
    question = Field(key="", label="A picture", kind="file", required=True)
    add_field(by=champion, at=MONDAY_9AM, question=question, scope=Scope())
    ours = client_of(agent)
    said = {"summary": "Blank", "kind": "incident", "impact": 3, "urgency": 2}

    refused = ours.post("/desk/new/", {**said, "q-a_picture": sent("e.png", b"")})
    ours.post("/desk/new/", {**said, "caller": str(caller.email), "q-a_picture": sent("a.png")})

    assert (refused.status_code, "e.png is empty" in refused.content.decode()) == (422, True)
    ticket = Ticket.objects.get()
    address = f"/desk/requests/of/{ticket.number}/"
    ours.post(f"{address}answers/", {"q-a_picture": sent("b.png", PNG + b"2")})
    ours.post(f"{address}answers/")
    fact = Fact.objects.get(ticket=ticket)
    first, second = fact.files
    assert (fact.words, fact.value) == ("a.png, b.png", [first.pk, second.pk])
    assert f'src="/files/{second.pk}/"' in ours.get(address).content.decode()
    assert status_of(client_of(caller), f"/files/{first.pk}/") == 200
    for file in (first, second):
        remove_file(file, by=agent, at=MONDAY_9AM, reason="A mistake")
    gone = ours.post(f"{address}answers/")
    assert "Please answer “A picture”" in gone.content.decode()
    assert Fact.objects.get(ticket=ticket).words == "a.png, b.png"
    stray = {"a_picture": "a text"}
    with pytest.raises(BadInput, match="answered with files"):
        answer_fields(ticket, by=agent, at=MONDAY_9AM, values=stray)


def test_who_agrees_to_a_request_sees_what_answers_it_and_no_more(
    agent: User, champion: User, caller: User
) -> None:
    boss, service = make_user(), make_service("Workplace")
    facts = offerings.OfferingFacts(name="A laptop", what="A laptop", service=service)
    made = offerings.make_offering(by=champion, at=MONDAY_9AM, facts=facts)
    question = Field(key="", label="The offer", kind="file", required=True)
    offerings.keep_question(made, by=champion, at=MONDAY_9AM, question=question)
    step = offerings.NewStep(who="people", people=[boss])
    offerings.add_step(made, by=champion, at=MONDAY_9AM, step=step)
    offerings.move_offering(made, by=champion, at=MONDAY_9AM, state="published")

    asked = client_of(caller).post(
        f"/my/catalogue/{made.number}/", {"q-the_offer": sent("offer.pdf", b"%PDF-1.7")}
    )

    ticket = Ticket.objects.get()
    answer, other = TicketFile.objects.get(), make_file(ticket, by=caller)
    assert (asked.status_code, answer.media_type) == (302, "application/pdf")
    seen = client_of(boss)
    assert status_of(seen, f"/files/{answer.pk}/") == 200
    assert status_of(seen, f"/files/{other.pk}/") == 404
    assert status_of(client_of(make_user()), f"/files/{answer.pk}/") == 404
    shown = seen.get(f"/my/approvals/{ticket.approvals.get().number}/").content.decode()
    assert f'href="/files/{answer.pk}/"' in shown


def offer_with(champion: User, *questions: Field) -> Offering:
    facts = offerings.OfferingFacts(name="A laptop", what="A", service=make_service("Workplace"))
    made = offerings.make_offering(by=champion, at=MONDAY_9AM, facts=facts)
    for question in questions:
        offerings.keep_question(made, by=champion, at=MONDAY_9AM, question=question)
    return offerings.move_offering(made, by=champion, at=MONDAY_9AM, state="published")


def test_programs_ask_for_something_with_files(champion: User, caller: User) -> None:
    made = offer_with(
        champion,
        Field(key="", label="The offer", kind="file", required=True),
        Field(key="", label="Who made it?", required=True, only_if="the_offer"),
    )
    hers, plain, address = client_of(caller), "/api/requests", "/api/requests/files"
    words = {"offering": made.number, "answers": '{"who_made_it": "Miller"}'}

    def post(**given: Any) -> Any:
        return hers.post(address, {**words, **given})

    told = hers.post(plain, {"offering": made.number, "answers": {"the_offer": "x"}}, JSON)
    missed = post()
    strange = post(offer=sent("a.pdf"))
    empty = post(the_offer=[sent("a.pdf"), sent("e.pdf", b"")])
    slip = post(answers='{"who_made_it": "Miller", "who": "Mo"}', the_offer=sent("a.pdf"))
    unsaid = post(answers="{}", the_offer=sent("a.pdf"))
    garbled = post(answers="{who", the_offer=sent("a.pdf"))
    asked = post(the_offer=[sent("a.pdf", b"%PDF-1.7"), sent("b.png")])

    for refused in (told, missed):
        assert (refused.status_code, refused.json()["detail"].count(address)) == (422, 1)
    assert "offer: no question of this form with this key" in strange.json()["detail"]
    assert "files answer: the_offer." in strange.json()["detail"]
    assert "who: this is not asked; asked is the_offer, who_made_it." in slip.json()["detail"]
    assert "e.pdf is empty" in empty.json()["detail"]
    assert "who_made_it: Please answer this" in unsaid.json()["detail"]
    assert garbled.status_code == 422
    assert asked.status_code == 201
    ticket = Ticket.objects.get()
    assert [file.name for file in ticket.files.order_by("id")] == ["a.pdf", "b.png"]
    assert {file.question for file in ticket.files.all()} == {"the_offer"}
    shown = hers.get(f"/api/tickets/{ticket.number}/facts").json()
    assert [fact["words"] for fact in shown] == ["a.pdf, b.png", "Miller"]
    form = hers.get("/api/openapi.json").json()["paths"][address]["post"]["requestBody"]
    assert list(form["content"]) == ["multipart/form-data"], "no other form carries a file"
    fields = form["content"]["multipart/form-data"]["schema"]
    assert fields["required"] == ["offering"]
    assert fields["properties"]["offering"]["maxLength"] == 32, "as where no file is sent"
    assert fields["additionalProperties"]["items"]["format"] == "binary"


def test_a_file_under_a_strange_name_is_refused_and_nothing_is_kept(caller: User) -> None:
    ticket, hers = make_ticket(by=caller), client_of(caller)
    given = {"text": "Two pictures", "files": sent("green.png"), "file2": sent("blue.png")}

    refused = hers.post(f"/api/tickets/{ticket.number}/files", given)
    empty = hers.post(f"/api/tickets/{ticket.number}/files", {"text": "One picture", "files": ""})

    assert empty.status_code == 422
    assert empty.json()["detail"].startswith("“files” came without a file; send one with its name")
    assert "not one of the names" not in empty.json()["detail"]
    assert refused.status_code == 422
    assert refused.json()["detail"] == (
        "“file2” is not one of the names that this takes; it takes files."
    )
    assert not ticket.messages.exists()
    assert not TicketFile.objects.exists()


def test_programs_report_with_files(agent: User, champion: User, caller: User) -> None:
    question = Field(key="", label="A picture", kind="file", required=True)
    add_field(by=champion, at=MONDAY_9AM, question=question, scope=Scope())
    service, hers = make_service("E-mail"), client_of(caller)
    address, words = "/api/tickets/files", {"summary": "No mail", "service": service.number}
    picture = {"a_picture": sent("green.png")}

    def post(by: Client = hers, **given: Any) -> Any:
        return by.post(address, {**words, **given})

    told = hers.post("/api/tickets", words, JSON)
    missed = post(files=sent("a.log"))
    strange = post(**picture, log=sent("a.log"))
    empty = post(a_picture=sent("green.png"), files=[sent("a.log"), sent("e.log", b"")])
    many = post(a_picture=sent("green.png"), files=[sent(f"{at}.log") for at in range(21)])
    slip = post(a_picture=sent("green.png"), servce="E-mail")
    garbled = post(a_picture=sent("green.png"), answers="{room")
    foreign = post(a_picture=sent("green.png"), caller=agent.email)
    assert not Ticket.objects.exists()
    made = post(a_picture=sent("green.png"), files=[sent("a.log", b"1"), sent("b.log")])
    other = post(client_of(agent), a_picture=sent("blue.png"), caller=caller.email, kind="request")

    for refused in (told, missed):
        assert (refused.status_code, refused.json()["detail"].count(address)) == (422, 1)
    assert "log: no question of this form with this key" in strange.json()["detail"]
    assert "e.log is empty" in empty.json()["detail"]
    assert (many.status_code, "21 files are too many" in many.json()["detail"]) == (409, True)
    assert (
        "“servce” is not one of the names that this takes; it takes kind" in slip.json()["detail"]
    )
    assert "“answers” is “{room”; send an object such as" in garbled.json()["detail"]
    assert foreign.status_code == 403
    assert (made.status_code, other.status_code, other.json()["kind"]) == (201, 201, "request")
    ticket = Ticket.objects.get(number=made.json()["number"])
    kept = [(file.name, file.question) for file in ticket.files.order_by("id")]
    assert kept == [("a.log", ""), ("b.log", ""), ("green.png", "field:a_picture")]
    assert (ticket.caller, ticket.channel, ticket.service) == (caller, "api", service)
    assert str(Ticket.objects.get(number=other.json()["number"]).caller) == str(caller)
    form = hers.get("/api/openapi.json").json()["paths"][address]["post"]["requestBody"]
    assert list(form["content"]) == ["multipart/form-data"]


def test_one_person_sends_so_much_a_day_and_loses_no_word(
    agent: User, champion: User, caller: User, home: Path
) -> None:
    offering = offer_with(champion, Field(key="", label="The offer", kind="file"))
    ticket = make_ticket(by=caller)
    full = TicketFile.objects.create(
        ticket=ticket, name="a", size=LIMITS.day_bytes, digest="0" * 64, added_at=timezone.now(),
        added_by=caller,
    )  # fmt: skip
    hers, why = client_of(caller), "after the 500 MB that came from you today"
    new = {"summary": "The screen is green", "urgency": "2"}
    doors = [
        ("/my/", "attached", new),
        (f"/my/{ticket.number}/reply/", "attached", {"text": "Green again"}),
        (f"/my/catalogue/{offering.number}/", "q-the_offer", {}),
        (f"/api/tickets/{ticket.number}/files", "files", {"text": "Green"}),
        ("/api/requests/files", "the_offer", {"offering": offering.number}),
        ("/api/tickets/files", "files", new),
    ]

    held = [
        hers.post(address, {**said, name: sent("new.png")}).content.decode()
        for address, name, said in doors
    ]
    kept = [page.split('-kept" value="')[1].split('"')[0] for page in held[:3]]
    ours = client_of(agent).post(doors[3][0], {"files": sent("ours.png")})
    unused = home / "incoming" / f"{caller.pk}-waits"
    with unused.open("wb") as hole:
        hole.truncate(LIMITS.day_bytes)
    waiting = hers.post("/my/", {**new, "attached": sent("more.png")}).content.decode()
    unused.unlink()
    remove_file(full, by=caller, at=MONDAY_9AM, reason="Too large")
    TicketFile.objects.create(
        ticket=ticket, name="b", size=LIMITS.day_bytes, digest="1" * 64, added_by=caller,
        added_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    sent_after = [
        hers.post(address, {**said, f"{name}-kept": token}).status_code
        for (address, name, said), token in zip(doors[:3], kept, strict=True)
    ]

    assert all(why in page for page in held)
    assert ["The screen is green" in held[0], "Green again" in held[1]] == [True, True]
    assert ours.status_code == 201
    assert "more.png is left out: 500 MB of files that you chose wait in forms" in waiting
    assert "The screen is green" in waiting
    assert sent_after == [302, 302, 302]
