"""What can happen to an offering."""

from groundswell.catalogue.offerings.actions.offerings import (
    OfferingFacts,
    begin_from_model,
    describe_offering,
    make_offering,
    move_offering,
)
from groundswell.catalogue.offerings.actions.path import (
    NewStep,
    NewTask,
    add_step,
    drop_planned_task,
    drop_step,
    plan_task,
)
from groundswell.catalogue.offerings.actions.questions import (
    keep_question,
    move_question,
    remove_question,
)

__all__ = [
    "NewStep",
    "NewTask",
    "OfferingFacts",
    "add_step",
    "begin_from_model",
    "describe_offering",
    "drop_planned_task",
    "drop_step",
    "keep_question",
    "make_offering",
    "move_offering",
    "move_question",
    "plan_task",
    "remove_question",
]
