"""The brief as a draft of a mail: text, HTML and paper, to nobody yet."""

from email import message_from_bytes
from email.policy import default

from groundswell.analysis.brief import compose
from groundswell.analysis.brief.mail import make_mail
from tests.analysis.brief.made_findings import PI_DAY, RICH


def test_the_draft_holds_text_html_and_paper_and_names_nobody() -> None:
    brief = compose(RICH, written_on=PI_DAY)

    mail = message_from_bytes(make_mail(brief), policy=default)

    assert mail["Subject"].replace("\u00a0", " ") == brief.headline.replace("\u00a0", " ")
    assert mail["To"] is None
    assert mail["X-Unsent"] == "1"
    assert mail["X-Groundswell-Numbers"] == brief.content_hash
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "application/pdf"]
    assert "When can we see it?" in mail.get_body(("plain",)).get_content()
