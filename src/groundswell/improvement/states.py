"""The lives of improvements and practices, and the words of the registers, as data.

Source: state names of the glossary; kinds of adoption after E. Rogers, "Diffusion of Innovations".
"""

from django.db import models

from groundswell.kernel.lifecycle import Lifecycle


class ImprovementState(models.TextChoices):
    """Where an improvement is in its life."""

    IDEA = "idea", "Idea"
    ASSESSED = "assessed", "Assessed"
    PLANNED = "planned", "Planned"
    DOING = "doing", "Being done"
    DONE = "done", "Done, not measured"
    MEASURED = "measured", "Measured"
    DROPPED = "dropped", "Dropped"


_I = ImprovementState
IMPROVEMENT_LIFE = Lifecycle(
    {
        _I.IDEA: frozenset({_I.ASSESSED, _I.DROPPED}),
        _I.ASSESSED: frozenset({_I.PLANNED, _I.DROPPED}),
        _I.PLANNED: frozenset({_I.DOING, _I.DROPPED}),
        _I.DOING: frozenset({_I.PLANNED, _I.DONE, _I.DROPPED}),
        _I.DONE: frozenset({_I.DOING, _I.MEASURED}),
        _I.MEASURED: frozenset(),
        _I.DROPPED: frozenset({_I.IDEA}),
    }
)

#: taken on and not finished: of these nobody has more than three at once
TAKEN_ON = (ImprovementState.PLANNED, ImprovementState.DOING)
#: somebody still has to do something about it
UNFINISHED = (*TAKEN_ON, ImprovementState.IDEA, ImprovementState.ASSESSED, ImprovementState.DONE)
#: so many are taken on by one person at a time; a fourth slows all of them down
MOST_TAKEN_ON = 3


class ImprovementOrigin(models.TextChoices):
    """What made somebody write it down."""

    IDEA = "idea", "An idea"
    STEP = "step", "A first step"
    PROBLEM = "problem", "A problem"
    TICKET = "ticket", "A ticket"
    ASKED = "asked", "Somebody asked for it"
    REVIEW = "review", "A review"
    PEER = "peer", "Another department"
    SURVEY = "survey", "An answer somebody gave"
    SERVICE = "service", "A service"
    ITEM = "item", "A thing on record"


class PilotOutcome(models.TextChoices):
    """How a trial ended."""

    KEPT = "kept", "It worked; we keep it"
    STOPPED = "stopped", "Stopped by its rule"
    UNCLEAR = "unclear", "It shows nothing either way"


class PracticeState(models.TextChoices):
    """Where a practice is in its life."""

    LOCAL = "local", "Local"
    CANDIDATE = "candidate", "Proposed for all"
    GLOBAL = "global", "For all"
    RETIRED = "retired", "Retired"


_P = PracticeState
PRACTICE_LIFE = Lifecycle(
    {
        _P.LOCAL: frozenset({_P.CANDIDATE, _P.RETIRED}),
        _P.CANDIDATE: frozenset({_P.LOCAL, _P.GLOBAL, _P.RETIRED}),
        _P.GLOBAL: frozenset({_P.RETIRED}),
        _P.RETIRED: frozenset({_P.LOCAL}),
    }
)


class AdoptionState(models.TextChoices):
    """What a department does with a practice."""

    NONE = "none", "Not yet"
    TRIAL = "trial", "Tries it"
    ADOPTED = "adopted", "Works like that"
    DEVIATES = "deviates", "Does it another way, with a reason"
    REJECTED = "rejected", "Turned it down"


#: these need a reason in words
NEEDS_REASON = (AdoptionState.DEVIATES, AdoptionState.REJECTED)
#: these work like that, or have said why they do it their own way
SETTLED = (AdoptionState.ADOPTED, AdoptionState.DEVIATES)


class RoleKind(models.TextChoices):
    """What a person answers for; one person may be several."""

    OWNER = "owner", "Owner: answers for what it is for"
    MANAGER = "manager", "Manager: runs it day by day"
    CASE_OWNER = "case_owner", "Case owner: answers for single records"


class SkillLevel(models.IntegerChoices):
    """How well somebody can do it."""

    NOT_YET = 0, "Not yet"
    WITH_HELP = 1, "With help"
    ALONE = 2, "Alone"
    TEACHES = 3, "Can show others"


class PreferredForm(models.TextChoices):
    """How somebody likes to be told."""

    PAPER = "paper", "One page on paper"
    MAIL = "mail", "A mail"
    TALK = "talk", "A talk of a few minutes"
    MEETING = "meeting", "A point in a meeting"
    CALL = "call", "A call"
