"""Checking any credential: our own from our own rows, others' as far as the operator lets the site go out.

Nothing of what is asked about is kept.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.outside import OutsideClosed, OutsideFailed, fetch
from techhire.commons.permits import Refused
from techhire.commons.vault import fingerprint
from techhire.engines.credential_proofs.baking import BadPicture, is_png, is_svg, unbake
from techhire.engines.credential_proofs.keys import BadKey, did_web_address
from techhire.engines.credential_proofs.paper import is_pdf, links_in_pdf
from techhire.engines.credential_proofs.plain_json import BadJson, read_object
from techhire.engines.credential_proofs.shape import about_one_of
from techhire.engines.credential_proofs.verifying import (
    Check,
    Name,
    Outcome,
    Verdict,
    Verification,
    verify,
)
from techhire.plays.credentials.bridge.reading import Said, said_by
from techhire.plays.credentials.bridge.signing import did_document
from techhire.plays.credentials.models import Credential, SigningKey, StatusList, TrustedIssuer
from techhire.plays.credentials.queries.scanning import is_photo, scanned
from techhire.plays.credentials.words import IssuerStanding, KeyStanding
from techhire.plays.credentials.words.checks import (
    ABOUT,
    CHECKS,
    NEXT,
    OUTCOMES,
    VERDICT_MEANS,
    VERDICTS,
    says,
)
from techhire.plays.seekers.words import SeekerState

MOST_BYTES = 512 * 1024
SECONDS = 5.0
ABOUT_CODES = {Outcome.PASSED: "yes", Outcome.FAILED: "another", Outcome.NOT_CHECKED: "cannot_tell"}
PDF, QR, PHOTO = "pdf", "qr", "photo"
"""What something came in that is not the credential's own: paper, a picture of a code, a picture without one."""
SHARED = re.compile(r"/badges/shared/([A-Za-z0-9_-]{20,60})/?(?:[?#].*)?$")


@dataclass(frozen=True)
class CheckLine:
    """One check in words."""

    name: str
    outcome: str
    code: str

    @property
    def title(self) -> Promise:
        """What was looked at."""
        return CHECKS[self.name]

    @property
    def outcome_says(self) -> Promise:
        """How it ended."""
        return OUTCOMES[self.outcome]

    @property
    def says(self) -> str | Promise:
        """What that means, where more is to be said."""
        return says(self.name, self.outcome, self.code)


@dataclass(frozen=True)
class Checked:
    """What came out: the verdict, each check, what the credential says, and how its issuer stands here.

    ``standing`` is own, trusted, refused or unknown; own and trusted only once the signature holds, since anybody can
    write a name. ``said`` is None where nothing could be read. ``about`` says whether it is about the person whose
    addresses were handed in (yes, another, cannot_tell), and is empty where none were asked about.
    """

    verdict: str
    lines: tuple[CheckLine, ...]
    carrier: str
    form: str
    issuer: str
    standing: str
    said: Said | None
    text: str
    about: str = ""

    @property
    def title(self) -> Promise:
        """The verdict in a heading."""
        return VERDICTS["another_person" if self.is_anothers else self.verdict]

    @property
    def means(self) -> Promise:
        """The verdict in a sentence."""
        return VERDICT_MEANS["another_person" if self.is_anothers else self.verdict]

    @property
    def is_anothers(self) -> bool:
        """Whether all that is wrong is that it is about somebody with another address than was asked about."""
        wrong = [(line.name, line.code) for line in self.lines if line.outcome == Outcome.FAILED]
        return wrong == [(Name.SUBJECT, "another_person")] and not self._is_open

    @property
    def _is_open(self) -> bool:
        """Whether what makes a credential valid could not be checked."""
        return any(line.outcome == Outcome.NOT_CHECKED for line in self.lines)

    @property
    def worst_first(self) -> tuple[CheckLine, ...]:
        """Every check, those that failed before the others: nobody looks for what is wrong."""
        return tuple(sorted(self.lines, key=lambda line: line.outcome != Outcome.FAILED))

    @property
    def is_good(self) -> bool:
        """Whether what it says may be believed, as far as was checked."""
        return self.verdict in (Verdict.VALID, Verdict.AS_FAR_AS_CHECKED)

    @property
    def is_unreached(self) -> bool:
        """Whether all that keeps us from checking the signature is that the issuer's keys are elsewhere."""
        codes = {line.name: line.code for line in self.lines if line.outcome == Outcome.NOT_CHECKED}
        return self.verdict == Verdict.CANNOT_TELL and codes.get(Name.ISSUER_KEY) == "issuer_not_reached"

    @property
    def keys_address(self) -> str:
        """Where the keys of such an issuer can be read by a person with a browser; empty where nobody knows."""
        return key_address(self.issuer) if self.is_unreached else ""

    @property
    def may_be_taken_back(self) -> bool:
        """Whether the signature holds, while nobody could look up that it was not taken back or put on hold."""
        return self.verdict == Verdict.AS_FAR_AS_CHECKED

    @property
    def about_says(self) -> Promise | str:
        """Whether it is about the person, in a sentence."""
        return ABOUT.get(self.about, "")

    @property
    def is_bad(self) -> bool:
        """Whether nobody may build on it: something is wrong, or there is nothing in it."""
        return self.verdict in (Verdict.NOT_VALID, Verdict.NO_CREDENTIAL)

    @property
    def is_nothing(self) -> bool:
        """Whether no signed credential was in it, so that its checks say nothing."""
        return self.verdict == Verdict.NO_CREDENTIAL

    @property
    def next_step(self) -> Promise:
        """What to do where there was nothing to check."""
        return NEXT[self.carrier if self.carrier in (PDF, QR, PHOTO) else ""]

    @property
    def is_paper(self) -> bool:
        """Whether it came as a PDF: what was checked is the badge its link leads to, not what is printed on it."""
        return self.carrier == PDF


