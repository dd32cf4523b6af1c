"""What was done for a department, what comes next, and what it is asked."""

from collections.abc import Sequence
from datetime import date, datetime, time

from groundswell.analysis.brief.department.deeds import MISSES, Deed
from groundswell.analysis.brief.department.measure import DepartmentFigures
from groundswell.analysis.brief.draft import Draft
from groundswell.analysis.brief.plain import title_on_paper
from groundswell.analysis.brief.sentences import Sentence, day, many, phrases, say, word
from groundswell.analysis.charts.amounts import counted, elapsed

LENS = "department"


def write_finished(figures: DepartmentFigures, deeds: Sequence[Deed], today: date) -> Draft:
    """Name a miss first, then what was done; a department without either learns that too."""
    misses = [one for one in deeds if one.kind in MISSES]
    done = [one for one in deeds if one.kind not in (*MISSES, "under_way")]
    sentences = [*(_tell(one) for one in misses[:1]), *(_tell(one) for one in done[:3])]
    if not misses:
        sentences[:0] = _fall_short(figures, today)
    if not done:
        sentences += say("finished.nothing", LENS)
    tickets = many(figures.tickets, "ticket", "tickets")
    source = word("source.recorded") if deeds else word("source.counted", tickets=tickets)
    return Draft("finished", tuple(sentences), source=source, known=bool(done or misses))


def _fall_short(figures: DepartmentFigures, today: date) -> tuple[Sentence, ...]:
    """Return the miss that the tickets show where none was written down: nobody does all well."""
    if figures.reopened:
        said = {
            "cases": counted(figures.reopened),
            "of": many(figures.tickets, "ticket", "tickets"),
        }
        return say("finished.reopened", LENS, **said)
    if figures.open and figures.oldest:
        return say("finished.waits", LENS, oldest=tell_oldest(figures, today))
    if figures.waited:
        return say("finished.longest", LENS, longest=elapsed(figures.waited.longest))
    return ()


def _tell(deed: Deed) -> Sentence:
    title = title_on_paper(deed.title)
    if deed.kind == "ended":
        of_yours = many(deed.tickets, "ticket", "tickets")
        on = day(deed.on) if deed.on else ""
        (said,) = say("finished.ended", LENS, title=title, date=on, tickets=of_yours)
    else:
        (said,) = say(f"finished.{deed.kind}", LENS, title=title)
    return said


def write_next(deeds: Sequence[Deed]) -> Draft:
    """Say what is under way, the two nearest."""
    coming = [one for one in deeds if one.kind == "under_way"]
    if not coming:
        return Draft("coming", say("coming.nothing", LENS), known=False)
    sentences: tuple[Sentence, ...] = ()
    for one in coming[:2]:
        title = title_on_paper(one.title)
        if one.on:
            sentences += say("coming.dated", LENS, title=title, date=day(one.on))
        else:
            sentences += say("coming.undated", LENS, title=title)
    return Draft("coming", sentences, source=word("source.recorded"))


def write_asked(written_on: date) -> Draft:
    """Ask whether the page matches what they see there."""
    until = date.fromordinal(written_on.toordinal() + phrases()["page"]["answer_days"])
    return Draft("ask", say("asked.tell", LENS, date=day(until)) + say("asked.why", LENS))


def tell_oldest(figures: DepartmentFigures, today: date) -> str:
    """Return for how long the oldest open ticket has waited, in words."""
    if figures.oldest is None:
        return phrases()["table"]["unknown"]  # type: ignore[no-any-return]  # a text of our own
    end = datetime.combine(today, time(12), figures.oldest.tzinfo)
    return elapsed(max(0.0, (end - figures.oldest).total_seconds()))
