"""Today says what whoever reads it can do next."""

import pytest

from tests.makers import make_ticket, make_user, read_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/today/", "/desk/"])
def test_only_who_works_on_tickets_is_told_to_take_the_next(path: str) -> None:
    make_ticket()

    assert "Take the next one" in read_page(make_user("agent"), path)
    assert "Take the next one" not in read_page(make_user("assessor"), path)
