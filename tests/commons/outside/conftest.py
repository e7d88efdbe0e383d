"""A real server on this machine, under a certificate of the test's own, that behaves in every way a server may."""

import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django.fixtures import Settings

from techhire.commons.outside import addresses, fetching

HOST = "data.example.org"
FAR = datetime(2100, 1, 1, tzinfo=UTC)


class Answers(BaseHTTPRequestHandler):
    """A page for every way a server may behave."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        getattr(self, f"page_{self.path.strip('/').partition('?')[0]}", self.page_missing)()

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.say(200, b'{"sent": "' + sent + b'", "as": "' + self.headers["Content-Type"].encode() + b'"}')

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_small(self) -> None:
        self.say(200, b"a,b\n1,2\n", Content_Type="text/csv")

    def page_json(self) -> None:
        self.say(200, b'{"host": "' + self.headers["Host"].encode() + b'"}')

    def page_away(self) -> None:
        self.say(302, Location=f"https://{HOST}/json")

    def page_headers(self) -> None:
        self.say(200, str(self.headers).encode())

    def page_missing(self) -> None:
        self.say(404, b"no")

    def page_moved(self) -> None:
        self.say(302, Location="/small")

    def page_moved_inside(self) -> None:
        self.say(302, Location="https://127.0.0.1/secrets")

    def page_moved_to_http(self) -> None:
        self.say(301, Location=f"http://{HOST}/small")

    def page_round(self) -> None:
        self.say(302, Location="/round")

    def page_large(self) -> None:
        self.say(200, b"x" * 50_000)

    def page_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(b"x" * 1000)
        except OSError:
            pass

    def page_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _byte in range(1000):
                self.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            pass

    def page_slow_head(self) -> None:
        try:
            for letter in "HTTP/1.1 200 OK\r\nX-Long: " + "x" * 1000:
                self.wfile.write(letter.encode())
                time.sleep(0.05)
        except OSError:
            pass

    def page_broken(self) -> None:
        self.wfile.write(b"this is not HTTP\r\n\r\n")
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        pass


def certificate(folder: Path, name: str) -> Path:
    """A certificate for a host with its key in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FAR - timedelta(days=40_000))
        .not_valid_after(FAR)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / f"{name}.pem"
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture(scope="module", params=[HOST])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[int, Path]]:
    """A server for the host on a free port, and the file its certificate is in."""
    pem = certificate(tmp_path_factory.mktemp("certificate"), request.param)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    http = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    http.daemon_threads = True
    http.socket = context.wrap_socket(http.socket, server_side=True)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield http.server_address[1], pem
    http.shutdown()
    http.server_close()
    thread.join(5)


@pytest.fixture
def reachable(server: tuple[int, Path], monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The host is listed, its name leads to the server, and its certificate is trusted."""
    port, pem = server
    settings.OUTSIDE_HOSTS = [HOST, "other.example.org"]
    trusting = ssl.create_default_context
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting(cafile=str(pem)))
    monkeypatch.setattr(addresses, "public_address", lambda host: "127.0.0.1")
    monkeypatch.setattr(fetching, "PORT", port)
