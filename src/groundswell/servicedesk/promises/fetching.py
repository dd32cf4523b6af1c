"""Fetching a calendar from an address that somebody subscribed to."""

from http.client import HTTPException, HTTPResponse
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.promises.reaching import check_host, connect, left_until

#: seconds for all of it: names, redirects, and what comes
_SECONDS: float = 20
_MOST, _TURNS = 2_000_000, 4
#: what stays as it is in an address; letters of other languages and spaces do not
_PLAIN = "/%:=&?~+!$,;'@()*[]"


def check_address(address: str) -> str:
    """Return an address that can be fetched; webcal is read as https.

    Raises:
        BadInput: it is not one of the web, or says of itself that it lies inside the network.
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
    check_host(parts)
    return words


def fetch(address: str) -> bytes:
    """Return what stands at an address.

    Raises:
        BadInput: it could not be read; the message says why.
    """
    deadline = monotonic() + _SECONDS
    for _ in range(_TURNS):
        address = check_address(address)
        parts = urlsplit(address)
        try:
            told = _ask(parts, deadline)
        except TimeoutError as problem:
            raise BadInput(
                f"{parts.hostname} did not answer in full within {_SECONDS} seconds."
            ) from problem
        except (OSError, HTTPException, UnicodeError) as problem:
            words = str(problem).rstrip(".") or type(problem).__name__
            raise BadInput(f"{parts.hostname} could not be reached: {words}.") from problem
        if isinstance(told, bytes):
            return told
        address = urljoin(address, told)
    raise BadInput("It leads from one address to the next without end.")


def _ask(parts: SplitResult, deadline: float) -> bytes | str:
    """Return what stands at an address, or the address to which it leads."""
    connection = connect(parts, deadline=deadline)
    try:
        connection.sock.settimeout(left_until(deadline))
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", quote(path, _PLAIN), headers={"Accept": "text/calendar, */*"})
        answer = connection.getresponse()
        leads = answer.getheader("Location")
        return leads if answer.status in {301, 302, 303, 307, 308} and leads else _read(answer)
    finally:
        connection.close()


def _read(answer: HTTPResponse) -> bytes:
    if answer.status != 200:
        raise BadInput(f"It answered {answer.status} {answer.reason}.")
    content = answer.read(_MOST + 1)
    if len(content) > _MOST:
        raise BadInput("It holds more than 2 MB; a calendar of holidays is far smaller.")
    return content
