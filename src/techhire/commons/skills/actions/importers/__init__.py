"""Readers of official layouts, one module a source. They read files into records and touch no database."""

from techhire.commons.skills.actions.importers.case import CASE
from techhire.commons.skills.actions.importers.cip import CIP
from techhire.commons.skills.actions.importers.credentials import CREDENTIALS
from techhire.commons.skills.actions.importers.ctdl_asn import CTDL_ASN
from techhire.commons.skills.actions.importers.esco import ESCO
from techhire.commons.skills.actions.importers.onet import ONET
from techhire.commons.skills.actions.importers.records import Bad, Record, Source, WrongFile
from techhire.commons.skills.actions.importers.soc import SOC
from techhire.commons.skills.words import ImportKind

SOURCES: dict[str, Source] = {
    ImportKind.ONET: ONET,
    ImportKind.ESCO: ESCO,
    ImportKind.CASE: CASE,
    ImportKind.CTDL_ASN: CTDL_ASN,
    ImportKind.SOC: SOC,
    ImportKind.CIP: CIP,
    ImportKind.CREDENTIALS: CREDENTIALS,
}

__all__ = ["SOURCES", "Bad", "Record", "Source", "WrongFile"]
