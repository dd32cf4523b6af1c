"""What people may send about articles."""

from typing import Any

from django import forms

from groundswell.catalogue.models import Service
from groundswell.catalogue.queries import list_departments, list_services
from groundswell.foundation.accounts.models import OrgUnit, User
from groundswell.foundation.widgets import QuickSelect
from groundswell.knowledge.actions import NewArticle, Placement, Text
from groundswell.knowledge.models import Article
from groundswell.knowledge.queries import list_owners
from groundswell.knowledge.rules import load_rules
from groundswell.knowledge.states import ArticleKind, Audience


class TextForm(forms.Form):
    """What an article says."""

    # A text that is too long is refused by the verb, in a sentence.
    title = forms.CharField(label="What is it called? Say it as people would ask")
    summary = forms.CharField(required=False, label="The answer in one sentence")
    body = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 14}),
        label="Text",
        help_text="Markdown: ## a heading, - a point, 1. a step, **bold**, [words](address).",
    )
    symptoms = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 2}),
        label="Words of people who look for it",
        help_text="By these it is offered. Their words, not ours.",
    )

    def text(self) -> Text:
        """Return what the form says, for the verb."""
        said = self.cleaned_data
        names = ("title", "summary", "symptoms", "body")
        return Text(**{name: said[name] for name in names})


class RewritingForm(TextForm):
    """Another text of an article, and which version its writer had before them."""

    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)
    language = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)


class NewArticleForm(TextForm):
    """An article to write down."""

    kind = forms.ChoiceField(
        widget=QuickSelect, choices=ArticleKind.choices, label="What is it good for?"
    )
    service = forms.ModelChoiceField(
        Service.objects.none(), widget=QuickSelect, required=False, label="Which service?"
    )
    language = forms.ChoiceField(widget=QuickSelect, label="Language")

    field_order = ("title", "summary", "body", "symptoms", "kind", "service", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_services()
        fields["language"].choices = list(load_rules().languages.items())

    def new_article(self) -> NewArticle:
        """Return what the form says, for the verb."""
        about = {name: self.cleaned_data[name] for name in ("kind", "service", "language")}
        return NewArticle(text=self.text(), **about)


class PlacementForm(forms.Form):
    """What it is about, for whom it is, who answers for it, until when it is trusted."""

    kind = forms.ChoiceField(
        widget=QuickSelect, choices=ArticleKind.choices, label="What is it good for?"
    )
    service = forms.ModelChoiceField(
        Service.objects.none(), widget=QuickSelect, required=False, label="Which service?"
    )
    audience = forms.ChoiceField(
        widget=QuickSelect, choices=Audience.choices, label="For whom is it?"
    )
    department = forms.ModelChoiceField(
        OrgUnit.objects.none(), widget=QuickSelect, required=False, label="Which department?"
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), widget=QuickSelect, required=False, label="Who answers for it?"
    )
    review_by = forms.DateField(
        required=False, label="Look at it again by", widget=forms.DateInput({"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["service"].queryset = list_services()
        fields["department"].queryset = list_departments()
        fields["owner"].queryset = list_owners()

    @classmethod
    def of(cls, article: Article) -> "PlacementForm":
        """Return the form filled with what holds."""
        return cls(
            auto_id="place_%s",
            initial={
                "kind": article.kind,
                "service": article.service_id,
                "audience": article.audience,
                "department": article.department_id,
                "owner": article.owner_id,
                "review_by": article.review_by,
            },
        )

    def clean(self) -> dict[str, Any]:
        """Put the fields together, as the verb takes them."""
        if self.errors:
            return self.cleaned_data
        return {"placement": Placement(**self.cleaned_data)}


class ReviewForm(forms.Form):
    """Until when it is trusted."""

    review_by = forms.DateField(
        required=False, label="It holds until", widget=forms.DateInput({"type": "date"})
    )


class VersionForm(forms.Form):
    """A version of a language."""

    language = forms.CharField(max_length=8)
    version = forms.IntegerField(min_value=1, max_value=1_000_000)


class VerdictForm(forms.Form):
    """Whether it helped, and what the reader adds."""

    helped = forms.TypedChoiceField(
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        error_messages={"required": "Say whether it helped: yes or no."},
    )
    words = forms.CharField(required=False, label="What was missing?")
