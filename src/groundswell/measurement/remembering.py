"""What the next run of the analysis knows of earlier ones, and what people said of them."""

from collections.abc import Iterator

from groundswell.analysis.known import Decision, KnownCluster, read_known
from groundswell.measurement.models import Finding, Judgement, Verdict
from groundswell.measurement.queries import latest_run
from groundswell.problems.models import ProblemLink


def list_known() -> list[KnownCluster]:
    """Return the troubles that people judged, and those of the newest run that nobody has judged.

    One that has a problem is known by the tickets linked to it: whoever links one, or takes one
    out, corrects the next run.
    """
    judged = {judgement.key: judgement for judgement in Judgement.objects.order_by("id")}
    return [*_judged(judged), *_unjudged(set(judged))]


def _judged(judged: dict[str, Judgement]) -> Iterator[KnownCluster]:
    linked: dict[str, list[str]] = {}
    links = ProblemLink.objects.filter(problem__finding_key__in=judged).order_by("ticket__number")
    for key, number in links.values_list("problem__finding_key", "ticket__number"):
        linked.setdefault(key, []).append(number)
    for key, judgement in judged.items():
        if judgement.verdict == Verdict.PART or not judgement.memory.get("prototypes"):
            continue  # a part is known by the trouble that it went into
        out = set(judgement.taken_out)
        members = linked.get(key) or [
            number for number in judgement.memory.get("members", ()) if number not in out
        ]
        yield read_known(
            {
                **judgement.memory,
                "title": judgement.given_title or judgement.title,
                "members": members,
                "decision": _decision(judgement),
            }
        )


def _decision(judgement: Judgement) -> Decision:
    if judgement.verdict == Verdict.REJECTED:
        return "rejected"
    if judgement.verdict == Verdict.MERGED:
        return "merged"
    if judgement.taken_out:
        return "split"
    return "renamed" if judgement.given_title else "confirmed"


def _unjudged(judged: set[str]) -> Iterator[KnownCluster]:
    run = latest_run()
    if run is None:
        return
    members: dict[int, list[str]] = {}
    pairs = Finding.tickets.through.objects.filter(finding__run=run).order_by("ticket__number")
    for key, number in pairs.values_list("finding_id", "ticket__number"):
        members.setdefault(key, []).append(number)
    for finding in run.problems.order_by("rank"):
        if finding.key not in judged and finding.memory.get("prototypes"):
            yield read_known({**finding.memory, "members": members.get(finding.pk, [])})
