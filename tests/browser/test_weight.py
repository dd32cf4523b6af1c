"""What a first visit weighs, compressed as the server sends it, and what the next one does."""

import gzip
from typing import Any

import pytest
from playwright.sync_api import Response

from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

DESK, PORTAL, NEXT = 150_000, 60_000, 15_000
PACKED_ALREADY = ("font/", "image/png")


def _weigh(visitor: Visitor, path: str) -> dict[str, int]:
    """Return compressed bytes by address of everything that a first visit fetches."""
    answers: list[Response] = []
    with visitor.page() as page:
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 (a method of C)
        page.goto(path)
        page.wait_for_load_state("networkidle")
        return {answer.url: _size(answer) for answer in answers if answer.ok}


def _size(answer: Response) -> int:
    body = answer.body()
    is_packed = answer.headers.get("content-type", "").startswith(PACKED_ALREADY)
    return len(body) if is_packed or ".woff2" in answer.url else len(gzip.compress(body, 9))


def test_the_desk_weighs_at_most_150_kb(alma: Visitor) -> None:
    weights = _weigh(alma, "/desk/")

    assert sum(weights.values()) <= DESK, weights


def test_the_portal_weighs_at_most_60_kb(mara: Visitor) -> None:
    weights = _weigh(mara, "/my/")

    assert sum(weights.values()) <= PORTAL, weights


@pytest.mark.parametrize("path", ["/desk/", "/desk/INC-000004/"])
def test_the_next_visit_to_the_desk_fetches_at_most_15_kb(alma: Visitor, path: str) -> None:
    heads: dict[str, int] = {}
    bodies: dict[str, int] = {}
    with alma.page() as page:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", lambda got: heads.update(_size_of_head(got)))
        wire.on(
            "Network.loadingFinished",
            lambda got: bodies.update({got["requestId"]: got["encodedDataLength"]}),
        )

        page.goto(path)
        page.wait_for_load_state("networkidle")

    fetched = [max(0, size - heads.get(key, 0)) for key, size in bodies.items()]
    assert 0 < sum(fetched) <= NEXT, fetched


def _size_of_head(got: dict[str, Any]) -> dict[str, int]:
    return {got["requestId"]: got["response"]["encodedDataLength"]}
