"""Somebody's program on the network: fetches what a badge needs, and lets programs of others judge it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from techhire.engines.credential_proofs.keys import did_web_address
from tests.outside.verifiers import COMPACT, EMBEDDED, verdicts


@dataclass(frozen=True)
class Stranger:
    """Somebody's program on the network, which takes the running site for the host it says it is."""

    server: str
    host: str

    def get(self, address: str, accept: str = "*/*") -> bytes:
        """What an address answers."""
        path = urlsplit(address).path
        asked = Request(f"{self.server}{path}", headers={"Host": self.host, "Accept": accept})
        with urlopen(asked, timeout=30) as answer:
            return bytes(answer.read())

    def refused_by(self, link: str, *, compact: bool = False, now: datetime | None = None) -> set[str]:
        """Names of the programs that do not accept the badge behind a link, with lists and keys fetched now."""
        body = self.get(link, "application/vc+jwt" if compact else "application/vc").decode()
        return self.refuse(body if compact else json.loads(body), now=now)

    def refuse(self, credential: Any, *, now: datetime | None = None) -> set[str]:
        """The same for a credential at hand."""
        said = verdicts(credential, **self.about(), now=now or datetime.now(UTC))
        assert set(said) == set(EMBEDDED if isinstance(credential, dict) else COMPACT)
        return {name for name, verdict in said.items() if not verdict.accepted}

    def about(self) -> dict[str, Any]:
        """Status lists and did documents, each from its own address."""
        issuer = json.loads(self.get("/api/v1/issuer"))
        lists = {address: json.loads(self.get(address)) for address in issuer["status_lists"]}
        dids = {
            document["id"]: json.loads(self.get(did_web_address(document["id"])))
            for document in issuer["did_documents"]
            if document["id"].startswith("did:web:")
        }
        return {"status_lists": lists, "did_documents": dids}
