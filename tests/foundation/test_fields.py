"""Questions as data: when they are asked, what has to be answered, and what is kept."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.foundation.accounts.callers import label_of
from groundswell.foundation.accounts.models import User
from groundswell.foundation.fields import (
    Field,
    Unanswered,
    check_fields,
    find_shown,
    make_key,
    settle,
)
from groundswell.foundation.fields.forms import AnswersForm
from groundswell.foundation.fields.people import PeopleField, PersonField
from groundswell.foundation.fields.writing import FieldForm
from groundswell.kernel.errors import BadInput, Refusal
from tests.makers import make_user

MODEL = Field(key="model", label="Which model?", kind="choice", options=("Light", "Strong"))
WHY = Field(key="why", label="What for?", required=True, only_if="model", only_values=("Strong",))
DOCK = Field(key="dock", label="A dock too?", kind="yes_no", required=True)
SCREENS = Field(key="screens", label="How many screens?", kind="number", only_if="dock")
LAPTOP = (MODEL, WHY, DOCK, SCREENS)


class TestWhatIsAsked:
    @pytest.mark.parametrize(
        ("values", "keys"),
        [
            ({}, ["model", "dock"]),
            ({"model": "Strong"}, ["model", "why", "dock"]),
            ({"model": "Light", "dock": True}, ["model", "dock", "screens"]),
            ({"dock": False}, ["model", "dock"]),
        ],
    )
    def test_a_question_is_asked_with_the_answer_it_depends_on(
        self, values: dict[str, object], keys: list[str]
    ) -> None:
        assert [field.key for field in find_shown(LAPTOP, values)] == keys

    def test_what_hangs_on_a_question_that_is_not_asked_is_not_asked(self) -> None:
        third = Field(key="third", label="And?", only_if="why")

        assert third not in find_shown([*LAPTOP, third], {"model": "Light", "why": "left over"})

    def test_what_is_answered_beside_the_point_is_ignored(self) -> None:
        kept = settle(LAPTOP, {"model": "Light", "why": "left over", "dock": False})

        assert [(answer.key, answer.words) for answer in kept] == [
            ("model", "Light"),
            ("dock", "no"),
        ]

    def test_what_has_to_be_answered_is_named(self) -> None:
        with pytest.raises(Unanswered, match=r"“What for\?”, “A dock too\?”"):
            settle(LAPTOP, {"model": "Strong"})

    @settings(max_examples=30)
    @given(
        st.lists(
            st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "a", "b", "c", "d"])),
            unique_by=lambda pair: pair[0],
        ),
        st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "x", "no"])),
    )
    def test_whatever_depends_on_whatever_it_comes_to_an_end(
        self, pairs: list[tuple[str, str]], values: dict[str, str]
    ) -> None:
        fields = [Field(key=key, label=key, only_if=other) for key, other in pairs]

        shown = find_shown(fields, values)

        keys = {field.key for field in shown}
        assert all(not field.only_if or field.only_if in keys for field in shown)


class TestWhatCannotBeAsked:
    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ([Field(key="a", label="A", only_if="b"), Field(key="b", label="B", only_if="a")],
             "in a circle: “A”, “B”"),
            ([Field(key="a", label="A", only_if="a")], "in a circle: “A”"),
            ([Field(key="a", label="A", only_if="gone")], "not asked (gone)"),
            ([Field(key="a", label="A", kind="choice")], "nothing to choose from"),
            ([Field(key="a", label="A", kind="choice", options=("x", "x"))], "offers x twice"),
            ([Field(key="a", label="A", kind="choice", options=("x",), default="y")],
             "begins with y"),
            ([Field(key="a", label=" ")], "has no words"),
            ([Field(key="a", label="A", kind="smell")], 'of the kind "smell"'),
            ([Field(key="a", label="A", kind="file", default="a.png")], "none can stand there"),
            ([MODEL, Field(key="a", label="A", only_if="model", only_values=("Huge",))],
             "can only be: Light, Strong"),
            ([Field(key=str(n), label="A") for n in range(61)], "61 questions are too many"),
        ],
    )  # fmt: skip
    def test_it_is_refused_with_its_name(self, fields: list[Field], words: str) -> None:
        with pytest.raises(Refusal) as refused:
            check_fields(fields)

        assert words in str(refused.value)

    def test_what_can_be_asked_passes(self) -> None:
        check_fields(LAPTOP)

    def test_a_key_is_made_of_the_words(self) -> None:
        assert make_key("Für wen?", taken={"fur_wen"}) == "fur_wen_2"
        assert make_key("💥") == "question"


class TestAnswers:
    def test_each_kind_is_kept_for_programs_and_for_people(self) -> None:
        fields = [
            Field(key="n", label="N", kind="number"),
            Field(key="d", label="D", kind="date"),
            Field(key="s", label="S", kind="several", options=("a", "b")),
            Field(key="t", label="T"),
        ]

        kept = settle(
            fields,
            {"n": Decimal("1.5"), "d": date(2026, 3, 2), "s": ["a", "b"], "t": " שלום 👋 "},
        )

        assert [(answer.value, answer.words) for answer in kept] == [
            ("1.5", "1.5"),
            ("2026-03-02", "2026-03-02"),
            (["a", "b"], "a, b"),
            ("שלום 👋", "שלום 👋"),
        ]

    @pytest.mark.parametrize(
        ("value", "words"),
        [("x" * 2_000_000, "2,000,000 characters"), ("", "Please answer")],
    )
    def test_what_is_no_answer_is_refused(self, value: str, words: str) -> None:
        with pytest.raises(BadInput, match=words):
            settle([Field(key="t", label="T", required=True)], {"t": value})

    def test_what_is_not_on_the_list_is_refused(self) -> None:
        with pytest.raises(BadInput, match="cannot be Huge; choose from: Light, Strong"):
            settle([MODEL], {"model": "Huge"})


@pytest.mark.django_db
class TestTheForm:
    def test_what_is_not_asked_is_neither_needed_nor_checked(self) -> None:
        form = AnswersForm(LAPTOP, {"q-model": "Light", "q-dock": "no", "q-screens": "many"})

        assert form.is_valid(), form.errors
        assert form.values() == {"model": "Light", "dock": False}

    def test_what_is_asked_is_needed_in_its_place(self) -> None:
        form = AnswersForm(LAPTOP, {"q-model": "Strong", "q-dock": "yes"})

        assert not form.is_valid()
        assert list(form.errors) == ["q-why"]
        assert "Needed if “Which model?” is Strong" in form["q-why"].help_text

    def test_a_person_is_found_by_name_or_asked_for_by_address(self, caller: User) -> None:
        field = Field(key="who", label="Who?", kind="person")

        found = AnswersForm([field], {"q-who": "Carla Caller"})
        nobody = AnswersForm([field], {"q-who": "Nobody Nowhere"})

        assert found.is_valid()
        assert found.values() == {"who": caller}
        assert "Nobody called" in str(nobody.errors)

    def test_who_could_be_meant_is_told_only_where_the_names_may_be_read(self) -> None:
        people = [make_user(name=name) for name in ("Mara Berg", "Mara Lindt")]

        with pytest.raises(ValidationError) as hidden:
            PersonField().clean("mara")
        with pytest.raises(ValidationError) as told:
            PersonField(names=True).clean("mara")

        assert hidden.value.messages == [
            "Several people could be meant by “mara”. Write the e-mail."
        ]
        labels = ", ".join(map(label_of, people))
        assert told.value.messages == [
            f"Several people could be meant by “mara”: {labels}. Write one of them."
        ]

    def test_each_of_several_names_means_one_person(self, caller: User, champion: User) -> None:
        field = PeopleField()

        with pytest.raises(ValidationError, match="Nobody called “Nobody Nowhere” is known"):
            field.clean("Carla Caller, Nobody Nowhere")

        assert field.clean(" Chris Champion; carla caller, ") == [champion, caller]

    def test_a_question_is_written_with_its_options_a_line_each(self) -> None:
        form = FieldForm(
            {"label": "Which?", "kind": "choice", "options": " a \n\nb", "only_if": "dock",
             "only_values": "Yes, "}
        )  # fmt: skip
        form.offer(LAPTOP)

        assert form.is_valid(), form.errors
        assert form.question("which").options == ("a", "b")
        assert form.question("which").only_values == ("yes",)
