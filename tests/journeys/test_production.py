"""`techhire serve` as an operator runs it: in production, with its own secrets, behind a proxy that ends HTTPS."""

import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from techhire.portals.console.keys import new_secrets
from tests.journeys.tls_proxy import https_in_front_of

TECHHIRE = [sys.executable, "-m", "techhire"]
OWNER, PASSWORD = "dana@example.org", "three plain words 7"
FOUND = [
    "new-community",
    "--slug=river",
    "--name=River City TechHire",
    "--civic-lead=The Council",
    f"--email={OWNER}",
]


@dataclass(frozen=True)
class Site:
    """A site of its own: its data folder, its environment, what founding it printed, the ports it answers on."""

    folder: Path
    environment: dict[str, str] = field(repr=False)
    told: str
    plain: int
    secure: int

    @property
    def home(self) -> str:
        """Its address."""
        return f"https://localhost:{self.secure}"

    def way_in(self) -> str:
        """The link the first owner was given."""
        found = re.search(r"/invitation/\S+", self.told)
        assert found is not None, self.told
        return self.home + found[0]

    def code(self) -> str:
        """The code in the newest letter."""
        letters = sorted((self.folder / "mail").iterdir(), key=lambda path: path.stat().st_mtime)
        found = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", letters[-1].read_text(), re.MULTILINE)
        assert found is not None, letters[-1].read_text()
        return found[1]


