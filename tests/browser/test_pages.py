"""Every page, light on a laptop and dark on a phone: nothing is wrong that a machine can see."""

from pathlib import Path

import pytest

from tests.browser.conftest import Site
from tests.browser.visitor import LAPTOP, LOOK, PHONE, Visit, Visitor

pytestmark = pytest.mark.browser

DESK = ("/desk/", "/desk/?show=all", "/desk/?q=nothing+has+these+words", "/desk/new/",
        "/desk/INC-000001/", "/desk/INC-000002/", "/desk/INC-000004/",
        "/desk/REQ-000001/", "/desk/major/", "/desk/major/of/INC-000001/",
        "/desk/major/MAJ-000001/", "/desk/major/MAJ-000001/report/", "/desk/board/",
        "/desk/views/new/", "/desk/groups/", "/desk/rules/", "/desk/rules/new/",
        "/desk/priorities/")  # fmt: skip
EVIDENCE = ("/today/", "/evidence/", "/evidence/problems/a/", "/evidence/problems/c/",
            "/evidence/candidates/", "/evidence/process/", "/evidence/themes/",
            "/evidence/themes/?by=kind&group=Told+by+people", "/evidence/quality/",
            "/journey/", "/journey/brief/")  # fmt: skip
JOURNEY = ("/journey/begin/", "/journey/order/", "/journey/mode/", "/journey/kits/incident/",
           "/journey/strain/", "/journey/improvements/new/", "/journey/team/",
           "/journey/people/", "/journey/asks/", "/evidence/levels/")  # fmt: skip
ELSEWHERE = ("/map/", "/map/items/", "/map/rates/", "/import/", "/import/IMP-000001/",
             "/import/IMP-000002/", "/account/me/", "/account/2fa/",
             "/account/password/change/", "/account/people/", "/account/people/1/")  # fmt: skip
PORTAL = ("/my/", "/my/INC-000001/", "/my/INC-000004/")
OPEN_ALL = """() => {
  const folds = [...document.querySelectorAll("#record aside details.fold")];
  for (const fold of folds) fold.open = true;
  return folds.length;
}"""
ARRIVED = """() => [...document.querySelectorAll("#record .fold-room")]
  .every((room) => room.querySelector("form"))"""
SET_UP = ("/desk/promises/", "/desk/promises/levels/", "/desk/groups/", "/desk/groups/1/",
          "/desk/priorities/", "/desk/promises/why/INC-000004/", "/map/",
          "/map/business/departments/", "/map/offerings/")  # fmt: skip
BESIDE = """() => [
  ...[...document.querySelectorAll("main table :is(a, button, input, select)")]
    .filter((act) => act.checkVisibility() && act.getBoundingClientRect().right > innerWidth),
  ...[...document.querySelectorAll(".table-cards, .matrix-room, .shows:not(:has(.saved))")]
    .filter((room) => room.scrollWidth > room.clientWidth),
].map((part) => part.outerHTML.slice(0, 110))"""
#: within its row, which is pushed aside as far as it takes
OPEN_TAB_SEEN = """(name) => {
  const tab = document.querySelector(".tab[aria-current]");
  const [its, row] = [tab, tab.closest("ul")].map((part) => part.getBoundingClientRect());
  return tab.textContent === name && tab.closest("ul").scrollLeft > 0
    && its.left >= row.left && its.right <= row.right;
}"""
OUTSIDE = ("/account/login/", "/account/password/reset/")


def _wrong(visits: list[Visit], status: int = 200) -> list[Visit]:
    return [visit for visit in visits if visit.faults or visit.status != status]


@pytest.mark.parametrize("paths", [DESK, EVIDENCE, JOURNEY, ELSEWHERE], ids=lambda paths: paths[0])
def test_pages_for_those_who_work_are_without_fault(alma: Visitor, paths: tuple[str, ...]) -> None:
    assert _wrong(alma.look_at(*paths)) == []


def test_pages_before_signing_in_are_without_fault(stranger: Visitor) -> None:
    assert _wrong(stranger.look_at(*OUTSIDE)) == []


def test_pages_of_the_portal_are_without_fault(mara: Visitor) -> None:
    assert _wrong(mara.look_at(*PORTAL)) == []


def test_pages_of_an_empty_install_are_without_fault(site: Site) -> None:
    assert _wrong(site.newcomer) == []


@pytest.mark.parametrize(("path", "status"), [("/nowhere/", 404), ("/desk/", 403)])
def test_a_refusal_is_a_page_too(mara: Visitor, path: str, status: int) -> None:
    visits = mara.look_at(path, status=status)

    assert _wrong(visits, status) == []


