"""The brief as a mail that its sender reads before anything leaves the house."""

from email.message import EmailMessage
from email.policy import SMTP

from groundswell.analysis.brief.model import Brief
from groundswell.analysis.brief.page import render_html
from groundswell.analysis.brief.paper import render_pdf
from groundswell.analysis.brief.plaintext import render_text


def make_mail(brief: Brief) -> bytes:
    """Return a draft: the page as text, the same as HTML, the PDF attached; to nobody yet.

    Mail programs open it for writing (`X-Unsent`); its number of numbers is in a header, so that
    what arrived can be held against what was shown.
    """
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = brief.headline
    mail["X-Unsent"] = "1"
    mail["X-Groundswell-Numbers"] = brief.content_hash
    mail.set_content(render_text(brief))
    mail.add_alternative(render_html(brief), subtype="html")
    mail.add_attachment(
        render_pdf(brief), maintype="application", subtype="pdf", filename="brief.pdf"
    )
    return mail.as_bytes()
