"""Help appears while a caller types, without any other script of the portal."""

import pytest

from tests.browser.visitor import LOOK, Visitor

pytestmark = pytest.mark.browser


def test_what_helps_appears_while_trouble_is_typed(mara: Visitor) -> None:
    with mara.page() as page:
        page.goto("/my/")
        page.get_by_label("What is not working").press_sequentially("Outlook forgets my password")

        page.get_by_text("This may help you at once").wait_for()

        assert page.get_by_text("Sign in again.").is_visible()
        assert page.evaluate(LOOK) == []


def test_what_is_typed_is_sent_where_no_script_runs(mara: Visitor) -> None:
    with mara.page(java_script_enabled=False) as page:
        page.goto("/my/")
        page.get_by_label("What is not working").fill("The lamp in the hall flickers")
        page.get_by_role("button", name="Send it").click()

        assert "We have it." in page.inner_text("main")


def test_a_pasted_log_does_not_stop_what_helps_on_a_new_ticket(alma: Visitor) -> None:
    with alma.page() as page:
        page.goto("/desk/new/")
        page.locator("#id_description").fill("the log says nothing " * 4_000)
        with page.expect_response("**/desk/guesses/**") as guessed:
            page.locator("#id_summary").press_sequentially("Outlook forgets my password")

        assert guessed.value.status == 200
