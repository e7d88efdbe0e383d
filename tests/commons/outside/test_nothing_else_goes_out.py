"""No other part of the product can open a connection: nothing else imports what could."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src" / "techhire"
WAYS_OUT = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http.client",
    "httpx",
    "imaplib",
    "pip",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websockets",
    "xmlrpc",
}
# The command that starts the site on this machine looks for a free port and asks the new site whether it is up.
THIS_MACHINE_ONLY = {
    "portals/console/company.py",
    "portals/console/showing.py",
    "portals/console/standing.py",
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def ways_out(path: Path) -> set[str]:
    return {name for name in imported(path) for way in WAYS_OUT if name == way or name.startswith(f"{way}.")}


def test_only_the_guarded_way_leads_out() -> None:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        place = path.relative_to(SOURCE).as_posix()
        if not place.startswith("commons/outside/") and place not in THIS_MACHINE_ONLY and ways_out(path):
            found[place] = ways_out(path)
    assert found == {}


def test_this_test_would_notice(tmp_path: Path) -> None:
    for line in (
        "import socket",
        "from urllib import request",
        "import http.client as c",
        "from httpx import get",
    ):
        (tmp_path / "x.py").write_text(f"def f():\n    {line}\n")
        assert ways_out(tmp_path / "x.py"), line


def test_the_command_that_starts_the_site_names_no_other_machine() -> None:
    for place in sorted(THIS_MACHINE_ONLY):
        text = (SOURCE / place).read_text()
        hosts = re.findall(r"https?://([\w.\-\[\]:]+)", text)
        assert {host.partition(":")[0] for host in hosts} <= {"127.0.0.1", "localhost"}, place
