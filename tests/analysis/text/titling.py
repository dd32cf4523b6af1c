"""The title that a group of made tickets gets."""

from groundswell.analysis.text.features import Weights, learn_vocabulary
from groundswell.analysis.text.lexicon import Lexicon
from groundswell.analysis.text.people import People
from groundswell.analysis.text.titles import Namer
from groundswell.analysis.text.tokens import Reader
from groundswell.analysis.text.wordlists import read_data
from tests.analysis.text.made_tickets import JOBS, LOCKED, LOGINS, ONE_OFFS, PASSWORDS

WEIGHTS = Weights(**read_data("text_options.toml")["weights"])
READER = Reader(Lexicon())
EVERYTHING = [*PASSWORDS, *LOCKED, *LOGINS, *JOBS, *ONE_OFFS]


def best_title(
    members: list[tuple[str, str]], *, machine_made: bool = False, people: People | None = None
) -> str:
    rows = READER.read([*EVERYTHING, *(f"{title} {body}" for title, body in members)])
    silent = READER.read([""] * len(rows))
    vocabulary = learn_vocabulary(rows, silent, WEIGHTS, rare=1, rarity=0.7)
    namer = Namer(READER, vocabulary, people or People())
    return namer.list_titles(members, machine_made=machine_made)[0].title
