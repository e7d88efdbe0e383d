"""A posting as the posting check takes it, and pasted text made safe to keep."""

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import zipcodes

from techhire.commons.skills.bridge import language_checked
from techhire.commons.skills.words import Importance, When
from techhire.engines import posting_check as engine
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.words import Workplace

BLOCK = re.compile(r"(?i)<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>")
HIDDEN = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<\s*(script|style|head|template)\b.*?(?:<\s*/\s*\1\s*>|\Z)")
TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
SPACES = re.compile(r"[ \t\u00a0]+")
LINES = re.compile(r"\n{3,}")


def plain_text(pasted: str) -> str:
    """The words of what was pasted: tags and scripts taken out, entities read, line breaks kept."""
    text = BLOCK.sub("\n", HIDDEN.sub(" ", pasted.replace("\r\n", "\n").replace("\r", "\n")))
    text = html.unescape(TAG.sub(" ", text)) if TAG.search(pasted) or "&" in pasted else text
    text = "".join(c for c in text if c == "\n" or c == "\t" or unicodedata.category(c)[0] != "C")
    return LINES.sub("\n\n", "\n".join(SPACES.sub(" ", line).strip() for line in text.split("\n"))).strip()


def looks_binary(pasted: str) -> bool:
    """Whether this is a file's bytes rather than words: NULs, or mostly characters nobody types."""
    sample = pasted[:4000]
    odd = sum(
        c == "\ufffd" or (unicodedata.category(c) in {"Cc", "Co", "Cn"} and c not in "\n\r\t") for c in sample
    )
    return "\x00" in pasted or odd > len(sample) * 0.1


def check(posting: Posting) -> list[engine.Finding]:
    """What the posting check says of a posting as it stands, lines the employer chose to keep left out."""
    lines = [
        engine.Requirement(line.skill.name, line.level, line.importance == Importance.ESSENTIAL)
        for line in posting.requirements.select_related("skill")
        if line.when == When.DAY_ONE
    ]
    found = check_text(
        posting.text,
        lines,
        has_pay=posting.pay_min is not None,
        has_schedule=bool(posting.schedule),
        has_place=bool(posting.city) or posting.workplace == Workplace.REMOTE,
    )
    kept = set(posting.kept_lines)
    return [finding for finding in found if finding_key(finding) not in kept]


def check_text(text: str, asked: Sequence[engine.Requirement], **has: bool) -> list[engine.Finding]:
    """What the posting check says of a text, in its own language, with the towns it may name."""
    language = language_checked(text)
    return engine.check_posting(text, requirements=asked, language=language, cities=town_names(), **has)


def stated(text: str) -> engine.Stated:
    """Pay, hours and place as an ad states them."""
    return engine.read_stated(text, town_names())


@lru_cache(maxsize=1)
def town_names() -> frozenset[str]:
    """Towns of the United States by their names in lower case."""
    return frozenset(row["city"].casefold() for row in zipcodes.list_all())


def finding_key(finding: engine.Finding) -> str:
    """A name for a finding that stays the same while other lines of the text change."""
    return f"{finding.reason_code}-{crc32(finding.text.casefold().encode()):08x}"
