"""Skills in the shapes of CASE 1.1 (CFDocument, CFPackage, CFItem, CFAssociation), as plain data.

Inside a package a document has no CFPackageURI and an item no CFDocumentURI; at their own addresses they do. What the
standard has no place for (Spanish, half-life, levels) stands under ``extensions.techhire`` and is read back by our
own importer.
"""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from techhire.commons.skills.models import (
    Alignment,
    Framework,
    LevelAnchor,
    Skill,
    SkillAlias,
    shared_with,
)
from techhire.commons.skills.words import Relation, SkillState

Json = dict[str, Any]
NAMESPACE = uuid.UUID("6f0c2b1e-4a55-5c8e-9d57-3d1a52b7c0de")
TYPES = {
    Relation.EXACT: "exactMatchOf",
    Relation.RELATED: "isRelatedTo",
    Relation.BROADER: "ext:isNarrowerThan",
    Relation.NARROWER: "ext:isBroaderThan",
}


def document(framework: Framework, site: str) -> Json:
    """The framework as the CFDocuments address gives it."""
    return document_in_package(framework, site) | {
        "CFPackageURI": {
            "title": framework.name,
            "identifier": str(framework.identifier),
            "uri": f"{site}/CFPackages/{framework.identifier}",
        }
    }


def document_in_package(framework: Framework, site: str) -> Json:
    """The framework inside its package."""
    more = {"name_es": framework.name_es, "license": framework.license}
    said = {
        "identifier": str(framework.identifier),
        "uri": f"{site}/CFDocuments/{framework.identifier}",
        "frameworkType": "Skills",
        "caseVersion": "1.1",
        "creator": framework.publisher or framework.name,
        "title": framework.name,
        "lastChangeDateTime": _moment(framework.changed_at),
        "officialSourceURL": framework.source_url,
        "publisher": framework.publisher,
        "language": "en",
        "version": framework.version,
        "adoptionStatus": "Adopted",
        "extensions": {"techhire": without_empty(more)},
    }
    return without_empty(said)


def package(community_id: int | None, framework: Framework, site: str) -> Json:
    """A framework with every published skill of it, and what they are tied to that may be seen here. Five queries."""
    skills = list(
        full_skills(Skill.objects.filter(framework=framework, state=SkillState.PUBLISHED)).order_by("code")
    )
    here = {skill.pk: skill for skill in skills}
    ties = ties_seen(community_id, here).select_related("origin", "target").order_by("pk")
    children = [_child(skill, here[skill.parent_id], site) for skill in skills if skill.parent_id in here]
    return {
        "CFDocument": document_in_package(framework, site),
        "CFItems": [item_in_package(skill, site) for skill in skills],
        "CFAssociations": children + [_tie(tie, site) for tie in ties],
    }


def item(skill: Skill, site: str) -> Json:
    """A skill at its own address."""
    framework = skill.framework
    return item_in_package(skill, site) | {
        "CFDocumentURI": {
            "title": framework.name,
            "identifier": str(framework.identifier),
            "uri": f"{site}/CFDocuments/{framework.identifier}",
        }
    }


def item_with_associations(community_id: int | None, skill: Skill, site: str) -> Json:
    """A skill and everything it is tied to that may be seen here."""
    seen = _open_here(community_id)
    ties = Alignment.objects.filter(Q(origin=skill, target__in=seen) | Q(target=skill, origin__in=seen))
    found = [_tie(tie, site) for tie in ties.select_related("origin", "target").order_by("pk")]
    if skill.parent is not None:
        found.insert(0, _child(skill, skill.parent, site))
    narrower = seen.filter(parent=skill, state=SkillState.PUBLISHED).order_by("code")
    found += [_child(child, skill, site) for child in narrower]
    return {"CFItem": item(skill, site), "CFAssociations": found}


