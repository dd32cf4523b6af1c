"""Articles are written, translated, restored, judged; nobody's text is lost."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.audit.models import AuditEntry
from groundswell.foundation.search.queries import search
from groundswell.kernel.errors import BadInput, NotAllowed, Refusal
from groundswell.kernel.lifecycle import ForbiddenMove
from groundswell.knowledge import actions, queries
from groundswell.knowledge.models import Article, ArticleText
from tests.knowledge.makers import make_article, save
from tests.makers import MONDAY_9AM, make_service, make_user

pytestmark = pytest.mark.django_db


class TestTexts:
    def test_every_saved_text_is_a_version_and_what_differs_is_shown(self, agent: User) -> None:
        article = make_article(by=agent, body="Open the lid.\nClose it.")

        save(article, by=agent, based_on=1, body="Open the lid.\nClose it firmly.")

        article.refresh_from_db()
        assert article.version == 2
        ((field, passages),) = queries.compare_versions(article, language="en", old=1, new=2)
        assert field == "Text"
        assert [(one.kind, one.text) for one in passages] == [
            ("same", "Open the lid.\nClose "), ("old", "it."), ("new", "it firmly."),
        ]  # fmt: skip

    def test_the_second_of_two_writers_is_told_and_nothing_is_overwritten(
        self, agent: User
    ) -> None:
        article = make_article(by=agent)
        save(article, by=agent, based_on=1, body="The first one's")

        with pytest.raises(actions.Overtaken, match="Alva Agent saved version 2"):
            save(article, by=make_user("agent"), based_on=1, body="The second one's")

        assert Article.objects.get().body == "The first one's"
        assert article.texts.count() == 2

    def test_the_same_text_again_is_no_version(self, agent: User) -> None:
        article = make_article(by=agent)

        with pytest.raises(Refusal, match="already"):
            save(article, by=agent, based_on=1, body="Open the lid and **close** it.")

    def test_an_older_text_holds_again_as_a_new_version(self, agent: User) -> None:
        article = make_article(by=agent, body="Good")
        article = save(article, by=agent, based_on=1, body="Bad")

        actions.restore_version(article, by=agent, at=MONDAY_9AM, language="en", version=1)

        article.refresh_from_db()
        assert (article.version, article.body) == (3, "Good")
        with pytest.raises(Refusal, match="no version 9"):
            actions.restore_version(article, by=agent, at=MONDAY_9AM, language="en", version=9)

    def test_the_database_refuses_to_alter_a_text(self, agent: User) -> None:
        make_article(by=agent)

        with pytest.raises(DatabaseError), transaction.atomic():
            ArticleText.objects.update(body="Something else")

    @pytest.mark.parametrize(
        ("said", "reason"),
        [
            ({"title": "  "}, "needs a title"),
            ({"title": "x" * 251}, "251 characters"),
            ({"body": "x" * 2_000_000}, "2,000,000 characters"),
        ],
    )
    def test_what_nobody_could_read_is_refused_in_a_sentence(
        self, agent: User, said: dict[str, str], reason: str
    ) -> None:
        with pytest.raises(Refusal, match=reason):
            make_article(by=agent, **said)

    def test_a_strange_language_or_sign_is_no_input(self, agent: User) -> None:
        with pytest.raises(BadInput):
            make_article(by=agent, language="klingon")
        with pytest.raises(BadInput):
            make_article(by=agent, body="a\x00b")


class TestTranslations:
    def test_a_reader_gets_their_language_and_is_told_where_there_is_none(
        self, agent: User
    ) -> None:
        article = make_article(by=agent)
        save(article, by=agent, based_on=0, language="de", title="Etiketten sind leer", body="Auf")

        german = queries.read_article(article, language="de-AT")
        french = queries.read_article(article, language="fr")

        assert (german.text.title, german.wanted) == ("Etiketten sind leer", "")
        assert (french.text.language, french.wanted) == ("en", "Français")

    def test_a_translation_of_an_older_version_is_marked(self, agent: User) -> None:
        article = make_article(by=agent)
        article = save(article, by=agent, based_on=0, language="de", title="Leer", body="Auf")
        assert not queries.read_article(article, language="de").is_outdated

        article = save(article, by=agent, based_on=1, body="Something new")

        assert queries.read_article(article, language="de").is_outdated
        assert [(one.code, one.is_outdated) for one in queries.list_tongues(article)] == [
            ("en", False), ("de", True),
        ]  # fmt: skip
        # saying that it still holds is a version too, though the words are the same
        article = save(article, by=agent, based_on=1, language="de", title="Leer", body="Auf")
        assert not queries.read_article(article, language="de").is_outdated

    def test_the_words_of_a_translation_find_the_article(self, agent: User, caller: User) -> None:
        article = make_article(by=agent)
        save(article, by=agent, based_on=0, language="de", title="Etiketten leer", body="Auf")

        assert search("etikett", seen_by=caller).sections[0].hits[0].number == article.number


class TestLife:
    def test_a_draft_is_for_writers_and_a_retired_one_is_not_found(
        self, agent: User, caller: User
    ) -> None:
        article = make_article(by=agent, publish=False)
        assert search("blank", seen_by=caller).count == 0

        article = actions.publish_article(article, by=agent, at=MONDAY_9AM)
        assert search("blank", seen_by=caller).count == 1

        article = actions.retire_article(article, by=agent, at=MONDAY_9AM)
        assert search("blank", seen_by=agent).count == 0
        with pytest.raises(ForbiddenMove):
            actions.publish_article(article, by=agent, at=MONDAY_9AM)

    def test_one_that_says_nothing_is_not_published(self, agent: User) -> None:
        with pytest.raises(Refusal, match="says nothing yet"):
            make_article(by=agent, body="")

    def test_callers_write_nothing(self, caller: User) -> None:
        with pytest.raises(NotAllowed):
            make_article(by=caller)

    def test_the_trail_tells_the_act_and_not_the_text(self, agent: User) -> None:
        article = make_article(by=agent)
        save(article, by=agent, based_on=1, body="A secret way")

        newest = AuditEntry.objects.filter(number=article.number).latest("id")

        assert (newest.act, newest.changes) == ("article.rewritten", {"version": ["1", "2"]})


class TestWhoSees:
    def test_each_audience_gets_its_own(self, caller: User, agent: User, champion: User) -> None:
        for audience in ("everyone", "desk", "champions"):
            make_article(title=f"Printers, for {audience}", audience=audience)

        seen = {
            user.name: {article.audience for article in Article.objects.visible_to(user)}
            for user in (caller, agent, champion)
        }

        assert seen == {
            "Carla Caller": {"everyone"},
            "Alva Agent": {"everyone", "desk"},
            "Chris Champion": {"everyone", "desk", "champions"},
        }

    def test_an_article_for_the_desk_is_in_no_hit_quote_count_or_offer_of_a_caller(
        self, caller: User
    ) -> None:
        make_article(title="Printer spooler restart", audience="desk", symptoms="printer blank")

        found = search("printer", seen_by=caller)

        assert (found.count, found.sections) == (0, [])
        assert queries.offer("the printer spooler prints blank", seen_by=caller) == []
        assert queries.list_articles(seen_by=caller, words="printer") == []

    def test_one_department_and_its_parts_see_theirs(self, agent: User) -> None:
        sales = OrgUnit.objects.create(name="Sales")
        north = OrgUnit.objects.create(name="Sales North", parent=sales)
        inside, outside = make_user("caller"), make_user("caller")
        User.objects.filter(pk=inside.pk).update(department=north)
        inside.refresh_from_db()
        article = make_article(by=agent)
        with pytest.raises(Refusal, match="which department"):
            actions.place_article(
                article, by=agent, at=MONDAY_9AM,
                placement=actions.Placement(kind="answer", audience="department"),
            )  # fmt: skip
        actions.place_article(
            article,
            by=agent,
            at=MONDAY_9AM,
            placement=actions.Placement(kind="answer", audience="department", department=sales),
        )

        assert Article.objects.visible_to(inside).count() == 1
        assert Article.objects.visible_to(outside).count() == 0


class TestWorth:
    def test_nothing_known_is_no_share(self, agent: User) -> None:
        worth = queries.count_worth([article := make_article(by=agent)])[article.pk]

        assert (worth.said, worth.share, worth.range) == (0, None, None)

    def test_readers_and_tickets_count_and_a_ticket_that_came_back_does_not(
        self, agent: User, caller: User
    ) -> None:
        article = make_article(by=agent)
        actions.judge_article(article, by=caller, at=MONDAY_9AM, helped=False, words="No key")
        actions.judge_article(article, by=caller, at=MONDAY_9AM, helped=False)
        assert article.verdicts.get().words == "No key"
        actions.judge_article(article, by=caller, at=MONDAY_9AM, helped=True)
        assert article.verdicts.get().words == ""
        actions.judge_article(article, by=caller, at=MONDAY_9AM, helped=True, words="At last")
        for record in ("INC-000001", "INC-000002", "INC-000003"):
            actions.use_article(article, by=agent, at=MONDAY_9AM, record=record)
        actions.judge_uses(by=agent, at=MONDAY_9AM, record="INC-000001", worked=True)
        actions.judge_uses(by=agent, at=MONDAY_9AM, record="INC-000002", worked=True)
        actions.judge_uses(by=agent, at=MONDAY_9AM, record="INC-000002", worked=False)

        worth = queries.count_worth([article])[article.pk]

        assert (worth.readers, worth.readers_helped) == (1, 1)
        assert (worth.tickets, worth.tickets_helped, worth.pending) == (2, 1, 1)
        assert worth.range is not None
        assert worth.range[0] < 2 / 3 < worth.range[1]

    def test_one_is_used_on_a_ticket_once_and_only_while_it_is_offered(self, agent: User) -> None:
        article = make_article(by=agent)
        actions.use_article(article, by=agent, at=MONDAY_9AM, record="INC-000001")
        with pytest.raises(Refusal, match="already"):
            actions.use_article(article, by=agent, at=MONDAY_9AM, record="INC-000001")
        article = actions.retire_article(article, by=agent, at=MONDAY_9AM)
        with pytest.raises(Refusal, match="retired"):
            actions.use_article(article, by=agent, at=MONDAY_9AM, record="INC-000002")

    def test_what_fails_or_is_past_its_day_is_to_be_looked_at(self, agent: User) -> None:
        late = make_article(by=agent, title="Old")
        failing, good = make_article(by=agent, title="Bad"), make_article(by=agent, title="Good")
        for reader in [make_user() for _ in range(4)]:
            actions.judge_article(failing, by=reader, at=MONDAY_9AM, helped=False)
            actions.judge_article(good, by=reader, at=MONDAY_9AM, helped=True)
        on = late.review_by or date.max
        actions.review_article(failing, by=agent, at=MONDAY_9AM + timedelta(days=9))
        actions.review_article(good, by=agent, at=MONDAY_9AM + timedelta(days=9))

        lines = queries.list_due(seen_by=agent, on=on + timedelta(days=1))

        assert [(line.article.title, line.why) for line in lines] == [
            ("Bad", "It helped only 0 of 4 times."), ("Old", "Its day of review is past."),
        ]  # fmt: skip

    def test_who_may_not_read_it_does_not_judge_it(self, agent: User, caller: User) -> None:
        article = make_article(by=agent, audience="desk")

        with pytest.raises(NotAllowed):
            actions.judge_article(article, by=caller, at=MONDAY_9AM, helped=True)


class TestOffers:
    def test_what_fits_is_offered_with_its_reason_and_the_service_helps(
        self, agent: User, caller: User
    ) -> None:
        service = make_service("Label printing")
        fitting = make_article(by=agent, service=service)
        make_article(by=agent, title="Password forgotten", body="Use the link.")

        (offer,) = queries.offer(
            "since monday all label prints are blank", service=service, seen_by=caller
        )

        assert offer.article == fitting
        assert offer.why == ("it is about blank, label", "it belongs to Label printing")

    @pytest.mark.parametrize(
        "text", ["", "I need a chair", "\x00", "🙂", "the the the", "x" * 9999]
    )
    def test_what_does_not_fit_is_silence(self, agent: User, caller: User, text: str) -> None:
        make_article(by=agent)

        assert queries.offer(text, seen_by=caller) == []

    def test_quirks_of_a_service_are_told_before(self, agent: User, caller: User) -> None:
        service = make_service("Payroll")
        quirk = make_article(by=agent, kind="quirk", title="Closed on the 1st", service=service)
        make_article(by=agent, service=service)

        assert queries.list_quirks(service, seen_by=caller) == [quirk]
