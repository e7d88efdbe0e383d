"""One meaning has one canonical text, and a document that would say more than is signed has none."""

import copy
import time

import pytest

from techhire.engines.credential_proofs import contexts, linked_data
from techhire.engines.credential_proofs.documents import BADGE_CONTEXT, VC_CONTEXT
from techhire.engines.credential_proofs.linked_data import BadLinkedData, canonical

from .issued import unsigned

PLAIN = {"@context": [VC_CONTEXT, BADGE_CONTEXT], "id": "urn:x", "type": ["VerifiableCredential"]}


def told(**words: object) -> dict[str, object]:
    return {**PLAIN, **words}


def test_the_text_is_the_one_rdf_canonicalization_prescribes():
    document = told(
        evidence=[{"type": "Evidence", "name": 'A "b"\\\tc\n'}, {"type": "Evidence", "name": "é"}]
    )
    assert canonical(document).decode().splitlines() == [
        "<urn:x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://www.w3.org/2018/credentials#VerifiableCredential> .",
        "<urn:x> <https://www.w3.org/2018/credentials#evidence> _:c14n0 .",
        "<urn:x> <https://www.w3.org/2018/credentials#evidence> _:c14n1 .",
        "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#Evidence> .",
        '_:c14n0 <https://schema.org/name> "é" .',
        "_:c14n1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#Evidence> .",
        '_:c14n1 <https://schema.org/name> "A \\"b\\"\\\\\\tc\\n" .',
    ]


def test_the_order_of_words_does_not_matter_and_the_document_is_left_alone():
    document = unsigned()
    before = copy.deepcopy(document)
    assert canonical(document) == canonical(dict(reversed(document.items())))
    assert document == before


