"""A screenshot goes from the clipboard into an answer, and a file is left out again by keyboard."""

import pytest

from tests.browser.visitor import LOOK, Visitor

pytestmark = pytest.mark.browser

#: one point of colour, as a browser hands over what was copied
PASTE = """() => {
  const raw = atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==');
  const copied = new DataTransfer();
  copied.items.add(new File([Uint8Array.from(raw, (sign) => sign.charCodeAt(0))], 'image.png', {type: 'image/png'}));
  document.getElementById('id_text').dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: copied, bubbles: true, cancelable: true}));
}"""  # noqa: E501


def test_a_screenshot_is_pasted_into_an_answer(alma: Visitor) -> None:
    with alma.page() as page:
        page.goto("/desk/INC-000001/")
        page.evaluate(PASTE)
        page.evaluate(PASTE)
        out = page.get_by_role("button", name="Leave out screenshot-")
        out.first.press("Enter")
        name = page.locator("[data-chosen] bdi").inner_text()
        page.get_by_role("button", name="Write", exact=True).click()

        picture = page.get_by_role("img", name=name)
        picture.wait_for()
        assert page.wait_for_function(
            "name => document.querySelector(`img[alt='${name}']`).naturalWidth === 1", arg=name
        )
        assert name.startswith("screenshot-")
        assert page.evaluate(LOOK) == []
