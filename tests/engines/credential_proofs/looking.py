"""How the tests look at a credential: with its lists and its issuer's document at hand, on a day it is valid."""

from hypothesis import strategies as st

from techhire.engines.credential_proofs import keys
from techhire.engines.credential_proofs.verifying import Name, Verification, verify

from .issued import DID, NOW, compact, dids, embedded, lists

ACTIVE, RETIRED, TAKEN_BACK = keys.Standing
LISTS, DIDS = lists(), dids()
SIGNED, TOKEN = embedded(), compact()

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([DID, "urn:x", "#"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "type", "@context", "@id", "@value", "@graph", "proof", "name", "issuer"])
            | st.text(max_size=4),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def look(thing, *, status_lists=LISTS, did_documents=DIDS, now=NOW, **about) -> Verification:
    return verify(thing, did_document=did_documents.get, status_list=status_lists.get, now=now, **about)


def code(thing, name: Name, **about) -> str:
    """The code of one check, with its outcome before it."""
    check = look(thing, **about).check(name)
    return f"{check.outcome} {check.code}".strip()
