"""Product facts: what is known of one format of a publication, once it is made."""

from __future__ import annotations

import uuid

from msgspec import Struct

from imprint.model.accessibility import AccessibilityClaims
from imprint.model.record import Identifier, Record

# Schemes of what the publication is a part of, and of catalogues' records of it.
NOT_ITS_OWN = frozenset({"issn", "lccn", "oclc"})
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://imprint.example/publication")


class ProductFacts(Struct, frozen=True, kw_only=True):
    """One format of a publication: what its files tell, beside what the record says.

    ``medium`` is the format's name in the record (``epub``, ``print`` …); ``slug`` the stem of the
    publication's file names. ``pages`` counts every page of the finished PDF, or for an e-book of
    the printed book whose page numbers it has; ``numbered`` is the highest arabic page number and
    ``front_matter`` the highest roman one. ``trim`` is the page's width and height in millimetres.
    ``illustrations`` counts the pictures that say something. ``size`` is the file's, in bytes.
    Whatever is None is not known, and is not said.
    """

    medium: str
    slug: str = ""
    pages: int | None = None
    numbered: int | None = None
    front_matter: int | None = None
    trim: tuple[float, float] | None = None
    illustrations: int | None = None
    size: int | None = None
    media_type: str = ""
    accessibility: AccessibilityClaims | None = None


def identifier_of(record: Record, medium: str) -> Identifier:
    """What a format is known by: its own ISBN, or the publication's identifier, or a made UUID.

    The UUID is made from the title, the language and the names (RFC 9562, version 5), so that
    the same publication has the same one at every build.
    """
    own = [i for i in record.identifiers if i.medium == medium]
    general = [i for i in record.identifiers if not i.medium and i.scheme not in NOT_ITS_OWN]
    if own or general:
        return (own or general)[0]
    names = [f"{person.role}:{person.name}" for person in record.contributors]
    facts = "\n".join([record.title, record.language, *names, medium])
    return Identifier(scheme="uuid", value=str(uuid.uuid5(_NAMESPACE, facts)), medium=medium)
