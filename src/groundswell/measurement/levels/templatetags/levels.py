"""What the pages of maturity say of cuts."""

from django import template

from groundswell.measurement.levels.words import say_cut

register = template.Library()


@register.simple_tag
def cut_words(cut: float | str, unit: str) -> str:
    """Return a cut as a person says it: "30 %", "8 hours", "it does not rise"."""
    return say_cut(cut, unit=unit)
