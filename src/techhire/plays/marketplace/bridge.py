"""A posting as the posting check takes it, and pasted text made safe to keep."""

import html
import re
import unicodedata
from zlib import crc32

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
    found = engine.check_posting(
        posting.text,
        requirements=lines,
        has_pay=posting.pay_min is not None,
        has_schedule=bool(posting.schedule),
        has_place=bool(posting.city) or posting.workplace == Workplace.REMOTE,
    )
    kept = set(posting.kept_lines)
    return [finding for finding in found if finding_key(finding) not in kept]


def finding_key(finding: engine.Finding) -> str:
    """A name for a finding that stays the same while other lines of the text change."""
    return f"{finding.reason_code}-{crc32(finding.text.casefold().encode()):08x}"
