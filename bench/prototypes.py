"""How long one ticket takes beside many prototypes."""

import time
from random import Random

import numpy as np

from bench.generator import make_tickets, make_world
from bench.measuring import Measured, clock
from groundswell.analysis.discovery.prototypes import field_term
from groundswell.analysis.match import Candidate, PrototypeIndex
from groundswell.analysis.text.features import list_terms
from groundswell.analysis.text.lexicon import Lexicon
from groundswell.analysis.text.tokens import Reader

_PROTOTYPES = 50_000
_ASKED = 1000
_TERMS = 40


def ask_prototypes(measured: Measured) -> Measured:
    """Ask for a thousand tickets, and keep the middle and the slowest hundredth."""
    world = make_world(_PROTOTYPES + _ASKED, seed=3)
    rows = [row for part in make_tickets(world) for row in part.to_pylist()]
    chance = Random(5)
    reader = Reader(Lexicon())
    texts = reader.read(f"{row['title']} {row['description']}" for row in rows[:_PROTOTYPES])
    terms, owners = list_terms(texts)
    bounds = np.searchsorted(owners, np.arange(_PROTOTYPES + 1))
    candidates = []
    for at, row in enumerate(rows[:_PROTOTYPES]):
        held = dict.fromkeys(terms[bounds[at] : bounds[at + 1]].tolist()[:_TERMS], 0.15)
        held |= {int(term): chance.random() for term in list(held)[:8]}
        held[field_term("service", row["service"])] = 0.3
        length = sum(weight**2 for weight in held.values()) ** 0.5
        prototype = {term: weight / length for term, weight in held.items()}
        candidates.append(Candidate(str(at), "problem", row["title"], prototype))
    index = PrototypeIndex(candidates)
    taken = []
    with clock(measured):
        for row in rows[_PROTOTYPES:]:
            begun = time.process_time()
            index.best(row["title"], row["description"], {"service": row["service"]})
            taken.append(1000 * (time.process_time() - begun))
    measured.found = {
        "prototypes": _PROTOTYPES,
        "milliseconds, middle": float(np.percentile(taken, 50)),
        "milliseconds, slowest hundredth": float(np.percentile(taken, 99)),
    }
    return measured