def environment(folder: Path, **own: str) -> dict[str, str]:
    """What an operator sets, and nothing of what the tests set for themselves."""
    ours = ("TECHHIRE_", "DATABASE_URL", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    said = {
        "TECHHIRE_DATA_DIR": str(folder),
        "TECHHIRE_ALLOWED_HOSTS": "localhost",
        "TECHHIRE_BEHIND_PROXY": "true",
    }
    return {**kept, **said, **own}


def techhire(*words: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run([*TECHHIRE, *words], env=environment, capture_output=True, text=True, timeout=240)


def free_port() -> int:
    """A port of this machine that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Founded, checked, served and reached over HTTPS; it ends by itself when it is told to."""
    folder = tmp_path_factory.mktemp("production")
    said = environment(folder, **new_secrets())
    founded = techhire(*FOUND, environment=said)
    assert founded.returncode == 0, founded.stderr
    port = free_port()
    words = [*TECHHIRE, "serve", f"--bind=127.0.0.1:{port}", "--threads=4"]
    with (folder / "serve.log").open("w") as log:
        serving = subprocess.Popen(words, env=said, stderr=log)
    try:
        wait_for(port, serving, folder / "serve.log")
        with https_in_front_of(port, folder) as secure:
            yield Site(folder, said, founded.stdout, port, secure)
    finally:
        serving.terminate()
    assert serving.wait(30) == 0


def wait_for(port: int, serving: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until it answers, or fail with its last words."""
    for _try in range(600):
        if serving.poll() is not None:
            raise AssertionError(log.read_text())
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the site does not answer")


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Message
    body: str


def ask(site: Site, path: str, **headers: str) -> Answer:
    """One request over HTTPS, by a client that trusts this certificate and no other."""
    trust = ssl.create_default_context(cafile=str(site.folder / "certificate.pem"))
    return _asked(HTTPSConnection("localhost", site.secure, context=trust, timeout=30), path, headers)


def ask_plainly(site: Site, path: str) -> Answer:
    """One request past the proxy, without HTTPS."""
    return _asked(HTTPConnection("127.0.0.1", site.plain, timeout=30), path, {"Host": "localhost"})


def _asked(connection: HTTPConnection, path: str, headers: dict[str, str]) -> Answer:
    with closing(connection):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())


def test_it_does_not_start_without_what_it_needs_and_says_what(tmp_path: Path) -> None:
    secrets = new_secrets()
    without = {
        "TechHire has no secrets": environment(tmp_path),
        "Set TECHHIRE_ALLOWED_HOSTS": environment(tmp_path, **secrets, TECHHIRE_ALLOWED_HOSTS=""),
        "run `techhire upgrade`": environment(tmp_path, **secrets),
    }
    for reason, said in without.items():
        done = techhire("serve", f"--bind=127.0.0.1:{free_port()}", environment=said)
        assert (done.returncode, reason in done.stderr) == (1, True), done.stderr


def test_the_check_finds_nothing_missing(site: Site) -> None:
    done = techhire("check", environment=site.environment)
    assert done.returncode == 0 and "This site can serve." in done.stdout, done.stdout
    assert "MISSING" not in done.stdout


def test_without_https_it_only_says_where_https_is(site: Site) -> None:
    answer = ask_plainly(site, "/jobs/?q=desk")
    assert (answer.status, answer.headers["Location"]) == (301, "https://localhost/jobs/?q=desk")
    assert answer.headers["Set-Cookie"] is None


def test_a_monitor_on_the_machine_may_ask_without_https(site: Site) -> None:
    answer = ask_plainly(site, "/health/")
    assert (answer.status, answer.body) == (200, '{"ok": true}')


def test_every_answer_keeps_browsers_to_https_and_to_this_site(site: Site) -> None:
    for path in ("/", "/jobs/", "/nothing-here/", "/sign-in/login/", "/api/v1/community"):
        headers = ask(site, path).headers
        assert headers["Strict-Transport-Security"] == "max-age=31536000", path
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_styles_and_scripts_have_names_of_their_content_and_are_kept(site: Site) -> None:
    page = ask(site, "/")
    assert page.status == 200
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', page.body))
    assert len(files) > 2
    for file in files:
        assert re.search(r"\.[0-9a-f]{12}\.", file), file
        answer = ask(site, file)
        assert answer.status == 200 and answer.body, file
        assert "immutable" in answer.headers["Cache-Control"], file


def test_a_name_it_was_not_told_is_refused(site: Site) -> None:
    for host in ("evil.example", "localhost.evil.example"):
        assert ask(site, "/", Host=host).status == 400


def test_a_page_that_is_not_there_is_told_in_words(site: Site) -> None:
    answer = ask(site, "/nothing-here/")
    assert answer.status == 404 and "We cannot find that page" in answer.body


@pytest.fixture
def window(browser: Browser, site: Site) -> Iterator[Page]:
    """A browser that takes the certificate."""
    context = browser.new_context(base_url=site.home, ignore_https_errors=True)
    yield context.new_page()
    context.close()


def test_the_first_owner_walks_in_and_signs_in_again_with_cookies_for_https_only(
    window: Page, site: Site
) -> None:
    window.goto(site.way_in())
    window.get_by_role("link", name="Make an account").first.click()
    window.locator("#id_email").fill(OWNER)
    for secret in window.locator("#main input[type=password]").all():
        secret.fill(PASSWORD)
    window.get_by_role("button", name="Make my account").click()
    window.locator("input[name=code]").fill(site.code())
    window.get_by_role("button", name="Go on").click()
    window.wait_for_load_state()
    window.goto(site.way_in())
    window.locator("#main form button").first.click()
    window.goto("/convener/")
    assert "Community desk" in window.title()
    window.locator("button[name=language]").first.click()
    window.wait_for_load_state()
    cookies = {cookie["name"]: cookie for cookie in window.context.cookies()}
    assert set(cookies) >= {"sessionid", "csrftoken", "django_language"}
    for name, cookie in cookies.items():
        assert cookie["secure"] and cookie["sameSite"] == "Lax", name
    assert cookies["sessionid"]["httpOnly"]
    worked = techhire("worker", "--once", environment=site.environment)
    assert worked.returncode == 0, worked.stderr
    window.context.clear_cookies()
    window.goto("/sign-in/login/")
    window.locator("#id_login").fill(OWNER)
    window.locator("#id_password").fill(PASSWORD)
    window.locator("#main form button").first.click()
    window.wait_for_url("**/convener/")
