"""What an address chooses from, such as lists and kinds: what there is not is named."""

from collections.abc import Iterable, Mapping

from django.http import QueryDict

#: characters of a value that the sentence repeats
_SHOWN = 40


def name_unknown(
    given: QueryDict, known: Mapping[str, Iterable[object]], words: Mapping[str, str]
) -> list[str]:
    """Return what an address chooses and there is not, such as `view “99”`.

    Args:
        given: the address.
        known: name of a choice → what can be chosen.
        words: name of a choice → what a sentence calls one of them.
    """
    return [
        f"{words[name]} “{said[:_SHOWN]}”"
        for name, those in known.items()
        if (said := given.get(name, "")) and said not in map(str, those)
    ]
