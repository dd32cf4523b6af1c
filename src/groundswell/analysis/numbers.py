"""Numbers in words and tables of which no more digits are told than matter."""


def say_number(value: float) -> str:
    """Return a number with four digits that matter, and all of a larger one: "12,345", "37.26".

    Thousands are grouped, and nothing is said as a power of ten.
    """
    return f"{value:,.0f}" if abs(value) >= _WHOLE else f"{value:.4g}"


#: from here on no digit behind the point says anything
_WHOLE = 999.95
