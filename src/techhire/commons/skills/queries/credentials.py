"""Certifications and licenses of official lists: by words, by the skill their name speaks of, by occupation."""

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Count, Max, QuerySet

from techhire.commons.communities.models import Community
from techhire.commons.skills.bridge import vocabulary_for_reading
from techhire.commons.skills.models import (
    CredentialOccupation,
    ListedCredential,
    Occupation,
    Skill,
    Version,
    language_version,
)
from techhire.commons.skills.words import CredentialKind, Scheme

WORDS = 8
Stamp = tuple[int, int]


def find_credentials(text: str, *, kind: str = "") -> QuerySet[ListedCredential]:
    """Those given today whose name holds every word, by name; all of them for no words."""
    found = ListedCredential.objects.filter(is_current=True)
    if kind in CredentialKind.values:
        found = found.filter(kind=kind)
    for word in text.split()[:WORDS]:
        found = found.filter(name__icontains=word)
    return found.order_by("name", "pk")


def credential_numbered(pk: int) -> ListedCredential | None:
    """One of a list, also one no longer given: people still hold it."""
    return ListedCredential.objects.filter(pk=pk).first()


def credentials_naming(community: Community | None, skills: list[Skill]) -> list[ListedCredential]:
    """Certifications given today whose own names speak of any of these skills, by name, each name once."""
    community_id = community.pk if community else None
    spoken = _spoken_of(language_version(community_id), community_id, _stamp())
    ids = {pk for skill in skills for pk in spoken.get(skill.pk, ())}
    first: dict[str, ListedCredential] = {}
    for row in ListedCredential.objects.filter(pk__in=ids).order_by("name", "pk"):
        first.setdefault(row.name.casefold(), row)
    return list(first.values())


def skills_in_name(community: Community | None, credential: ListedCredential) -> list[Skill]:
    """Skills in use here that the name of a credential speaks of, by name."""
    vocabulary, it_skills = vocabulary_for_reading(community.pk if community else None)
    ids = {hit.row.skill_id for hit in vocabulary.find(credential.name) if not hit.doubtful} & it_skills
    return list(Skill.objects.filter(pk__in=[int(pk) for pk in ids]).order_by("name", "pk"))


def occupations_of(credentials: Iterable[ListedCredential]) -> dict[int, list[Occupation]]:
    """SOC 2018 occupations a license is for, by license. One query."""
    ties = CredentialOccupation.objects.filter(credential__in=list(credentials)).select_related("occupation")
    found: dict[int, list[Occupation]] = {}
    for tie in ties.order_by("occupation__title"):
        found.setdefault(tie.credential_id, []).append(tie.occupation)
    return found


def licenses_for(code: str) -> QuerySet[ListedCredential]:
    """Licenses a state asks for in a SOC 2018 occupation, by name."""
    ties = CredentialOccupation.objects.filter(
        occupation__scheme=Scheme.SOC_2018, occupation__code=code, credential__is_current=True
    )
    return ListedCredential.objects.filter(pk__in=ties.values("credential_id")).order_by("name", "pk")


def credentials_listed() -> bool:
    """Whether any list was imported."""
    return ListedCredential.objects.exists()


def _stamp() -> Stamp:
    """What tells one state of the lists from another."""
    found = ListedCredential.objects.filter(is_current=True).aggregate(many=Count("pk"), last=Max("pk"))
    return found["many"], found["last"] or 0


@lru_cache(maxsize=4)
def _spoken_of(version: Version, community_id: int | None, stamp: Stamp) -> dict[int, tuple[int, ...]]:
    """Certifications by the skills their names speak of; everyday words and workplace skills say too little."""
    vocabulary, it_skills = vocabulary_for_reading(community_id)
    given = ListedCredential.objects.filter(is_current=True, kind=CredentialKind.CERTIFICATION)
    found: dict[int, list[int]] = {}
    for pk, name in given.values_list("pk", "name"):
        named = {hit.row.skill_id for hit in vocabulary.find(name) if not hit.doubtful}
        for skill_id in named & it_skills:
            found.setdefault(int(skill_id), []).append(pk)
    return {skill_id: tuple(pks) for skill_id, pks in found.items()}
