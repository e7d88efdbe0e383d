"""A small sign-in server (OpenID Connect) on this machine: it signs in whoever the test says, and keeps the rules."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, KEY_NAME = "techhire", "sealed", "key-1"


@cache
def a_key(_name: str) -> rsa.RSAPrivateKey:
    """One key a name and run: making them is slow."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class SignInServer:
    """What the server says; ``asked`` are the paths that were asked of it."""

    url: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "17", "name": "Ana Ruiz"})
    about: dict[str, Any] = field(default_factory=dict)
    """Differences of the answer about the person from the token."""
    token: dict[str, Any] = field(default_factory=dict)
    """Differences of the token from what it should be."""
    signs_with: str = "real"
    discovery: dict[str, Any] = field(default_factory=dict)
    broken: bool = False
    asked: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)

    def settings(self) -> dict[str, Any]:
        """The settings that name this server."""
        return {"oidc_name": "River sign-in", "oidc_server": self.url} | {
            "oidc_client_id": CLIENT,
            "oidc_secret": SECRET,
        }

    def configuration(self) -> dict[str, Any]:
        """Where everything is."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        } | self.discovery

    def keys(self) -> dict[str, Any]:
        """The public key."""
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(a_key("real").public_key()))
        return {"keys": [public | {"kid": KEY_NAME, "alg": "RS256", "use": "sig"}]}

    def identity(self) -> str:
        """The signed token of the person."""
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, **self.person, **self.token}
        return jwt.encode(claims, a_key(self.signs_with), algorithm="RS256", headers={"kid": KEY_NAME})

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser is sent back to, with a code."""
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def exchange(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """Tokens for a code, once, to whoever knows the secret and began it."""
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if sent.get("client_secret") != SECRET or self.codes.pop(sent.get("code", ""), "") != challenge:
            return None
        return {"access_token": "open", "token_type": "Bearer", "id_token": self.identity()}


@contextmanager
def sign_in_server() -> Iterator[SignInServer]:
    """Run one while the block lasts."""
    server = SignInServer()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            server.asked.append(parts.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if server.broken:
                self.say(500, {})
            elif parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", server.authorize(asked))
                self.end_headers()
            else:
                pages = {
                    "/.well-known/openid-configuration": server.configuration,
                    "/keys": server.keys,
                    "/userinfo": lambda: server.person | server.about,
                    "/huge": lambda: {"x": "x" * 2_000_000},
                }
                self.say(200, pages[parts.path]())

        def do_POST(self) -> None:
            server.asked.append(self.path)
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            tokens = server.exchange({name: values[0] for name, values in parse_qs(raw).items()})
            self.say(200 if tokens else 400, tokens or {"error": "invalid_grant"})

        def say(self, status: int, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing on the screen of the tests."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    http.shutdown()
    http.server_close()
    thread.join(5)
