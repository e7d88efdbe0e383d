"""What programs of others say of a credential: Digital Bazaar, DCC, jose, openvc-core, openbadgeslib.

They are fetched by `.venv/bin/python -m bootstrap.outside_verifiers` and run in processes of their own, without
network: issuers' documents and status lists are handed in. Where they are not there, tests skip and say so.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bootstrap.design_system import ROOT
from bootstrap.outside_verifiers import PACKAGES, TARGET, is_there
from techhire.engines.credential_proofs.contexts import PINNED, context
from techhire.engines.credential_proofs.keys import did_web_address

PROGRAMS = Path(__file__).with_name("programs")
PYTHON = [sys.executable, str(PROGRAMS / "judge.py")]
Documents = Mapping[str, Mapping[str, object] | str]
EMBEDDED = ("digital_bazaar", "dcc", "openvc", "openbadgeslib")
"""Who reads a credential with a proof inside."""
COMPACT = ("jose", "openbadgeslib")
"""Who reads the compact form. jose reads signature and times; for it Digital Bazaar's reader is asked about lists."""


@dataclass(frozen=True)
class Verdict:
    """Whether one program accepts a credential, and its own words where it does not."""

    accepted: bool
    reason: str = ""


def missing() -> str:
    """Why the verifiers cannot be asked; empty where they can."""
    return (
        "" if is_there() else "the verifiers are fetched by .venv/bin/python -m bootstrap.outside_verifiers"
    )


def verdicts(
    credential: Mapping[str, object] | str,
    *,
    status_lists: Documents | None = None,
    did_documents: Documents | None = None,
    now: datetime,
) -> dict[str, Verdict]:
    """What each program says: those of `EMBEDDED` about an object, those of `COMPACT` about a token.

    `status_lists` are signed lists by address, `did_documents` by did (a did:key needs none). Revoked, suspended and
    expired credentials count as refused, also where a program reports that beside a signature it found good.
    """
    job = {"credential": credential, **_about(status_lists or {}, did_documents or {}, now)}
    script = (PROGRAMS / "judge.mjs").read_text()
    return _ask(job, [node(), "--input-type=module", "--eval", script], PYTHON)


def baked_verdict(
    picture: bytes,
    *,
    status_lists: Documents | None = None,
    did_documents: Documents | None = None,
    now: datetime,
) -> Verdict:
    """What openbadgeslib says of a PNG or SVG with a credential baked in."""
    about = _about(status_lists or {}, did_documents or {}, now)
    return _ask({"picture": base64.b64encode(picture).decode(), **about}, PYTHON)["openbadgeslib"]


def node() -> str:
    """The machine's Node.js, or the one inside `.venv` where the machine has none."""
    return shutil.which("node") or str(ROOT / ".venv" / "bin" / "node")


def _about(status_lists: Documents, did_documents: Documents, now: datetime) -> dict[str, object]:
    by_address = {did_web_address(did): said for did, said in did_documents.items()}
    return {
        "dids": dict(did_documents),
        "documents": {**status_lists, **by_address},
        "contexts": {address: context(address) for address in PINNED},
        "now": now.isoformat(),
    }


def _ask(job: Mapping[str, object], *commands: list[str]) -> dict[str, Verdict]:
    """Every program asked at the same time, in a process of its own: some keep what they once looked up."""
    text = json.dumps(job)
    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(lambda command: _answer(command, text), commands))
    return {name: Verdict(**said) for answer in answers for name, said in answer.items()}


def _answer(command: list[str], text: str) -> dict[str, dict]:
    asked = subprocess.run(
        command,
        cwd=TARGET,
        env={**os.environ, "PYTHONPATH": str(PACKAGES)},
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert not asked.returncode, asked.stderr[-2000:]
    return json.loads(asked.stdout)