def check_credential(
    community: Community,
    thing: object,
    *,
    email: str = "",
    subject: str = "",
    person: Collection[str] | None = None,
    now: datetime,
) -> Checked:
    """Check JSON, a token, the bytes of a file or picture, or the address of one of them.

    ``email`` or ``subject`` (a did) make being about that person one of the checks. ``person`` are all addresses that
    somebody has shown to be theirs, possibly none: whether it is about them is told beside the verdict.
    Raises Refused with a sentence where an address leads nowhere we may go.
    """
    carrier, found = _brought(thing)
    result = verify(
        found,
        did_document=lambda did: _document_of(community, did),
        status_list=_list_at,
        now=now,
        email=email,
        subject=subject,
    )
    result = _with_our_own_keys(result)
    ours = _community_of(result.issuer)
    return Checked(
        verdict=result.verdict.value,
        lines=tuple(_lines(result, about_somebody=bool(email or subject))),
        carrier=carrier or result.carrier,
        form=result.form,
        issuer=result.issuer[:400],
        standing=_standing(community, result, ours),
        said=_said(result.credential, ours),
        text=_text_of(found),
        about=_about(result, person),
    )


def _about(result: Verification, person: Collection[str] | None) -> str:
    if person is None or result.credential is None:
        return ""
    return ABOUT_CODES[about_one_of(result.credential, person).outcome]


def _lines(result: Verification, *, about_somebody: bool) -> Iterator[CheckLine]:
    """Every check; whether it is about a person only where somebody asked that, or where it is about nobody."""
    for one in result.checks:
        if about_somebody or one.name is not Name.SUBJECT or one.outcome is Outcome.FAILED:
            yield CheckLine(one.name.value, one.outcome.value, one.code)


def shared_credential(token: str) -> Credential | None:
    """The badge a person's own link opens, while they let it; of nobody who was erased."""
    rows = Credential.objects.select_related("achievement__skill", "achievement__community", "community")
    return rows.filter(
        share_fingerprint=fingerprint(token, purpose="badge-link"), seeker__state=SeekerState.ACTIVE
    ).first()


def _brought(thing: object) -> tuple[str, object]:
    """A carrier that is not the credential's own, and what to check: an address or a PDF leads to it."""
    if isinstance(thing, bytes) and is_pdf(thing):
        return PDF, _printed_on(thing)
    if isinstance(thing, bytes) and is_photo(thing):
        text = scanned(thing)
        return (PHOTO, thing) if text is None else (QR, _brought(text)[1])
    if isinstance(thing, str) and thing.strip().startswith("http"):
        return "", _at(thing.strip())
    return "", thing


