"""A signed badge as files: JSON, the short form, and pictures with the badge inside, always to be kept, never run."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import override

from techhire.engines.credential_proofs.baking import bake_png, bake_svg
from techhire.plays.credentials.words import LEVEL_WORDS
from techhire.portals.layout.badge_picture import BadgeWords, badge_png, badge_svg

if TYPE_CHECKING:
    from techhire.plays.credentials.models import Achievement, Credential

FORMS = {
    "json": ("application/vc", "json"),
    "jwt": ("application/vc+jwt", "jwt"),
    "png": ("image/png", "png"),
    "svg": ("image/svg+xml", "svg"),
}


def words_of(achievement: "Achievement") -> BadgeWords:
    """What stands on the picture of an achievement, in the language its badges are signed in."""
    with override("en"):
        level_word = str(LEVEL_WORDS[achievement.level])
    return BadgeWords(
        community=achievement.community.name,
        skill=achievement.title.rpartition(", level ")[0] or achievement.title,
        level=achievement.level,
        level_word=level_word,
        color=achievement.community.color,
    )


def badge_file(badge: "Credential", form: str) -> HttpResponse:
    """The badge in one of the four forms, as a file to keep; 404 for another form or where nothing is left of it."""
    if form not in FORMS or not badge.document:
        raise Http404("There is no such file of a badge.")
    kind, ending = FORMS[form]
    response = HttpResponse(_body(badge, form), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{file_name(badge, ending)}"'
    return response


def file_name(badge: "Credential", ending: str) -> str:
    """What the file is called: skill and level, never a name."""
    return f"{slugify(badge.achievement.title) or 'badge'}.{ending}"


def _body(badge: "Credential", form: str) -> str | bytes:
    if form == "json":
        return badge.document
    if form == "jwt":
        return badge.compact
    words = words_of(badge.achievement)
    if form == "png":
        return bake_png(badge_png(words), badge.document)
    return bake_svg(badge_svg(words).encode(), badge.document)


def picture(achievement: "Achievement") -> HttpResponse:
    """The picture without anybody's badge in it, to be shown on a page."""
    response = HttpResponse(badge_svg(words_of(achievement)), content_type="image/svg+xml")
    response["Content-Disposition"] = 'attachment; filename="badge.svg"'
    response["Cache-Control"] = "public, max-age=3600"
    return response
