from groundswell.cli.demo import Story
from groundswell.cli.demo.evidence import story_evidence


class TestStoryEvidence:
    def test_fills_the_tables_that_the_story_knows(self, story: Story) -> None:
        evidence = story_evidence(story)

        assert evidence.names == (
            "tickets",
            "events",
            "messages",
            "people",
            "departments",
            "services",
            "changes",
            "cis",
            "relations",
        )
        assert evidence.table("tickets").count().execute() == len(story.tickets)
        assert evidence.table("changes").count().execute() == len(story.changes)
        assert "problem" in evidence.why_absent("problems")

    def test_shows_people_only_under_pseudonyms(self, story: Story) -> None:
        evidence = story_evidence(story)
        logins = {person.login for person in story.people}

        tickets = evidence.arrow("tickets", ["caller", "assignee", "opened_by"]).to_pydict()
        shown = {name for column in tickets.values() for name in column}

        assert not shown & logins
        assert shown - {None} <= set(evidence.arrow("people", ["person"])["person"].to_pylist())

    def test_keeps_the_plain_text_apart_from_the_mail(self, story: Story) -> None:
        rows = story_evidence(story).arrow("tickets", ["description", "original"]).to_pylist()

        changed = [row for row in rows if row["original"] is not None]

        assert len(changed) > 500
        assert all(row["description"] in row["original"] for row in changed)

    def test_tells_open_from_finished(self, story: Story) -> None:
        rows = story_evidence(story).arrow("tickets", ["state", "resolved_at", "closed_at"])

        for row in rows.to_pylist():
            assert row["state"] in {"open", "resolved", "closed", "cancelled"}
            assert (row["state"] == "open") <= (row["resolved_at"] is None)
            assert (row["closed_at"] is not None) == (row["state"] in {"closed", "cancelled"})
