"""A port is kept from the start of a server, and its address is said once it answers."""

import socket
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from groundswell.cli import serve
from groundswell.kernel.errors import BadInput


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_second_server_is_refused_before_the_first_listens() -> None:
    port = find_port()

    with serve._hold("127.0.0.1", port):
        with pytest.raises(BadInput, match=f"127.0.0.1:{port} cannot be used"):
            serve._hold("127.0.0.1", port)
        assert not serve._answers("127.0.0.1", str(port))

    serve._hold("127.0.0.1", port).close()


def test_a_server_answers_whatever_it_says() -> None:
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    thread = Thread(target=server.handle_request)
    thread.start()

    answers = serve._answers("127.0.0.1", str(server.server_port))

    thread.join()
    server.server_close()
    assert answers
