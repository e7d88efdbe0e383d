"""What looking at a credential found, in sentences people read: each check, how it ended, and what that means."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERDICTS = {
    "valid": _("This credential is valid"),
    "not_valid": _("This credential is not valid"),
    "as_far_as_checked": _("Valid as far as we could check"),
    "cannot_tell": _("We cannot tell whether this is valid"),
    "no_credential": _("There is no signed credential in this"),
    "another_person": _("This credential is valid, but not about that person"),
}
VERDICT_MEANS = {
    "valid": _("Its issuer signed it, nobody changed it, it has not ended and it was not taken back."),
    "not_valid": _("Do not rely on it. What is wrong stands below."),
    "as_far_as_checked": _(
        "Its issuer signed it and nobody changed it. Something could not be checked: see below."
    ),
    "cannot_tell": _("Nothing is wrong that we could see, but we could not check who signed it."),
    "no_credential": _("So there was nothing to check. It is neither good nor bad."),
    "another_person": _(
        "It carries another address than the one you gave. Look whether that is written right, or ask the person which "
        "address they had when they got it. Until then do not take it for theirs."
    ),
}
NEXT = {
    "": _(
        "Ask for the link to the badge, or for its file: JSON, JWT, or the badge picture as PNG or SVG. Of a photo "
        "or a screenshot only the QR code can be read."
    ),
    "photo": _(
        "We found no QR code in this picture, or more than one. Take the picture again, sharp and with one code alone, "
        "or scan the code with your phone and paste the link it leads to."
    ),
    "qr": _(
        "The QR code in this picture is no credential and leads to none. Look whether you have the code of the badge "
        "itself. If you do, ask whoever sent it for the link to the badge, or for its file: JSON, JWT, PNG or SVG."
    ),
    "pdf": _(
        "A PDF is only the paper. If it is a certificate of a badge, open the link that is printed on it, or scan its "
        "code with your phone. Or ask for the signed badge itself: JSON, JWT, PNG or SVG."
    ),
}
"""What to do where nothing was signed, by what it came in."""
CHECKS = {
    "read": _("It can be read"),
    "structure": _("It is a credential"),
    "contexts": _("Every word in it has a known meaning"),
    "issuer_key": _("The key belongs to its issuer"),
    "signature": _("It was signed and not changed since"),
    "period": _("It holds today"),
    "revocation": _("It was not taken back"),
    "suspension": _("It is not on hold"),
    "shape": _("It is a complete badge"),
    "subject": _("It is about the person you asked about"),
}
ABOUT = {
    "yes": _("It is about the person who sent it: it carries an address that is shown to be theirs."),
    "cannot_tell": _("Whether it is about the person who sent it cannot be told."),
    "another": _("It is about somebody with another address than the person who sent it."),
}
"""Whether it is about whoever brought it, by the addresses they have shown to be theirs."""
OUTCOMES = {
    "passed": _("checked, fine"),
    "failed": _("checked, not fine"),
    "not_checked": _("not checked"),
}
_LARGE = _("It is larger than anything we read.")
_DEEP = _("It is nested deeper than anything we read.")
_WORDS = _("It uses words that nobody defined, so parts of it are not covered by the signature.")
_CONTEXT = _("It uses a list of words that we do not have, and we load none from outside.")
_LIST_AWAY = _("The list is elsewhere, and this site may not go out to it or got no answer.")
_LIST_BAD = _("The list does not come from the issuer, or is damaged.")
CODES: dict[tuple[str, str], Promise] = {
    ("read", "too_large"): _LARGE,
    ("read", "too_deep"): _DEEP,
    ("read", "repeated_key"): _("It says the same thing twice, in two ways."),
    ("read", "picture"): _("This picture cannot be read, or there is no credential in it."),
    ("structure", "version_1"): _(
        "It is written in an older version of the standard, which cannot be checked here."
    ),
    ("structure", "dates"): _("Its dates are not written as the standard asks."),
    ("structure", "issuer"): _("It does not say who issued it."),
    ("structure", "subject"): _("It is about nobody."),
    ("contexts", "unknown_context"): _CONTEXT,
    ("contexts", "undefined_term"): _WORDS,
    ("contexts", "too_large"): _LARGE,
    ("contexts", "too_deep"): _DEEP,
    ("issuer_key", "other_issuer"): _("The key is another issuer's."),
    ("issuer_key", "key_not_listed"): _("Its issuer does not list this key, or lists it no more."),
    ("issuer_key", "key_revoked"): _("Its issuer says that this key is not to be believed any more."),
    ("issuer_key", "issuer_not_reached"): _(
        "The issuer's keys are elsewhere, and this site may not go out to them or got no answer."
    ),
    ("issuer_key", "issuer_kind"): _("The issuer has an identifier of a kind we do not read."),
    ("issuer_key", "key_unknown"): _("It is signed with a kind of key we do not know."),
    ("signature", "does_not_hold"): _("It was changed after it was signed, or somebody else signed it."),
    ("signature", "no_proof"): _("Nobody signed it."),
    ("signature", "suite_unknown"): _("It is signed in a way we do not read."),
    ("signature", "proof_expired"): _("The signature itself has ended."),
    ("signature", "proof_from_the_future"): _("It says that it was signed on a day that has not come yet."),
    ("signature", "no_key"): _("We have no key to check it with."),
    ("period", "not_yet"): _("It does not hold yet."),
    ("period", "expired"): _("It has ended."),
    ("revocation", "set"): _("Its issuer took it back."),
    ("revocation", "none_given"): _("Its issuer publishes no list of what was taken back."),
    ("revocation", "list_not_reached"): _LIST_AWAY,
    ("revocation", "list_not_believed"): _LIST_BAD,
    ("revocation", "list_damaged"): _LIST_BAD,
    ("revocation", "list_outdated"): _("The list is too old."),
    ("suspension", "set"): _("Its issuer put it on hold."),
    ("suspension", "none_given"): _("Its issuer publishes no list of what is on hold."),
    ("suspension", "list_not_reached"): _LIST_AWAY,
    ("suspension", "list_not_believed"): _LIST_BAD,
    ("suspension", "list_damaged"): _LIST_BAD,
    ("suspension", "list_outdated"): _("The list is too old."),
    ("shape", "not_a_badge"): _("It is a credential of another kind than an Open Badge."),
    ("subject", "nobody"): _("It does not say whose it is."),
    ("subject", "another_person"): _("It is about somebody with another address."),
    ("subject", "not_to_compare"): _("It does not carry an e-mail address to compare with."),
}
GENERAL = {
    "read": _("We found no signed credential in it."),
    "structure": _("It is not written as a credential."),
    "contexts": _WORDS,
    "issuer_key": _("The key cannot be tied to its issuer."),
    "signature": _("The signature cannot be used."),
    "revocation": _("Its list is of a kind we do not read."),
    "suspension": _("Its list is of a kind we do not read."),
    "shape": _("Something that every badge needs is not in it."),
}
SKIPPED = _("An earlier check failed.")


def says(name: str, outcome: str, code: str) -> str | Promise:
    """The sentence for one check; empty where all is said by its name and outcome."""
    said = CODES.get((name, code))
    if said is not None:
        return said
    if outcome == "passed":
        return ""
    if outcome == "not_checked" and code in CHECKS:
        return SKIPPED
    return GENERAL.get(name, "")