def test_an_address_without_a_page_does_not_name_the_server(stranger: Visitor) -> None:
    with stranger.page() as page:
        page.goto("/nowhere/")

        words = page.inner_text("main")

    assert "There is nothing at this address" in words
    assert not [part for part in ("Traceback", "Django", str(Path.cwd())) if part in words]


def test_the_look_at_a_page_finds_what_is_wrong(stranger: Visitor) -> None:
    with stranger.page() as page:
        page.set_content(
            '<main><h1>A</h1><h3>B</h3><button>C</button><input id="x"><p id="x"></p>'
            '<p style="color: #999; background: #fff">D</p><a href="/"></a></main>'
        )

        faults = " ".join(page.evaluate(LOOK))

    for fault in ("no language", "no title", "heading jumps", "no type", "no label", "twice",
                  "contrast 2.85", "no name"):  # fmt: skip
        assert fault in faults


def test_what_opens_on_a_ticket_stays_on_the_screen_of_a_phone(alma: Visitor) -> None:
    with alma.page(viewport=PHONE) as page:
        page.goto("/desk/INC-000001/")
        page.wait_for_load_state("networkidle")
        menus = page.locator(".page-acts details > summary").all()
        faults: list[str] = []
        for menu in menus:
            menu.click()
            faults += page.evaluate(LOOK)
        folds = page.evaluate(OPEN_ALL)
        page.wait_for_function(ARRIVED)
        faults += page.evaluate(LOOK)

    assert len(menus) >= 1
    assert folds >= 5
    assert faults == []


def test_what_is_set_up_has_its_buttons_on_the_screen_of_a_phone(alma: Visitor) -> None:
    beside: list[str] = []
    acts: dict[str, int] = {}
    with alma.page(viewport=PHONE) as page:
        for path in SET_UP:
            page.goto(path)
            beside += [f"{path}: {one}" for one in page.evaluate(BESIDE) + page.evaluate(LOOK)]
            acts[path] = page.locator("tbody button").count()

    assert beside == []
    assert acts["/desk/promises/"] == 1
    assert acts["/desk/promises/levels/"] >= 3
    assert acts["/desk/groups/1/"] == acts["/map/business/departments/"] == 1


def test_the_open_tab_is_in_sight_on_a_phone(alma: Visitor) -> None:
    """Where the page arrives, where the phone is turned, and where htmx brings it."""
    low = PHONE | {"height": 300}
    with alma.page(viewport=low) as page:
        page.goto("/evidence/quality/")
        page.wait_for_function(OPEN_TAB_SEEN, arg="Data quality")
        page.set_viewport_size(LAPTOP)
        page.set_viewport_size(low)
        page.wait_for_function(OPEN_TAB_SEEN, arg="Data quality")
        # wide and narrow again before it is drawn: the row lost its place, and no size changed
        page.evaluate("""() => {
          document.querySelector("ul.tabs").scrollLeft = 0;
          dispatchEvent(new Event("resize"));
        }""")
        page.wait_for_function(OPEN_TAB_SEEN, arg="Data quality")
        # higher alone, as where a phone hides the bar of its addresses: it stays where it was put
        page.evaluate("document.querySelector('ul.tabs').scrollLeft = 0")
        page.set_viewport_size(low | {"height": 340})
        page.evaluate("new Promise((drawn) => setTimeout(drawn, 100))")
        pushed = page.evaluate("document.querySelector('ul.tabs').scrollLeft")
        assert (page.evaluate("innerHeight"), pushed) == (340, 0)
        page.evaluate("scrollTo(0, 60)")
        page.evaluate("""htmx.ajax("GET", "/evidence/matching/", {
          target: "ul.tabs", select: "ul.tabs", swap: "outerHTML" })""")
        page.wait_for_function(OPEN_TAB_SEEN, arg="Matching")

        assert page.evaluate("[scrollY, document.activeElement.tagName]") == [60, "BODY"]


def test_a_window_made_narrower_leaves_no_page_too_wide(alma: Visitor) -> None:
    """The charts of the page keep their width until they are drawn anew, moments later."""
    with alma.page() as page:
        page.goto("/evidence/process/")
        page.wait_for_function("document.querySelector('[data-chart=drawn] svg')")
        page.evaluate("""() => {
          window.beyond = [];
          addEventListener("resize", () => {
            window.beyond.push(document.documentElement.scrollWidth - innerWidth);
          }, { capture: true });
        }""")

        page.set_viewport_size(PHONE)
        page.wait_for_function("window.beyond.length")

        assert page.evaluate("Math.max(...window.beyond)") <= 0