def _printed_on(data: bytes) -> object:
    """The badge shared here that a PDF links to, if it is one badge; no other address in a PDF is followed."""
    tokens = {shared[1] for link in links_in_pdf(data) if (shared := SHARED.search(link))}
    own = shared_credential(tokens.pop()) if len(tokens) == 1 else None
    return own.document if own else None


def _at(url: str) -> object:
    """What an address leads to: a badge shared here is read here, another site is asked within bounds."""
    shared = SHARED.search(url)
    own = shared_credential(shared[1]) if shared else None
    if own is not None:
        return own.document
    try:
        return fetch(url, max_bytes=MOST_BYTES, seconds=SECONDS).body
    except OutsideClosed as closed:
        words = _(
            "This site may not go out to that address. Download the credential there, and paste it or choose the file."
        )
        raise Refused(words, field="text") from closed
    except OutsideFailed as failed:
        raise Refused(_("That address did not answer as it should."), field="text") from failed


def _document_of(community: Community, did: str) -> dict[str, object] | None:
    """The document of an issuer: our own from our keys, the one the civic lead keeps, another's where we may go."""
    rows = list(SigningKey.objects.filter(did=did))
    if rows:
        return did_document(did, rows)
    kept = TrustedIssuer.objects.filter(community=community, did=did).exclude(document="").first()
    if kept is not None:
        return read_object(kept.document)
    try:
        return _object(fetch(did_web_address(did), max_bytes=MOST_BYTES, seconds=SECONDS).body)
    except (BadKey, OutsideClosed, OutsideFailed):
        return None


def _list_at(url: str) -> dict[str, object] | str | None:
    """A status list: our own as it stands now, another's where the site may go."""
    own = StatusList.objects.filter(address=url).first() if len(url) <= 400 else None
    if own is not None:
        return own.document
    try:
        body = fetch(url, max_bytes=MOST_BYTES, seconds=SECONDS).body
        return body.decode("utf-8")
    except (OutsideClosed, OutsideFailed, UnicodeDecodeError):
        return None


def _object(body: bytes) -> dict[str, object] | None:
    try:
        return read_object(body.decode("utf-8-sig"))
    except (BadJson, UnicodeDecodeError):
        return None


def _with_our_own_keys(result: Verification) -> Verification:
    """A did:key cannot say of itself that it is not to be believed any more; where it is ours, we know."""
    if not result.issuer.startswith("did:key:"):
        return result
    gone = SigningKey.objects.filter(did=result.issuer, standing=KeyStanding.REVOKED)
    if not gone.exists():
        return result
    told = Check(Name.ISSUER_KEY, Outcome.FAILED, "key_revoked")
    checks = tuple(told if check.name is Name.ISSUER_KEY else check for check in result.checks)
    return replace(result, verdict=Verdict.NOT_VALID, checks=checks)


def _community_of(issuer: str) -> Community | None:
    """The community here whose key it is."""
    keys = SigningKey.objects.select_related("issuer__community")
    key = keys.filter(did=issuer).first() if issuer else None
    return key.issuer.community if key else None


def _said(credential: Mapping[str, object] | None, ours: Community | None) -> Said | None:
    """What it says; the days of a badge of ours by its community's clock, as on every other page of it."""
    if credential is None:
        return None
    return said_by(credential, ours.day_of if ours else None)


def _standing(community: Community, result: Verification, ours: Community | None) -> str:
    """How the issuer stands here. Whoever is only named, and not shown to have signed, is refused or unknown."""
    is_signed = all(
        result.check(name).outcome is Outcome.PASSED for name in (Name.ISSUER_KEY, Name.SIGNATURE)
    )
    if is_signed and ours == community:
        return "own"
    row = TrustedIssuer.objects.filter(community=community, did=result.issuer).first()
    if row is None or not (is_signed or row.standing == IssuerStanding.REFUSED):
        return "unknown"
    return row.standing


def key_address(did: str) -> str:
    """Where the document of a did:web is read; empty for an identifier of another kind."""
    try:
        return did_web_address(did)
    except BadKey:
        return ""


def _text_of(found: object) -> str:
    """The credential as text, taken out of its picture, so that it can be shown again or sent on."""
    if not isinstance(found, bytes):
        return found if isinstance(found, str) else ""
    try:
        return unbake(found) if is_png(found) or is_svg(found) else found.decode("utf-8-sig")
    except (BadPicture, UnicodeDecodeError):
        return ""
