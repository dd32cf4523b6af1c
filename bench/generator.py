"""Generated tickets with planted troubles, for measuring what is found and how fast.

A few troubles hold most tickets (Zipf), each is told in changing words with synonyms and typos,
and a third of the tickets are about nothing that returns. People write in three languages, which
share the name of the thing and nothing else; part of the words change in the course of the year, as
products get other names. The words are invented, so nothing that the word lists know helps: this
measures the method. It is good for comparing and for speed; it is no evidence of quality on real
tickets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa

from groundswell.evidence.schema import TABLES
from groundswell.evidence.store import EvidenceWriter

START = datetime(2025, 1, 1, tzinfo=UTC)
NOISE = 0.35
TYPOS = 0.04
#: How many write in the first, second and third language.
LANGUAGES = (0.75, 0.17, 0.08)
#: The share of a trouble's words for which another comes into use, from a day on.
DRIFT = 0.2
_AT_ONCE = 50_000
_SPECIFIC = 4000
_COMMON = 300

_SYLLABLES = (
    *(first + vowel for first in "bdfghklmnprstvwz" for vowel in "aeiou"),
    *("bran", "clor", "drim", "flen", "grot", "klim", "plar", "skel", "stor", "tran", "vren"),
)
_GREETINGS = ("Hello,", "Hi team,", "Good morning,", "Dear service desk,", "Hallo,", "")
_CLOSINGS = ("Thanks", "Kind regards", "Best regards\nSent from my phone", "Many thanks", "")
_LEADS = ("", "", "issue with", "problem:", "cannot use", "please help:", "error in", "again:")
_FORM = ("Location: floor {}", "Computer: PC{:05}", "Phone: {:04}")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A planted trouble: its words by language with the ways to say each, and where it is filed."""

    words: tuple[tuple[tuple[str, ...], ...], ...]
    #: in the first language, once part of the words have changed
    later: tuple[tuple[str, ...], ...]
    #: share of the year after which they have
    turn: float
    service: str
    ci: str


@dataclass(frozen=True, slots=True)
class World:
    """Everything that tickets are made of."""

    troubles: tuple[Trouble, ...]
    #: trouble of each ticket, -1 for a one-off; shape (tickets,)
    truth: np.ndarray[tuple[int], np.dtype[np.int32]]
    specific: tuple[str, ...]
    common: tuple[str, ...]
    seed: int


def make_world(count: int, *, seed: int = 7) -> World:
    """Return the plan of so many tickets."""
    rng = Random(seed)
    words = list(dict.fromkeys(_word(rng) for _ in range(3 * (_SPECIFIC + _COMMON))))
    specific, common = tuple(words[:_SPECIFIC]), tuple(words[-_COMMON:])
    number = max(120, int(3 * count**0.5))
    troubles = tuple(_make_trouble(rng, specific, at) for at in range(number))
    numbers = np.random.default_rng(seed)
    sizes = 1 / np.arange(1, number + 1)
    truth = numbers.choice(number, size=count, p=sizes / sizes.sum()).astype(np.int32)
    truth[numbers.random(count) < NOISE] = -1
    return World(troubles, truth, specific, common, seed)


def write_tickets(world: World, folder: Path) -> None:
    """Write the tickets of a world as an evidence folder."""
    with EvidenceWriter(folder) as writer:
        for rows in make_tickets(world):
            writer.write("tickets", rows)


def make_tickets(world: World) -> Iterator[pa.Table]:
    """Yield the tickets of a world, part by part, as evidence rows; ids are row numbers."""
    schema = TABLES["tickets"].arrow
    rng = Random(world.seed + 1)
    names = ("ticket_id", "title", "description", "opened_at", "service", "ci", "caller", "group")
    fields = pa.schema([schema.field(name) for name in names])
    count = len(world.truth)
    for start in range(0, count, _AT_ONCE):
        rows = [_ticket(world, at, rng) for at in range(start, min(count, start + _AT_ONCE))]
        columns = [
            pa.array(column, field.type)
            for column, field in zip(zip(*rows, strict=True), fields, strict=True)
        ]
        yield pa.Table.from_arrays(columns, schema=fields)


