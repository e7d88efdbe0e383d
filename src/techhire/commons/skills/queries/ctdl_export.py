"""Skills in the words of CTDL-ASN, as the Credential Registry gives frameworks out: a graph of resources in JSON-LD.

Every resource has a CTID (`ce-` and its UUID) and an address that ends with it. What the vocabulary has no place for
(kind, half-life, levels, ties that are only related) is left out; CASE carries it. Source: Credential Engine, CTDL-ASN
terms (credreg.net/ctdlasn/terms).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC
from typing import Any

from techhire.commons.skills.models import Framework, Skill
from techhire.commons.skills.queries.case_export import full_skills, ties_seen, without_empty
from techhire.commons.skills.words import Relation, SkillState

Json = dict[str, Any]
CONTEXT = "https://credreg.net/ctdlasn/schema/context/json"
TIES = {
    Relation.EXACT: "ceasn:exactAlignment",
    Relation.BROADER: "ceasn:broadAlignment",
    Relation.NARROWER: "ceasn:narrowAlignment",
}


def graph(community_id: int | None, framework: Framework, site: str) -> Json:
    """A framework with every published skill of it, and what they are tied to that may be seen here. Five queries."""
    skills = list(full_skills(Skill.objects.filter(framework=framework, state=SkillState.PUBLISHED)))
    here = {skill.pk: skill for skill in sorted(skills, key=lambda skill: skill.code)}
    ties = _ties(community_id, here, site)
    children: dict[int | None, list[Skill]] = defaultdict(list)
    for skill in here.values():
        children[skill.parent_id if skill.parent_id in here else None].append(skill)
    whole = _address(framework, site)
    nodes = [_framework(framework, children[None], site)]
    for skill in here.values():
        broader = here.get(skill.parent_id or 0)
        nodes.append(
            _competency(skill, site)
            | without_empty({"ceasn:hasChild": _addresses(children[skill.pk], site)} | ties[skill.pk])
            | ({"ceasn:isChildOf": [_address(broader, site)]} if broader else {"ceasn:isTopChildOf": [whole]})
        )
    return {"@context": CONTEXT, "@id": whole.replace("/resources/", "/graph/"), "@graph": nodes}


def resource(noun: Framework | Skill, site: str) -> Json:
    """One framework or skill at its own address, without what hangs below it."""
    said = _framework(noun, (), site) if isinstance(noun, Framework) else _competency(noun, site)
    return {"@context": CONTEXT} | said


def _framework(framework: Framework, top: Iterable[Skill], site: str) -> Json:
    spanish = {"es": framework.name_es} if framework.name_es else {}
    publisher = framework.publisher or framework.name
    said = _named(framework, "ceasn:CompetencyFramework", site) | {
        "ceasn:name": {"en": framework.name, **spanish},
        "ceasn:inLanguage": ["en", *spanish],
        "ceasn:publisherName": {"en": [publisher]},
        "ceasn:source": [framework.source_url] if framework.source_url else [],
        "ceasn:publicationStatusType": "publicationStatus:Published",
        "ceasn:hasTopChild": _addresses(top, site),
    }
    return without_empty(said)


def _competency(skill: Skill, site: str) -> Json:
    spanish = bool(skill.name_es and skill.definition_es)
    definition = {"en": skill.definition or skill.name}
    said = _named(skill, "ceasn:Competency", site) | {
        "ceasn:competencyLabel": {"en": skill.name} | ({"es": skill.name_es} if spanish else {}),
        "ceasn:competencyText": definition | ({"es": skill.definition_es} if spanish else {}),
        "ceasn:codedNotation": skill.code,
        "ceasn:inLanguage": ["en", "es"] if spanish else ["en"],
        "ceasn:isPartOf": [_address(skill.framework, site)],
        # Other names are of either language, and nobody says which.
        "ceasn:conceptKeyword": without_empty({"und": [alias.text for alias in skill.aliases.all()]}),
    }
    return without_empty(said)


def _named(noun: Framework | Skill, kind: str, site: str) -> Json:
    changed = noun.changed_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    address = _address(noun, site)
    ctid = address.rpartition("/")[2]
    return {"@id": address, "@type": kind, "ceterms:ctid": ctid, "ceasn:dateModified": changed}


def _ties(community_id: int | None, here: dict[int, Skill], site: str) -> dict[int, Json]:
    said: dict[int, Json] = defaultdict(dict)
    for tie in ties_seen(community_id, here).select_related("target").order_by("pk"):
        name = TIES.get(Relation(tie.relation))
        if name:
            said[tie.origin_id].setdefault(name, []).append(_address(tie.target, site))
    return said


def _address(noun: Framework | Skill, site: str) -> str:
    return f"{site}/resources/ce-{noun.identifier}"


def _addresses(skills: Iterable[Skill], site: str) -> list[str]:
    return [_address(skill, site) for skill in skills]
