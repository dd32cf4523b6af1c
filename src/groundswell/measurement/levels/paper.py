"""A report of a dashboard as a file: a tagged PDF, a page, plain text, or the draft of a mail."""

from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.policy import SMTP

from django.template.loader import render_to_string

from groundswell.analysis.papers import Paper, Sheet, render_pdf
from groundswell.kernel.days import say_day
from groundswell.measurement.levels.models import Report


def make_paper(report: Report) -> Paper:
    """Return a report as a paper of as many pages as it takes."""
    sheets = tuple(
        Sheet(
            one["title"],
            tuple(text for text in (one["said"], one["forecast"], one["source"]) if text),
            tuple(one["header"]),
            tuple(tuple(str(cell) for cell in row) for row in one["rows"]),
        )
        for one in report.content
    )
    return Paper(
        report.dashboard.title,
        "Each figure between what is usual; “no change” where chance alone explains it.",
        report.day,
        sheets,
        foot=report.number,
    )


def write_pdf(report: Report) -> bytes:
    """Return the report as a tagged PDF."""
    return render_pdf(make_paper(report))


def write_html(report: Report) -> bytes:
    """Return the report as a page that stands alone."""
    return render_to_string("levels/report_mail.html", {"report": report}).encode()


def write_text(report: Report) -> bytes:
    """Return the report as plain text."""
    return render_to_string("levels/report_mail.txt", {"report": report}).encode()


def write_mail(report: Report) -> bytes:
    """Return a draft that a mail program opens for writing: text, page and PDF; to nobody yet."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(f"{report.dashboard.title}, {say_day(report.day)}".split())
    mail["X-Unsent"] = "1"
    mail.set_content(write_text(report).decode())
    mail.add_alternative(write_html(report).decode(), subtype="html")
    mail.add_attachment(
        write_pdf(report), maintype="application", subtype="pdf", filename=f"{report.number}.pdf"
    )
    return mail.as_bytes()


#: kind of file → what writes it and its media type; anything else is plain text
FILES: Mapping[str, tuple[Callable[[Report], bytes], str]] = {
    "pdf": (write_pdf, "application/pdf"),
    "html": (write_html, "text/html; charset=utf-8"),
    "eml": (write_mail, "message/rfc822"),
    "txt": (write_text, "text/plain; charset=utf-8"),
}
