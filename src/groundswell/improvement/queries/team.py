"""Who answers for what and shows it, who takes part, who can do what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.shortcuts import get_object_or_404

from groundswell.foundation.accounts.models import User
from groundswell.foundation.accounts.queries import list_with_role
from groundswell.foundation.audit.models import AuditEntry
from groundswell.improvement.models import (
    Improvement,
    Partner,
    ProcessDescription,
    ProcessRole,
    Skill,
)
from groundswell.improvement.processes import PROCESSES
from groundswell.improvement.states import TAKEN_ON, RoleKind, SkillLevel
from groundswell.knowledge.models import Article

#: days in which somebody has to be seen, or the role stands on paper only
ACTIVE_DAYS = 30


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role with its proof: how many acts of this person in the last 30 days, and the last."""

    role: ProcessRole
    label: str
    about: str
    acts: int
    last: datetime | None

    @property
    def on_paper(self) -> bool:
        """Tell whether nothing was seen of it."""
        return self.acts == 0


@dataclass(frozen=True, slots=True)
class DescriptionLine:
    """One process with the article that says how it is run, if there is one."""

    label: str
    described: ProcessDescription | None
    on: date
    may_read: bool = False

    @property
    def trouble(self) -> str:
        """Return in words why the description cannot be relied on; empty where it can."""
        if self.described is None:
            return "written down nowhere"
        article = self.described.article
        if not self.described.holds:
            return f"the article is {article.get_state_display().lower()}"
        if article.review_by is not None and article.review_by <= self.on:
            return "to be looked at again"
        return ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A process that nobody owns or nobody manages."""

    label: str
    lacks: str


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """Somebody who takes part, with what they have under way."""

    partner: Partner
    improvements: tuple[Improvement, ...]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """One practice or tool, with the level of each person in the order of the columns."""

    about: str
    #: number of the practice, "" for a tool
    practice: str
    levels: tuple[int | None, ...]
    able: int


def list_roles(*, at: datetime) -> list[RoleLine]:
    """Return every role that is held, with the acts that prove it; those on paper first."""
    roles = list(
        ProcessRole.objects.filter(ended_at=None)
        .select_related("person", "practice")
        .order_by("process", "practice__title", "kind", "id")
    )
    acts = _count_acts({role.person_id for role in roles}, since=at - timedelta(days=ACTIVE_DAYS))
    lines = []
    for role in roles:
        seen = [one for one in acts.get(role.person_id, ()) if _proves(role, one[0], one[1])]
        lines.append(
            RoleLine(
                role=role,
                label=RoleKind(role.kind).label.partition(":")[0],
                about=role.practice.title if role.practice else PROCESSES[role.process].label,
                acts=sum(one[2] for one in seen),
                last=max((one[3] for one in seen), default=None),
            )
        )
    return sorted(lines, key=lambda line: not line.on_paper)


def list_descriptions(*, on: date, seen_by: User) -> list[DescriptionLine]:
    """Return every process with the article that says how it is run, in the order of the data."""
    named = ProcessDescription.objects.select_related("article")
    held = {one.process: one for one in named}
    shown = set(
        named.filter(article__in=Article.objects.visible_to(seen_by)).values_list("process")
    )
    return [
        DescriptionLine(process.label, held.get(key), on, may_read=(key,) in shown)
        for key, process in PROCESSES.items()
    ]


def list_gaps() -> list[Gap]:
    """Return the processes without an owner or a manager."""
    held = set(ProcessRole.objects.filter(ended_at=None).values_list("process", "kind"))
    gaps = []
    for key, process in PROCESSES.items():
        lacks = [
            word
            for kind, word in ((RoleKind.OWNER, "an owner"), (RoleKind.MANAGER, "a manager"))
            if (key, kind) not in held
        ]
        if lacks:
            gaps.append(Gap(process.label, " and ".join(lacks)))
    return gaps


def _proves(role: ProcessRole, act: str, number: str) -> bool:
    if role.practice:
        return number == role.practice.number
    return act.startswith(PROCESSES[role.process].acts)


def _count_acts(
    people: Iterable[int], *, since: datetime
) -> Mapping[int, Sequence[tuple[str, str, int, datetime]]]:
    """Return act, number of a practice ("" for others), count and last time, by person."""
    found: dict[int, list[tuple[str, str, int, datetime]]] = {}
    entries = AuditEntry.objects.filter(actor__in=list(people), acted_at__gte=since)
    plain = entries.exclude(number__startswith="WAY-").values("actor_id", "act")
    for row in plain.annotate(times=Count("id"), last=_last()):
        found.setdefault(row["actor_id"], []).append((row["act"], "", row["times"], row["last"]))
    ways = entries.filter(number__startswith="WAY-").values("actor_id", "act", "number")
    for row in ways.annotate(times=Count("id"), last=_last()):
        told = (row["act"], row["number"], row["times"], row["last"])
        found.setdefault(row["actor_id"], []).append(told)
    return found


def _last() -> Max:
    return Max("acted_at")


def list_partners() -> list[PartnerLine]:
    """Return who takes part, who gives most time first, with what each has under way."""
    partners = list(
        Partner.objects.filter(left_at=None)
        .select_related("person")
        .order_by("-hours_a_week", "id")
    )
    taken: dict[int, list[Improvement]] = {}
    people = [partner.person_id for partner in partners]
    for one in Improvement.objects.filter(owner__in=people, state__in=TAKEN_ON).order_by("id"):
        taken.setdefault(one.owner_id or 0, []).append(one)
    return [PartnerLine(one, tuple(taken.get(one.person_id, ()))) for one in partners]


def list_backlog(*, seen_by: User) -> QuerySet[Improvement]:
    """Return what waits to be taken on by one of the group, what was judged first."""
    waiting = Improvement.objects.visible_to(seen_by).filter(state__in=("idea", "assessed"))
    return waiting.alias(is_idea=Q(state="idea")).order_by("is_idea", "opened_at", "id")[:50]


def lay_out_skills() -> tuple[list[User], list[SkillRow]]:
    """Return the people and, for each practice and tool, how well each of them can do it."""
    skills = list(Skill.objects.select_related("person", "practice").order_by("id"))
    people = sorted({skill.person for skill in skills}, key=str)
    rows: dict[tuple[str, str], dict[int, int]] = {}
    for skill in skills:
        way = skill.practice
        about = (way.title, way.number) if way else (skill.tool, "")
        rows.setdefault(about, {})[skill.person_id] = skill.level
    return people, [
        SkillRow(
            about=about,
            practice=number,
            levels=tuple(levels.get(person.pk) for person in people),
            able=sum(level >= SkillLevel.ALONE for level in levels.values()),
        )
        for (about, number), levels in sorted(rows.items())
    ]


def get_role(pk: int) -> ProcessRole:
    """Return a role that is held.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(ProcessRole.objects.filter(ended_at=None), pk=pk)


def get_partner(pk: int) -> Partner:
    """Return somebody who takes part.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(Partner.objects.filter(left_at=None), pk=pk)


def list_workers() -> QuerySet[User]:
    """Return the people who may take part: whoever has a role here besides reporting trouble."""
    return list_with_role(_WORK)


_WORK = ("agent", "champion", "manager")


def list_people() -> QuerySet[User]:
    """Return everybody who can sign in or be named, by name."""
    return User.objects.people().order_by("name", "id")
