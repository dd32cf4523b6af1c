"""The people, departments, services and things of the invented company."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from groundswell.cli.demo.chance import Bag, Dice
from groundswell.cli.demo.records import Ci, Department, Person, Relation, Service
from groundswell.cli.demo.wording import data

MAIN_SITE = "Marlbrook"
OUTSIDE = "External"


@dataclass(frozen=True)
class Company:
    """Who and what there is, before anything happens."""

    people: tuple[Person, ...]
    departments: tuple[Department, ...]
    services: tuple[Service, ...]
    cis: tuple[Ci, ...]
    relations: tuple[Relation, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Person]:
        """Return the people by their names."""
        return {person.name: person for person in self.people}

    @cached_property
    def by_login(self) -> Mapping[str, Person]:
        """Return the people by their logins."""
        return {person.login: person for person in self.people}

    @cached_property
    def employees(self) -> tuple[Person, ...]:
        """Return everyone on the payroll."""
        return tuple(person for person in self.people if person.department != OUTSIDE)

    @cached_property
    def heads(self) -> Mapping[str, Person]:
        """Return the head of each department."""
        return {part.name: self.by_login[part.head] for part in self.departments}

    def cis_like(self, pattern: str, location: str) -> Sequence[str]:
        """Return the items whose names fit the pattern, those at this site where there are any."""
        if (pattern, location) not in self._found:
            fitting = [ci for ci in self.cis if fnmatchcase(ci.name, pattern)]
            near = [ci for ci in fitting if ci.location == location]
            self._found[pattern, location] = [ci.name for ci in near or fitting]
        return self._found[pattern, location]

    @cached_property
    def _found(self) -> dict[tuple[str, str], Sequence[str]]:
        return {}


def found_company(dice: Dice) -> Company:
    """Return the company; the cast is fixed, the other names are drawn."""
    facts = data("company")
    people = (*_people(facts, dice), *_outsiders(facts))
    by_name = {person.name: person for person in people}
    cis = tuple(_cis(by_name["Helen Marchbank"].login))
    return Company(
        people=people,
        departments=tuple(_departments(facts, by_name)),
        services=tuple(_service(entry, by_name) for entry in facts["services"]),
        cis=cis,
        relations=tuple(_relations(cis)),
    )


def _people(facts: Mapping[str, Any], dice: Dice) -> Iterator[Person]:
    names = _Names(dice)
    logins: dict[str, int] = {}
    free = {
        (part["name"], site): seats
        for part in facts["departments"]
        for site, seats in part["seats"].items()
    }
    extension = {site: 100 + 10 * place for place, site in enumerate(facts["sites"])}
    for entry in facts["cast"]:
        free[entry["department"], entry["location"]] -= 1
        yield _person(entry, facts, logins, extension)
    titles = {part["name"]: Bag(part["titles"]) for part in facts["departments"]}
    for (department, site), seats in free.items():
        for _ in range(seats):
            entry = {
                "name": names.draw(facts["sites"][site]["language"]),
                "department": department,
                "location": site,
                "title": titles[department].draw(dice),
            }
            yield _person(entry, facts, logins, extension)


def _person(
    entry: Mapping[str, Any],
    facts: Mapping[str, Any],
    logins: dict[str, int],
    extension: dict[str, int],
) -> Person:
    first, last = entry["name"].split(" ", 1)
    plain = _ascii(first[0] + last)
    logins[plain] = logins.get(plain, 0) + 1
    login = plain if logins[plain] == 1 else f"{plain}{logins[plain]}"
    site = entry["location"]
    extension[site] += 3
    address = f"{_ascii(first)}.{_ascii(last)}@{facts['mail_domain']}"
    return Person(
        login=login,
        name=entry["name"],
        mail=address,
        department=entry["department"],
        location=site,
        title=entry["title"],
        role=entry.get("role", "staff"),
        agent="group" in entry,
        language=facts["sites"][site]["language"],
        extension=f"{facts['sites'][site]['extension']}{extension[site]}",
        group=entry.get("group"),
    )


def _outsiders(facts: Mapping[str, Any]) -> Iterator[Person]:
    for entry in facts["outsiders"]:
        yield Person(
            **entry | {"group": entry.get("group")},
            department=OUTSIDE,
            location=OUTSIDE,
            language="en",
            extension="",
        )


class _Names:
    """First and last names that do not repeat before the list is used up."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        lists = data("names")
        self._first = {language: Bag(lists[language]["first"]) for language in lists}
        self._last = {language: Bag(lists[language]["last"]) for language in lists}

    def draw(self, language: str) -> str:
        """Return a full name as it is common at such a site."""
        return f"{self._first[language].draw(self._dice)} {self._last[language].draw(self._dice)}"


def _ascii(name: str) -> str:
    spelled = (
        name.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    )
    bare = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return "".join(letter for letter in bare if letter.isalnum() or letter == "-")


def _departments(facts: Mapping[str, Any], by_name: Mapping[str, Person]) -> Iterator[Department]:
    heads = {part: entry["name"] for entry in facts["cast"] for part in entry.get("heads", ())}
    for entry in facts["departments"]:
        yield Department(
            name=entry["name"],
            parent=entry.get("parent"),
            head=by_name[heads[entry["name"]]].login,
            users=sum(entry["seats"].values()),
        )


def _service(entry: Mapping[str, Any], by_name: Mapping[str, Person]) -> Service:
    return Service(
        name=entry["name"],
        state=entry.get("state", "live"),
        owner=by_name[entry["owner"]].login,
        users=entry["users"],
        critical_hours=entry["critical_hours"],
        revenue_per_hour=entry.get("revenue_per_hour"),
        purpose=entry["purpose"],
    )


def _cis(owner: str) -> Iterator[Ci]:
    facts = data("cis")
    for name, kind, vendor, model, version, location, *end in facts["items"]:
        yield Ci(name, kind, vendor, model, version, location, "live", owner, *end)
    for series in facts["series"]:
        number = series.get("start", 1)
        for location, count in series["count"].items():
            for _ in range(count):
                version = series["versions"][number % len(series["versions"])]
                yield Ci(
                    name=f"{series['prefix']}-{number:02}",
                    type=series["type"],
                    vendor=series["vendor"],
                    model=series["model"],
                    version=version,
                    location=location,
                    state="live",
                    owner=owner,
                    support_ends_on=series.get("support_ends", {}).get(version),
                )
                number += 1


def _relations(cis: tuple[Ci, ...]) -> Iterator[Relation]:
    for source, kind, target, *note in data("cis")["relations"]:
        yield Relation(source, kind, target, *note)
    yield from _handheld_relations(cis)


def _handheld_relations(cis: tuple[Ci, ...]) -> Iterator[Relation]:
    """Give every terminal its app, and every scanner a terminal of its site to talk to."""
    terminals = [ci for ci in cis if ci.type == "warehouse terminal"]
    for terminal in terminals:
        yield Relation("Warehouse handhelds", "depends_on", terminal.name)
        yield Relation(terminal.name.replace("TRM", "PICKTERM"), "runs_on", terminal.name)
    for place, scanner in enumerate(ci for ci in cis if ci.type == "handheld scanner"):
        here = [terminal for terminal in terminals if terminal.location == scanner.location]
        yield Relation(scanner.name, "connects_to", here[place % len(here)].name)
