"""Templates stay in their portal, carry no style or script of their own, and every one is used."""

import re
from pathlib import Path

from tests.house.every import every

PORTALS = Path(__file__).parents[2] / "src" / "techhire" / "portals"
TEMPLATES = sorted(PORTALS.glob("*/templates/**/*.html"))
TAKEN = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
INLINE = re.compile(
    r"""<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)"""
)
OUTSIDE = re.compile(r"""(?:src|href)=["']https?://""")
STACKED = re.compile(r"<table[^>]*usa-table--stacked.*?</table>", re.DOTALL)
ROW_WITH_HEAD = re.compile(r"<tr\b(?:(?!</tr>).)*?scope=[\"']row[\"']", re.DOTALL)
POSTING_TITLE = re.compile(r"{{ ([\w.]*posting)\.title }}")
FROM_A_LIST = re.compile(
    r"""{{ (?:occupation\|said:"title"|occupation\.title|(?:activity|task)\.statement|program\.title) }}"""
)
PAGE_TITLE = re.compile(r"{% block title %}.*?{% endblock %}", re.DOTALL)
VERSION = re.compile(r"""<input[^>]*\sname=["']version["']""")
WRITE_THE_VERSION = {
    "layout/components/plan_form.html": "no bound form: its view puts in the version that was sent",
    "employer/requirements.html": "no bound form: its view puts in the version that was sent",
    "provider/teaches.html": "no bound form: its view puts in the version that was sent",
    "convener/banks/item.html": "the page shows the whole question as it is kept, and its buttons are about that",
    "account/rubric_edit.html": "files come and go beside those shown; the form of the task prints its own",
    "seeker/work_saved.html": "puts the version saved meanwhile into the form that goes on",
}
SHARED = {"allauth", "account", "mfa", "socialaccount", "usersessions"}


def portal_of(path: Path) -> str:
    return path.relative_to(PORTALS).parts[0]


@every("path", TEMPLATES)
def test_a_template_takes_only_from_its_own_portal_and_the_layout(path: Path) -> None:
    own = {portal_of(path), "layout"} | (SHARED if portal_of(path) == "account" else set())
    for taken in TAKEN.findall(path.read_text(encoding="utf-8")):
        assert taken.split("/")[0] in own | {"account/components"} or taken.startswith(
            "account/components/"
        ), taken


@every("path", TEMPLATES)
def test_a_template_has_no_inline_style_or_script_and_loads_nothing_from_outside(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not INLINE.search(text), INLINE.search(text)
    assert not OUTSIDE.search(text), OUTSIDE.search(text)


def test_every_template_is_used() -> None:
    code = "\n".join(p.read_text(encoding="utf-8") for p in PORTALS.rglob("*.py"))
    code += "\n".join(p.read_text(encoding="utf-8") for p in TEMPLATES)
    names = {str(p.relative_to(PORTALS / portal_of(p) / "templates")) for p in TEMPLATES}
    unused = {name for name in names if name not in code and name.split("/")[0] not in SHARED}
    assert not unused


@every("path", TEMPLATES)
def test_a_row_that_is_a_card_on_a_phone_begins_with_its_head(path: Path) -> None:
    """What stands before the head seems to belong to the card above."""
    for table in STACKED.findall(path.read_text(encoding="utf-8")):
        for row in ROW_WITH_HEAD.findall(table):
            assert "<td" not in row, row


@every("path", TEMPLATES)
def test_the_title_of_a_posting_says_its_language(path: Path) -> None:
    """A posting keeps its employer's language, so that a screen reader reads it in a voice of that language."""
    text = PAGE_TITLE.sub("", path.read_text(encoding="utf-8"))
    for found in POSTING_TITLE.finditer(text):
        around = text[max(0, found.start() - 200) : found.start()]
        assert f'lang="{{{{ {found[1]}.language }}}}"' in around.rsplit(">:", 1)[-1], found[0]


@every("path", TEMPLATES)
def test_words_of_an_official_list_say_that_they_are_english(path: Path) -> None:
    """Occupations, what people do in them and fields of study come in English; few have Spanish of our own."""
    text = PAGE_TITLE.sub("", path.read_text(encoding="utf-8"))
    for found in FROM_A_LIST.finditer(text):
        assert 'lang="en"' in text[max(0, found.start() - 90) : found.start()], found[0]


def test_a_form_prints_the_version_it_was_sent_and_no_template_the_newest_one() -> None:
    """Printed by hand, the newest version would be sent back with a mistake put right, over what others saved."""
    by_hand = {
        str(path.relative_to(PORTALS / portal_of(path) / "templates"))
        for path in TEMPLATES
        if VERSION.search(path.read_text(encoding="utf-8"))
    }
    assert by_hand == set(WRITE_THE_VERSION)
