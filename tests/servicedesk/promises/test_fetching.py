"""What is read from an address that somebody wrote: nothing inside, and nothing for long."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from groundswell.kernel.errors import BadInput
from groundswell.servicedesk.promises import fetching
from groundswell.servicedesk.promises.fetching import check_address, fetch
from groundswell.servicedesk.promises.reaching import is_inside

INSIDE = "lies inside your network .* GROUNDSWELL_CALENDAR_HOSTS"


class Place(BaseHTTPRequestHandler):
    """A server of this machine; what is asked of it is kept."""

    asked: list[tuple[str, str]]
    leads_to: str

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path))
        if self.path == "/leads":
            self.send_response(302)
            self.send_header("Location", self.leads_to)
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        if self.path == "/slow":
            self._drop()
        elif self.path == "/large":
            self.wfile.write(b"x" * 2_000_001)
        else:
            self.wfile.write(b"days")

    def _drop(self) -> None:
        try:
            for _ in range(100):
                self.wfile.write(b".")
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *_: Any) -> None:
        pass


class Served:
    def __init__(self, server: ThreadingHTTPServer, handler: type[Place], scheme: str) -> None:
        self.port, self.handler, self.scheme = server.server_port, handler, scheme
        self.asked = handler.asked

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"


@contextmanager
def serving(trusted: Path | None = None) -> Iterator[Served]:
    handler = type("Handler", (Place,), {"asked": [], "leads_to": ""})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        if trusted:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(trusted)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
        try:
            yield Served(server, handler, "https" if trusted else "http")
        finally:
            server.shutdown()


@pytest.fixture
def served() -> Iterator[Served]:
    with serving() as one:
        yield one


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every name of .test lead to this machine, and keep which were asked for."""
    asked: list[str] = []
    of_the_system = socket.getaddrinfo

    def look_up(host: str, *args: Any, **options: Any) -> Any:
        asked.append(host)
        return of_the_system("127.0.0.1" if host.endswith(".test") else host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254",
     "0.1.2.3", "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
     "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
     "2002:7f00:1::", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "fe80::1%lo"],
)  # fmt: skip
def test_an_address_that_is_not_of_the_internet_lies_inside(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_others_do_not(address: str) -> None:
    assert not is_inside(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "LOCALHOST.", "a.localhost", "[::1]", "169.254.169.254"]
)
def test_what_says_that_it_lies_inside_is_refused_as_it_is_written(host: str) -> None:
    with pytest.raises(BadInput, match=INSIDE):
        check_address(f"http://{host}/days.ics")


# 2130706433 and the others are ways to write 127.0.0.1
@pytest.mark.parametrize("host", ["inside.test", "2130706433", "0x7f.1", "0177.0.0.1", "0"])
def test_what_leads_inside_is_refused_before_anything_is_asked(
    served: Served, names: list[str], host: str
) -> None:
    with pytest.raises(BadInput, match=INSIDE):
        fetch(served.at("/", host))

    assert served.asked == []


@pytest.mark.parametrize("named", ["inside.test", "Inside.Test", "inside.test:{port}"])
def test_what_the_settings_name_is_read_where_it_was_checked(
    served: Served, names: list[str], settings: Any, named: str
) -> None:
    settings.CALENDAR_HOSTS = [named.format(port=served.port)]

    assert fetch(served.at("/tölz days.ics?a=b%20c", "inside.test")) == b"days"
    assert served.asked == [
        (f"inside.test:{served.port}", "/t%C3%B6lz%20days.ics?a=b%20c")
    ]  # fmt: skip
    # asked for once: a second answer could lead elsewhere than what was checked
    assert names == ["inside.test"]


def test_another_port_of_a_host_is_not_named_with_it(
    served: Served, names: list[str], settings: Any
) -> None:
    settings.CALENDAR_HOSTS = [f"inside.test:{served.port + 1}"]

    with pytest.raises(BadInput, match=INSIDE):
        fetch(served.at("/", "inside.test"))


@pytest.mark.parametrize("other", ["127.0.0.1", "other.test"])
def test_what_is_named_leads_to_nothing_else_inside(
    served: Served, names: list[str], settings: Any, other: str
) -> None:
    settings.CALENDAR_HOSTS = ["inside.test"]
    with serving() as second:
        served.handler.leads_to = second.at("/days.ics", other)
        with pytest.raises(BadInput, match=f"{other} lies inside"):
            fetch(served.at("/leads", "inside.test"))

        assert second.asked == []
        settings.CALENDAR_HOSTS = ["inside.test", other]
        assert fetch(served.at("/leads", "inside.test")) == b"days"


def test_what_leads_to_itself_is_left(served: Served, settings: Any) -> None:
    settings.CALENDAR_HOSTS = ["127.0.0.1"]
    served.handler.leads_to = "/leads"

    with pytest.raises(BadInput, match="without end"):
        fetch(served.at("/leads"))


def test_what_comes_in_drops_is_left_when_the_time_is_over(
    served: Served, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.CALENDAR_HOSTS = ["127.0.0.1"]
    monkeypatch.setattr(fetching, "_SECONDS", 0.4)
    began = time.monotonic()

    with pytest.raises(BadInput, match=r"127.0.0.1 did not answer in full within 0.4 seconds"):
        fetch(served.at("/slow"))

    assert time.monotonic() - began < 2


def test_a_name_that_nobody_tells_is_left_when_the_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fetching, "_SECONDS", 0.2)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1))

    with pytest.raises(BadInput, match=r"slow.test did not answer in full within 0.2 seconds"):
        fetch("https://slow.test/")


def test_what_is_too_large_is_left(served: Served, settings: Any) -> None:
    settings.CALENDAR_HOSTS = ["127.0.0.1"]

    with pytest.raises(BadInput, match="more than 2 MB"):
        fetch(served.at("/large"))


def test_a_name_that_cannot_be_one_is_no_fault_of_the_program() -> None:
    with pytest.raises(BadInput, match="could not be reached"):
        fetch(f"https://{'a' * 70}.test/")


class TestThroughTls:
    @pytest.fixture
    def trusted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A key with a certificate for inside.test, which this machine trusts."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "inside.test")])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .add_extension(
                x509.SubjectAlternativeName([x509.DNSName("inside.test")]), critical=False
            )
            .sign(key, hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        hidden = key.private_bytes(
            pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path = tmp_path / "inside.pem"
        path.write_bytes(hidden + made.public_bytes(pem))
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
        return path

    @pytest.fixture(autouse=True)
    def named(self, names: list[str], settings: Any) -> None:
        settings.CALENDAR_HOSTS = ["inside.test", "other.test"]

    def test_a_calendar_is_read(self, trusted: Path) -> None:
        with serving(trusted) as served:
            assert fetch(served.at("/", "inside.test")) == b"days"
            assert served.asked == [(f"inside.test:{served.port}", "/")]

    def test_of_another_name_than_that_of_its_certificate_it_is_not(self, trusted: Path) -> None:
        with serving(trusted) as served, pytest.raises(BadInput, match="could not be reached"):
            fetch(served.at("/", "other.test"))

    def test_what_comes_in_drops_is_left_when_the_time_is_over(
        self, trusted: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(fetching, "_SECONDS", 1)
        began = time.monotonic()

        with serving(trusted) as served, pytest.raises(BadInput, match="within 1 seconds"):
            fetch(served.at("/slow", "inside.test"))

        assert time.monotonic() - began < 3

    def test_a_place_without_it_says_so(self, served: Served) -> None:
        with pytest.raises(BadInput, match="could not be reached|did not answer"):
            fetch(served.at("/", "inside.test").replace("http:", "https:"))
