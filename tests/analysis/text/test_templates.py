import numpy as np

from groundswell.analysis.text.lexicon import VARIABLE, Lexicon
from groundswell.analysis.text.templates import fold_machine_made
from groundswell.analysis.text.tokens import Reader
from tests.analysis.text.made_tickets import JOBS, ONE_OFFS

READER = Reader(Lexicon())


def test_jobs_that_failed_are_one_family_whatever_the_job_is_called() -> None:
    rows = READER.read(JOBS)

    found = fold_machine_made(rows, least=3, shortest=3)

    assert found.made.all()
    kept = found.titles.keep(found.titles.terms != VARIABLE)
    first = kept.take(np.array([0])).terms
    assert all(np.array_equal(kept.take(np.array([row])).terms, first) for row in range(len(rows)))


def test_what_people_write_is_left_as_it_is() -> None:
    human = ["unable to login to outlook", "unable to login to skype", "unable to login to payroll"]
    rows = READER.read([*human, *ONE_OFFS])

    found = fold_machine_made(rows, least=3, shortest=3)

    assert not found.made.any()
    assert np.array_equal(found.titles.terms, rows.terms)
