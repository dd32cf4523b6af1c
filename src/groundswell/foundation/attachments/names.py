"""The name that somebody else's computer gave to a file, made harmless for pages and downloads."""

import unicodedata

from groundswell.foundation.attachments.limits import load_limits

#: joiners that letters of some scripts and emoji need; every other format character only hides
_JOINERS = "\u200c\u200d"

#: ends of a name longer than this are no kind of file
_LONGEST_END = 12


def clean_name(said: str) -> str:
    """Return a name without folders, control characters and turned writing directions.

    A long one is cut in its middle, so that its end still tells what it is. "file" for nothing.
    """
    last = unicodedata.normalize("NFC", said).replace("\\", "/").rpartition("/")[2]
    plain = "".join(
        sign if unicodedata.category(sign)[0] != "Z" else " " for sign in last if _is_seen(sign)
    )
    name = " ".join(plain.split()).strip(" .")
    return _shorten(name, load_limits().name_letters) or "file"


def _is_seen(sign: str) -> bool:
    return sign in _JOINERS or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn", "Co"}


def _shorten(name: str, most: int) -> str:
    if len(name) <= most:
        return name
    stem, dot, end = name.rpartition(".")
    if not dot or len(end) > _LONGEST_END:
        stem, dot, end = name, "", ""
    return f"{stem[: most - len(end) - 2]}…{dot}{end}"
