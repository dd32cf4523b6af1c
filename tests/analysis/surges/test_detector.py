"""The watch for surges: what it sees, what it leaves alone, and that it can be put away."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.surges import Arrival, Detector, Surge

MONDAY = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
ORDERS = (
    "order screen freezes", "cannot book an order", "Order entry hangs", "nothing moves on save",
    "hourglass for minutes", "everything is frozen here", "customers wait, I cannot type",
)  # fmt: skip
VPN = ("vpn drops", "the VPN is down", "no vpn connection from home", "VPN geht nicht")
ODD = (
    "cable for the beamer", "chair is broken", "badge for the garage", "coffee on keyboard",
    "invoice of last year", "phone rings twice", "toner is empty", "mouse without battery",
    "slides look odd", "calendar of a colleague",
)  # fmt: skip


def at(day: int, hour: float) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


def call(number: int, when: datetime, **given: object) -> Arrival:
    held = {"caller": f"p{number}", "title": "", "places": ()} | given
    return Arrival(id=f"T{number}", at=when, **held)  # type: ignore[arg-type]


def watch(detector: Detector, arrivals: Iterable[Arrival]) -> list[Surge | None]:
    return [detector.see(arrival) for arrival in arrivals]


def usual_weeks(weeks: int, *, seed: int = 1, a_day: int = 12) -> list[Arrival]:
    """Return weeks of tickets on three services, working days fuller, no day like another."""
    dice = Random(seed)  # noqa: S311 (no secret)
    whens = [
        at(day, 8 + 9 * dice.random())
        for day in range(weeks * 7)
        for _ in range(dice.randrange(a_day // 2, 2 * a_day) if day % 7 < 5 else dice.randrange(3))
    ]
    return [
        call(
            number,
            when,
            caller=f"p{dice.randrange(80)}",
            places=(dice.choice(("Mail", "Printing", "Order entry")),),
            title=dice.choice(ODD),
        )
        for number, when in enumerate(sorted(whens))
    ]


def trained(weeks: int = 8) -> Detector:
    detector = Detector()
    watch(detector, usual_weeks(weeks))
    detector.settle(at(weeks * 7, 0))
    return detector


class TestWhatIsSeen:
    def test_different_words_on_one_service_are_one_surge(self) -> None:
        detector = trained()
        burst = [
            call(9000 + i, at(57, 10 + i / 60), places=("Order entry",), title=ORDERS[i % 7])
            for i in range(21)
        ]

        seen = watch(detector, burst)

        raised = next(surge for surge in seen if surge)
        last = seen[-1]
        assert raised.at_ticket <= 6
        assert raised.is_raised_by(raised.tickets[-1])
        assert last is not None
        assert last.id == raised.id
        assert last.callers == len(last.tickets) == 21
        assert last.tickets == tuple(arrival.id for arrival in burst)
        assert last.place == "Order entry"
        assert "rder" in last.title
        assert "people within" in last.why
        assert last.started == burst[0].at

    def test_alike_words_without_any_service_are_one_surge(self) -> None:
        seen = watch(
            trained(), [call(9000 + i, at(57, 10 + i / 20), title=VPN[i % 4]) for i in range(9)]
        )

        assert seen[5] is not None
        assert seen[-1] is not None
        assert len(seen[-1].tickets) == 9
        assert "VPN" in seen[-1].title
        assert seen[-1].place is None

    def test_two_at_once_are_told_apart(self) -> None:
        mixed = [
            call(
                9000 + i,
                at(57, 10 + i / 40),
                **(
                    {"title": VPN[i % 4]}
                    if i % 2
                    else {"title": ORDERS[i % 7], "places": ("Order entry",)}
                ),
            )
            for i in range(24)
        ]

        detector = trained()
        watch(detector, mixed)

        orders, vpn = sorted(detector.list_open(), key=lambda surge: surge.title)
        assert set(orders.tickets) == {f"T{9000 + i}" for i in range(0, 24, 2)}
        assert set(vpn.tickets) == {f"T{9000 + i}" for i in range(1, 24, 2)}

    def test_two_on_one_service_part_where_their_words_do(self) -> None:
        labels = (
            "labels come out blank",
            "blank labels again",
            "label printer prints blank labels",
        )
        mixed = [
            call(
                9000 + i,
                at(57, 10 + i / 40),
                places=("Warehouse",),
                title=VPN[i % 4] if i % 2 else labels[i % 3],
            )
            for i in range(20)
        ]
        detector = trained()

        seen = watch(detector, mixed)

        vpn, blank = sorted(detector.list_open(), key=lambda surge: "lank" in surge.title)
        assert set(vpn.tickets) == {f"T{9000 + i}" for i in range(1, 20, 2)}
        assert set(blank.tickets) == {f"T{9000 + i}" for i in range(0, 20, 2)}
        (parting,) = [surge for surge in seen if surge and surge.parted_from]
        assert parting.parted_from is not None
        assert not set(parting.tickets) & set(parting.parted_from.tickets)
        again = Detector.from_json(detector.to_json())
        assert again.list_open() == detector.list_open()

    def test_it_ends_where_its_last_ticket_came_and_the_next_one_is_another(self) -> None:
        detector = trained()
        first = [call(9000 + i, at(57, 9 + i / 30), title=VPN[i % 4]) for i in range(8)]
        again = [call(9100 + i, at(57, 15 + i / 30), title=VPN[i % 4]) for i in range(8)]

        watch(detector, first)
        assert detector.settle(first[-1].at) == ()
        seen = watch(detector, again)
        over = detector.settle(at(57, 15.5))

        assert [surge.ended for surge in over] == [first[-1].at]
        assert seen[-1] is not None
        assert set(seen[-1].tickets) <= {arrival.id for arrival in again}


class TestWhatIsLeftAlone:
    def test_one_caller_who_writes_twenty_times(self) -> None:
        often = [
            call(9000 + i, at(57, 10 + i / 60), caller="p1", title=VPN[0], places=("Mail",))
            for i in range(20)
        ]

        assert not any(watch(trained(), often))

    def test_what_machines_write(self) -> None:
        told = [
            call(9000 + i, at(57, 10 + i / 60), caller=None, title="disk full", machine=True)
            for i in range(20)
        ]

        assert not any(watch(trained(), told))

    def test_unlike_tickets_on_no_service(self) -> None:
        unlike = [call(9000 + i, at(57, 10 + i / 60), title=ODD[i]) for i in range(len(ODD))]

        assert not any(watch(trained(), unlike))

    def test_months_as_usual(self) -> None:
        seen = watch(Detector(), usual_weeks(12, seed=5))

        assert len({surge.id for surge in seen if surge}) <= 1

    def test_a_rush_after_a_holiday(self) -> None:
        detector = trained()
        dice = Random(3)  # noqa: S311 (no secret)
        rush = [
            call(
                9000 + i,
                at(57, 8 + i / 6),
                title=ODD[i % len(ODD)],
                places=(("Mail", "Printing", "Order entry")[dice.randrange(3)],),
            )
            for i in range(40)
        ]

        assert not any(watch(detector, rush))


class TestANewInstallation:
    def test_ten_tickets_of_the_first_day_are_no_surge(self) -> None:
        spread = [call(i, at(0, 9 + i / 5), places=("General",), title=ODD[i]) for i in range(10)]

        assert not any(watch(Detector(), spread))

    def test_a_surge_among_the_first_tickets_is_seen(self) -> None:
        first = [call(i, at(0, 9 + i / 20), title=ODD[i], places=("Mail",)) for i in range(2)]
        burst = [
            call(10 + i, at(0, 10 + i / 60), places=("Order entry",), title=ORDERS[i % 7])
            for i in range(8)
        ]

        seen = watch(Detector(), [*first, *burst])

        assert seen[7] is not None
        assert seen[7].tickets[0] == "T10"


def test_a_holiday_counts_as_a_sunday() -> None:
    tuesday = date(2026, 3, 3)
    arrivals = [call(i, at(1, 9 + i / 5), places=("Mail",), title=ODD[i]) for i in range(9)]

    usual, holiday = Detector(), Detector(holidays=[tuesday])

    assert not any(watch(usual, arrivals))
    assert any(watch(holiday, arrivals))


def test_a_ticket_older_than_the_longest_window_is_not_counted() -> None:
    detector = trained()

    assert detector.see(call(9999, at(2, 9), title=VPN[0])) is None
    assert detector.list_open() == ()


@st.composite
def streams(draw: st.DrawFn) -> Sequence[Arrival]:
    gaps = draw(st.lists(st.sampled_from((0, 1, 4, 30, 200, 3000)), min_size=1, max_size=60))
    when = MONDAY
    arrivals = []
    for number, gap in enumerate(gaps):
        when += timedelta(minutes=gap)
        arrivals.append(
            call(
                number,
                when,
                caller=draw(st.sampled_from(("a", "b", "c", "d", "e", "f", None))),
                places=draw(st.sampled_from(((), ("Mail",), ("Mail", "MX-1"), ("Web",)))),
                title=draw(st.sampled_from((*VPN, *ODD[:3], ""))),
            )
        )
    return arrivals


@settings(max_examples=60, deadline=None)
@given(arrivals=streams(), cuts=st.sets(st.integers(0, 59), max_size=6))
def test_put_away_and_taken_up_again_it_sees_the_same(
    arrivals: Sequence[Arrival], cuts: set[int]
) -> None:
    whole, parted = Detector(), Detector()

    for number, arrival in enumerate(arrivals):
        if number in cuts:
            parted = Detector.from_json(parted.to_json())
        assert parted.see(arrival) == whole.see(arrival)

    assert parted.list_open() == whole.list_open()
    assert parted.to_json() == whole.to_json()


@pytest.mark.parametrize("title", ["", "😀" * 5000, "مرحبا لا يعمل البريد", "x" * 2_000_000])
def test_any_text_is_taken(title: str) -> None:
    seen = watch(Detector(), [call(i, at(0, 9 + i / 60), title=title) for i in range(6)])

    assert all(surge is None or len(surge.title) < 200 for surge in seen)
