"""Cells that we write for other programs to open."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(text: str) -> str:
    """Return a cell that a spreadsheet program shows as text and does not calculate.

    A cell that begins with a sign that starts a formula, also behind blanks, gets an apostrophe in
    front, as OWASP advises against CSV injection. Plain numbers such as -3.5 stay numbers.
    """
    if not text.lstrip(" \u00a0\ufeff\n\x0b\x0c").startswith(_FORMULA) or _is_number(text):
        return text
    return f"'{text}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.lstrip("+-").replace(".", "", 1).isdigit()