def _ticket(world: World, at: int, rng: Random) -> tuple[object, ...]:
    trouble = int(world.truth[at])
    if trouble >= 0:
        told = world.troubles[trouble]
        service, ci = told.service, told.ci if rng.random() < 0.6 else None
        words = [rng.choice(ways) for ways in _speak(told, at / len(world.truth), rng)]
    else:
        service, ci = f"Service {rng.randrange(40)}", None
        words = rng.choices(world.specific, k=6)
    said = rng.sample(words, k=3)
    title = f"{rng.choice(_LEADS)} {_type(rng, [*said, rng.choice(world.common)])}".strip()
    opened = START + timedelta(minutes=int(at * 525_600 / len(world.truth)))
    body = _tell(world, words, rng)
    caller = f"P{rng.randrange(max(50, len(world.truth) // 20))}"
    return str(at), title, body, opened, service, ci, caller, f"Group {len(words[0]) % 7}"


def _speak(told: Trouble, when: float, rng: Random) -> tuple[tuple[str, ...], ...]:
    """Return the words of a trouble in somebody's language, at some time of the year."""
    language = rng.choices(range(len(LANGUAGES)), LANGUAGES)[0]
    return told.later if language == 0 and when > told.turn else told.words[language]


def _tell(world: World, words: list[str], rng: Random) -> str:
    lines = [rng.choice(_GREETINGS)]
    for _ in range(rng.choice((1, 2, 2, 3))):
        told = rng.sample(words, k=rng.choice((2, 3))) + rng.choices(world.common, k=5)
        rng.shuffle(told)
        lines.append(_type(rng, told) + ".")
    if rng.random() < 0.3:
        lines.append(rng.choice(_FORM).format(rng.randrange(9000)))
    lines.append(rng.choice(_CLOSINGS))
    return "\n".join(line for line in lines if line)


def _type(rng: Random, words: list[str]) -> str:
    return " ".join(_slip(rng, word) if rng.random() < TYPOS else word for word in words)


def _slip(rng: Random, word: str) -> str:
    at = rng.randrange(1, len(word))
    return rng.choice((word[:at] + word[at + 1 :], word[:at] + word[at - 1] + word[at:]))


def _make_trouble(rng: Random, specific: tuple[str, ...], at: int) -> Trouble:
    name = (rng.choice(specific),)
    spoken = tuple((name, *_choose_words(rng, specific, 5)) for _ in LANGUAGES)
    fresh = _choose_words(rng, specific, len(spoken[0]))
    later = tuple(
        new if rng.random() < DRIFT else old for old, new in zip(spoken[0], fresh, strict=True)
    )
    return Trouble(spoken, later, rng.random(), f"Service {at % 40}", f"CI {at}")


def _choose_words(
    rng: Random, specific: tuple[str, ...], count: int
) -> tuple[tuple[str, ...], ...]:
    """Return words, each with another way to say it or none."""
    words = rng.sample(specific, k=count)
    return tuple((word, *rng.sample(specific, k=rng.choice((0, 0, 1)))) for word in words)


def _word(rng: Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.choice((2, 3, 3, 4))))


def make_events(count: int, each: int, folder: Path) -> None:
    """Write an event log: so many tickets that travel through a few groups, `each` events long."""
    states = np.array(["New", "Assigned", "In progress", "Awaiting caller", "Resolved", "Closed"])
    groups = np.array([f"Group {number}" for number in range(25)])
    rng = np.random.default_rng(11)
    with EvidenceWriter(folder) as writer:
        for start in range(0, count, _AT_ONCE):
            here = np.repeat(np.arange(start, min(count, start + _AT_ONCE)), each)
            seq = np.tile(np.arange(each), len(here) // each)
            step = np.where(rng.random(len(here)) < 0.15, rng.integers(0, 4, len(here)), seq)
            begun = 1_735_689_600_000_000 + here * (31_536_000_000_000 // count)
            at = begun + seq * 5_400_000_000 + rng.integers(0, 3_600_000_000, len(here))
            rows = {
                "ticket_id": pa.array(np.char.add("T", here.astype(str))),
                "record_kind": pa.array(np.full(len(here), "ticket")),
                "seq": pa.array(seq.astype(np.int32)),
                "at": pa.array(at).cast(pa.timestamp("us", tz="UTC")),
                "activity": pa.array(states[np.minimum(step, len(states) - 1)]),
                "group": pa.array(groups[rng.integers(0, 3, len(here)) + here % 22]),
            }
            writer.write("events", pa.table(rows))
