"""Whether a piece of work says who made it: only the person is told, before they hand it in."""

import re
import unicodedata
from collections.abc import Iterator

from techhire.commons.uploads import FileKind
from techhire.plays.assessments.models import Submission
from techhire.plays.seekers.models import Contact
from techhire.plays.seekers.words import ContactKind

SHORTEST_NAME = 3
FEWEST_DIGITS = 7
NOT_DIGIT = re.compile(r"\D")
NUMBER = re.compile(r"\+?\d[\d\s().\-]{5,}\d")
NAME, EMAIL, PHONE = "name", "email", "phone"


def own_marks(submission: Submission, text: str | None = None) -> list[str]:
    """Which of the person's own name, e-mail and phone stand in the text or can be read in a file, as codes.

    ``text`` is what they are about to hand in, where it is not saved yet.
    Files are searched as bytes, a PDF also by the words read in it; ``unread_files`` says of which that failed.
    """
    written = submission.text if text is None else text
    files = list(submission.files.all())
    texts = [written, *(_readable(bytes(file.data)) for file in files), *(file.words or "" for file in files)]
    plain = "\n".join(_folded(text) for text in texts)
    found = [
        (NAME, any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) for name in _names(submission))),
        (EMAIL, any(address in plain for address in _addresses(submission))),
        (PHONE, bool(_numbers(submission) & {_digits(hit) for hit in NUMBER.findall(plain)})),
    ]
    return [code for code, is_there in found if is_there]


def unread_files(submission: Submission) -> list[int]:
    """Places of PDFs whose words could not be read, so that nobody could look for the person's own name in them."""
    found = submission.files.filter(kind=FileKind.PDF, words__isnull=True)
    return list(found.order_by("place").values_list("place", flat=True))


def _folded(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _readable(data: bytes) -> str:
    """A file's bytes as text, and once more as the two-byte text that documents keep their author in."""
    return data.decode("utf-8", "ignore") + "\n" + data.replace(b"\x00", b"").decode("latin-1")


def _names(submission: Submission) -> Iterator[str]:
    account = submission.seeker.account
    for name in (submission.seeker.name, account.name if account else ""):
        yield from (part for part in re.findall(r"\w+", _folded(name)) if len(part) >= SHORTEST_NAME)


def _addresses(submission: Submission) -> set[str]:
    account = submission.seeker.account
    own = {account.email} if account and account.email else set()
    return {_folded(value) for value in own | _contacts(submission, ContactKind.EMAIL)}


def _numbers(submission: Submission) -> set[str]:
    found = {_digits(value) for value in _contacts(submission, ContactKind.PHONE)}
    return {digits for digits in found if len(digits) >= FEWEST_DIGITS}


def _contacts(submission: Submission, kind: ContactKind) -> set[str]:
    rows = Contact.objects.filter(seeker_id=submission.seeker_id, kind=kind)
    return {row.value for row in rows if row.value}


def _digits(text: str) -> str:
    """Only the digits, without the country code of the United States."""
    digits = NOT_DIGIT.sub("", text)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