def test_what_was_read_before_changes_nothing(monkeypatch):
    words = [
        {},
        {"@context": [VC_CONTEXT, BADGE_CONTEXT, "https://w3id.org/security/data-integrity/v2"]},
        {"@context": [VC_CONTEXT, "https://www.w3.org/ns/did/v1"]},
        {"@context": [VC_CONTEXT, "https://w3id.org/security/multikey/v1", BADGE_CONTEXT]},
        {"evidence": [{"type": "Evidence", "name": "A"}, {"type": "Evidence", "color": "green"}]},
        {"evidence": [{"@context": BADGE_CONTEXT, "type": "Evidence", "name": "A"}]},
        {"credentialSubject": {"@context": VC_CONTEXT, "id": "urn:y", "type": "AchievementSubject"}},
        {"type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "A"},
    ]
    documents = [unsigned(), *(told(**one) for one in words)]

    def said(document):
        try:
            return canonical(document)
        except BadLinkedData as refused:
            return str(refused)

    def afresh(document):
        monkeypatch.setattr(linked_data, "_read", linked_data._Read())
        return said(document)

    alone = [afresh(document) for document in documents]
    assert any(isinstance(one, str) for one in alone)
    assert sum(isinstance(one, bytes) for one in alone) > 2
    for first in range(len(documents)):
        monkeypatch.setattr(linked_data, "_read", linked_data._Read())
        said(documents[first])
        assert [said(document) for document in documents] == alone
        assert [said(document) for document in reversed(documents)] == alone[::-1]


@pytest.mark.parametrize(
    "words",
    [
        {"favoriteColor": "green"},
        {"type": ["VerifiableCredential", "Favorite"]},
        {"evidence": [{"type": ["Evidence", "Favorite"], "name": "A"}]},
        {"evidence": [{"type": "Evidence", "color": "green"}]},
        {"evidence": [{"type": "Evidence", "name": {"@value": "A", "@type": "Favorite"}}]},
        {"evidence": [{"id": "evidence", "type": "Evidence"}]},
        {"id": "/here"},
        {"name": {"@value": None}},
        {"name": {"@value": "A", "@language": "not one"}},
        {"name": {"@value": "A", "@direction": "rtl"}},
    ],
    ids=str,
)
def test_what_would_stay_unsigned_is_refused(words):
    with pytest.raises(BadLinkedData, match="undefined_term"):
        canonical(told(**words))


STATUS = {"id": "urn:s#1", "type": "BitstringStatusListEntry", "statusListIndex": "1", "statusPurpose": "x"}


@pytest.mark.parametrize(
    "words",
    [
        {
            "https://www.w3.org/2018/credentials#validUntil": {
                "@value": "2026-03-02T15:00:00Z",
                "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
            }
        },
        {"@type": "VerifiableCredential"},
        {"type": ["https://www.w3.org/2018/credentials#VerifiableCredential"]},
        {"credentialStatus": [[STATUS]]},
        {"credentialStatus": [{"id": "urn:s#1", "type": "BitstringStatusListEntry"}], "evidence": [STATUS]},
        {"evidence": [{"id": "urn:x", "validUntil": "2026-03-02T15:00:00Z"}]},
        {"@included": [{"id": "urn:x", "validUntil": "2026-03-02T15:00:00Z"}]},
        {"@graph": [{"id": "urn:x"}]},
        {"@reverse": {"evidence": {"id": "urn:y"}}},
    ],
    ids=lambda words: next(iter(words)),
)
def test_what_is_signed_alike_but_read_by_nobody_is_refused(words):
    with pytest.raises(BadLinkedData, match="undefined_term"):
        canonical(told(**words))


@pytest.mark.parametrize("inside", ["a b", 'a"b', "a>b", "a<b", "a\nb", "a\\b", "a{b}", "a|b", "a^b", "a`b"])
def test_an_address_cannot_carry_statements(inside):
    with pytest.raises(BadLinkedData, match="undefined_term"):
        canonical(told(evidence=[{"id": f"urn:{inside}", "type": "Evidence"}]))


@pytest.mark.parametrize(
    "named",
    [
        VC_CONTEXT,
        [BADGE_CONTEXT],
        [BADGE_CONTEXT, VC_CONTEXT],
        [VC_CONTEXT, "https://example.org/context"],
        [VC_CONTEXT, {"favoriteColor": "urn:color"}],
        [VC_CONTEXT, None],
        [],
        None,
    ],
    ids=str,
)
def test_only_pinned_contexts_count_and_the_data_model_comes_first(named):
    with pytest.raises(BadLinkedData, match="unknown_context"):
        canonical({**PLAIN, "@context": named})


def test_a_context_further_in_is_pinned_too():
    inside = {"id": "urn:y", "type": "VerifiableCredential", "name": "A"}
    assert canonical(told(evidence=[{"@context": [VC_CONTEXT], **inside}]))
    with pytest.raises(BadLinkedData, match="unknown_context"):
        canonical(told(evidence=[{"@context": "https://example.org/c", **inside}]))


def tree(depth: int, width: int) -> dict[str, object]:
    """Look-alike nodes below look-alike nodes."""
    return {"related": [tree(depth - 1, width) for _ in range(width)] if depth else [], "type": "Achievement"}


HOSTILE = {
    "look-alike trees": told(evidence=tree(6, 2)),
    "broad look-alikes": told(evidence=tree(3, 6)),
    "many values": told(evidence=[{"name": str(number)} for number in range(3000)]),
    "many contexts": {**PLAIN, "@context": [VC_CONTEXT, BADGE_CONTEXT] * 100},
    "many contexts further in": told(evidence=[{"@context": [VC_CONTEXT] * 9} for _ in range(90)]),
    "long": told(name="a" * 2_000_000),
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE)
def test_a_document_made_to_take_for_ever_is_given_up_soon(document):
    started = time.process_time()
    with pytest.raises(BadLinkedData, match="too_large"):
        canonical(document)
    assert time.process_time() - started < 5


def test_deep_and_foreign_values_are_refused():
    deep: dict[str, object] = {}
    for _ in range(50):
        deep = {"evidence": deep}
    with pytest.raises(BadLinkedData, match="too_deep"):
        canonical(told(evidence=deep))
    with pytest.raises(BadLinkedData, match="shape"):
        canonical(told(name=object()))


def test_the_largest_document_we_take_is_worked_through_in_bounded_time():
    document = told(evidence=[{"type": "Evidence", "name": str(number)} for number in range(600)])
    started = time.process_time()
    assert canonical(document)
    assert time.process_time() - started < 10


def test_every_pinned_context_is_the_file_we_know():
    for address in contexts.PINNED:
        assert contexts.context(address)["@context"]
    assert contexts.context(VC_CONTEXT) is not contexts.context(VC_CONTEXT)


def test_an_altered_file_is_noticed(monkeypatch):
    name, _ = contexts.PINNED[BADGE_CONTEXT]
    monkeypatch.setitem(contexts.PINNED, BADGE_CONTEXT, (name, "0" * 64))
    contexts.context_text.cache_clear()
    with pytest.raises(contexts.ChangedContext):
        contexts.context(BADGE_CONTEXT)
    contexts.context_text.cache_clear()


def test_the_sources_of_every_file_are_noted():
    folder = contexts.files(contexts.__package__)
    noted = (folder / "SOURCES.md").read_text()
    assert all(f"`{name}`" in noted and address in noted for address, (name, _) in contexts.PINNED.items())
