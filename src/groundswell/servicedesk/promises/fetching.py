"""Fetching a calendar from an address that somebody subscribed to."""

from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urljoin, urlsplit

from groundswell.kernel.errors import BadInput

_SECONDS, _MOST, _TURNS = 20, 2_000_000, 4


def check_address(address: str) -> str:
    """Return an address that can be fetched; webcal is read as https.

    Raises:
        BadInput: it is not one of the web.
    """
    words = address.strip()
    if words.startswith("webcal://"):
        words = f"https://{words.removeprefix('webcal://')}"
    try:
        parts = urlsplit(words)
        _ = parts.port
    except ValueError as problem:
        raise BadInput(f'"{address}" is no address: {problem}.') from problem
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise BadInput(f'"{address[:80]}" is no address of the web; it begins with https://.')
    return words


def fetch(address: str) -> bytes:
    """Return what stands at an address.

    Raises:
        BadInput: it could not be read; the message says why.
    """
    for _ in range(_TURNS):
        address = check_address(address)
        parts = urlsplit(address)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=_SECONDS)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"Accept": "text/calendar, */*"})
            answer = connection.getresponse()
            if answer.status in {301, 302, 303, 307, 308} and answer.getheader("Location"):
                address = urljoin(address, answer.getheader("Location") or "")
                continue
            return _read(answer)
        except (OSError, HTTPException) as problem:
            words = str(problem).rstrip(".") or type(problem).__name__
            raise BadInput(f"{parts.hostname} could not be reached: {words}.") from problem
        finally:
            connection.close()
    raise BadInput("It leads from one address to the next without end.")


def _read(answer: HTTPResponse) -> bytes:
    if answer.status != 200:
        raise BadInput(f"It answered {answer.status} {answer.reason}.")
    content = answer.read(_MOST + 1)
    if len(content) > _MOST:
        raise BadInput("It holds more than 2 MB; a calendar of holidays is far smaller.")
    return content