def item_in_package(skill: Skill, site: str) -> Json:
    """A skill inside its package."""
    said = {
        "identifier": str(skill.identifier),
        "fullStatement": skill.definition or skill.name,
        "abbreviatedStatement": skill.name,
        "CFItemType": "Skill",
        "uri": f"{site}/CFItems/{skill.identifier}",
        "humanCodingScheme": skill.code,
        "conceptKeywords": [alias.text for alias in skill.aliases.all()],
        "language": "en",
        "lastChangeDateTime": _moment(skill.changed_at),
        "extensions": {"techhire": _more(skill)},
    }
    return without_empty(said)


def _more(skill: Skill) -> Json:
    levels = [
        without_empty({"level": anchor.level, "text": anchor.text, "text_es": anchor.text_es})
        for anchor in skill.anchors.all()
    ]
    more = {
        "kind": skill.kind,
        "name_es": skill.name_es,
        "definition_es": skill.definition_es,
        "half_life_years": float(skill.half_life_years),
        "version": skill.version,
        "levels": levels,
    }
    return without_empty(more) | {"is_it": skill.is_it}


def _child(child: Skill, parent: Skill, site: str) -> Json:
    identifier = uuid.uuid5(NAMESPACE, f"{child.identifier} isChildOf {parent.identifier}")
    return _association(
        identifier, "isChildOf", child, parent, max(child.changed_at, parent.changed_at), site
    )


def _tie(tie: Alignment, site: str) -> Json:
    identifier = uuid.uuid5(NAMESPACE, f"{tie.origin.identifier} {tie.target.identifier}")
    said = _association(identifier, TYPES[Relation(tie.relation)], tie.origin, tie.target, tie.at, site)
    versions = {"origin_version": tie.origin_version, "target_version": tie.target_version}
    return said | {"extensions": {"techhire": versions}}


def _association(
    identifier: uuid.UUID, kind: str, origin: Skill, target: Skill, at: datetime, site: str
) -> Json:
    return {
        "identifier": str(identifier),
        "associationType": kind,
        "uri": f"{site}/CFAssociations/{identifier}",
        "originNodeURI": _node(origin, site),
        "destinationNodeURI": _node(target, site),
        "lastChangeDateTime": _moment(at),
    }


def _node(skill: Skill, site: str) -> Json:
    return {
        "title": skill.name,
        "identifier": str(skill.identifier),
        "uri": f"{site}/CFItems/{skill.identifier}",
        "targetType": "CASE",
    }


def _open_here(community_id: int | None) -> QuerySet[Skill]:
    """Skills anybody may read here; what is only proposed stays inside."""
    hidden = [SkillState.PROPOSED, SkillState.IN_REVIEW]
    return Skill.objects.filter(shared_with(community_id)).exclude(state__in=hidden)


def ties_seen(community_id: int | None, origins: Iterable[int]) -> QuerySet[Alignment]:
    """Ties of these skills to others that anybody may read here."""
    return Alignment.objects.filter(origin__in=origins, target__in=_open_here(community_id))


def full_skills(skills: QuerySet[Skill]) -> QuerySet[Skill]:
    aliases = Prefetch("aliases", SkillAlias.objects.order_by("text"))
    anchors = Prefetch("anchors", LevelAnchor.objects.order_by("level"))
    return skills.prefetch_related(aliases, anchors)


def framework_identified(community_id: int | None, identifier: uuid.UUID) -> Framework | None:
    """A framework anybody may read here."""
    scope = (
        Q(community__isnull=True) | Q(community_id=community_id)
        if community_id
        else Q(community__isnull=True)
    )
    return Framework.objects.filter(scope, identifier=identifier).first()


def skill_identified(community_id: int | None, identifier: uuid.UUID) -> Skill | None:
    """A skill anybody may read here, with all that an item says of it; never one that is only proposed."""
    found = _open_here(community_id).filter(identifier=identifier).order_by("pk")
    return full_skills(found).select_related("framework", "parent").first()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def without_empty(said: Json) -> Json:
    return {key: value for key, value in said.items() if value not in ("", [], {}, None)}
