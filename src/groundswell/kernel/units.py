"""A number and its unit, as they are read: together on one line."""


def with_unit(number: object, unit: str) -> str:
    """Return a number with its unit, between which no line breaks: 4, "h" → "4 h".

    For words that people read; what programs read has its numbers alone.
    """
    return f"{number}\N{NO-BREAK SPACE}{unit}"
