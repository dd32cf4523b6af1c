"""Fields that a team adds to its tickets, what was answered to them, and templates of tickets."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from groundswell.foundation.accounts.models import OrgUnit
from groundswell.foundation.fields import FieldKind
from groundswell.foundation.fields.models import StoredField
from groundswell.foundation.numbering.models import NumberedRecord
from groundswell.servicedesk.files.models import TicketFile
from groundswell.servicedesk.models import Ticket
from groundswell.servicedesk.states import Kind

#: so many characters of an answer are compared when lists are filtered by it
COMPARED = 120


class TicketField(NumberedRecord, StoredField):
    """A question that is asked of tickets: of one kind, one category or one department, or all."""

    prefix = "FLD"

    #: empty: of either kind, any category, any department
    ticket_kind = models.CharField(max_length=8, choices=Kind.choices, blank=True)
    category = models.CharField(max_length=120, blank=True)
    department = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(StoredField.Meta):
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *StoredField.Meta.constraints,
            models.UniqueConstraint("key", name="a_field_of_tickets_has_its_own_key"),
            models.CheckConstraint(
                name="a_field_is_of_a_known_kind_of_ticket",
                condition=Q(ticket_kind__in=["", *Kind.values]),
            ),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def scope(self) -> str:
        """Return of which tickets it is asked, in words; empty for all."""
        parts = (
            f"{self.get_ticket_kind_display().lower()}s" if self.ticket_kind else "",
            f"category {self.category}" if self.category else "",
            f"people of {self.department}" if self.department else "",
        )
        return ", ".join(part for part in parts if part)


class Fact(models.Model):
    """One answer on a ticket, with the question as it was when it was asked.

    To filter tickets by a field: `queries.with_answer(tickets, field, words)`, where `words` is
    what people read; an index holds both.
    """

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="facts")
    #: of a field of tickets; null for an answer of the form of an offering
    field = models.ForeignKey(
        TicketField, models.PROTECT, null=True, blank=True, related_name="facts"
    )
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=FieldKind.choices)
    value = models.JSONField()
    words = models.TextField()
    #: the beginning of the words in small letters
    compared = models.CharField(max_length=COMPARED)
    position = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint("ticket", "field", "key", name="a_fact_is_told_once"),
            models.UniqueConstraint(
                "ticket",
                "key",
                condition=Q(field__isnull=True),
                name="an_answer_of_a_form_is_told_once",
            ),
        )
        indexes = (models.Index(fields=("field", "compared"), name="facts_by_answer"),)

    def __str__(self) -> str:
        return f"{self.label}: {self.words[:40]}"

    @property
    def question(self) -> str:
        """Return how files name what they answer: a form may ask by the key of a field too."""
        return f"field:{self.key}" if self.field_id else self.key

    @property
    def files(self) -> list[TicketFile]:
        """Return the files with which it was answered; one query, for answers by files alone."""
        answers = TicketFile.objects.filter(ticket_id=self.ticket_id, question=self.question)
        return list(answers.order_by("id"))


class TicketTemplate(NumberedRecord):
    """A ticket to begin from: what stands in the form, what is left out, what is needed."""

    prefix = "TPL"

    name = models.CharField(max_length=80)
    ticket_kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.INCIDENT)
    #: name of a field of the form → what stands there
    preset = models.JSONField(default=dict, blank=True)
    #: names of fields that have to be filled in, and of those that are not shown
    needed = models.JSONField(default=list, blank=True)
    hidden = models.JSONField(default=list, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(name="a_template_of_tickets_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="a_template_makes_tickets_of_a_known_kind",
                condition=Q(ticket_kind__in=Kind.values),
            ),
            models.UniqueConstraint(
                "name",
                condition=Q(removed_at__isnull=True),
                name="a_template_of_tickets_has_its_own_name",
            ),
        )

    def __str__(self) -> str:
        return self.name
