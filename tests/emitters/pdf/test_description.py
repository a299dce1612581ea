"""What a PDF says of itself: Dublin Core, PRISM and rights, in step with its information."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from lxml import etree
from tests.emitters.records.specimens import BOOK, HOSTILE, ISSUE, LONG, hostile
from tests.validators import verapdfs

import imprint
from imprint.emitters.pdf.description import Claims, describe
from imprint.model.record import Contributor, Identifier, Licence, Record, Series
from imprint.values import replace

MOMENT = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
PRISM = "{http://prismstandard.org/namespaces/basic/3.0/}"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def packed(record: Record, medium: str = "print", archival: str = "") -> bytes:
    """A PDF of an empty page that says what it is."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    describe(pdf, record, MOMENT, Claims(archival=archival), medium=medium)
    written = BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def described(record: Record, medium: str = "print", archival: str = "") -> pikepdf.Pdf:
    """The same, opened again."""
    return pikepdf.open(BytesIO(packed(record, medium, archival)))


def said(record: Record, medium: str = "print", archival: str = "") -> dict[str, Any]:
    return dict(described(record, medium, archival).open_metadata().items())


def packet_of(record: Record, archival: str = "") -> bytes:
    pdf = described(record, archival=archival)
    return bytes(pdf.Root.Metadata.read_bytes())


def named(facts: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {key.removeprefix(prefix): value for key, value in facts.items() if prefix in key}


DC = "{http://purl.org/dc/elements/1.1/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"


def test_dublin_core_is_complete() -> None:
    assert named(said(BOOK, "epub"), DC) == {
        "title": "The Mills & the Sea",
        "creator": ["Ann van der Lee", "Ben Holt", "Spinners and Weavers"],
        "contributor": {"Ruth Adeyemi", "Ida Kern", "Owen Hale", "Jo Prior"},
        "date": ["2026-11-24"],
        "description": "What the workers learned.",
        "format": "application/pdf",
        "identifier": "urn:isbn:9783161484100",
        "language": {"en-GB", "gu"},
        "publisher": {"Harbour and Press"},
        "relation": {"urn:isbn:9780306406157", "urn:example:web"},
        "rights": "© 2026 Ann van der Lee",
        "source": "https://doi.org/10.5555/milo",
        "subject": {"Labour economics", "India", "mills", "strikes, 1982"},
        "type": {"Text"},
    }


def test_containers_are_those_that_xmp_wants() -> None:
    """ISO 16684-1, 8.3."""
    root = etree.fromstring(packet_of(BOOK))
    kinds = {
        "contributor": "Bag",
        "creator": "Seq",
        "date": "Seq",
        "language": "Bag",
        "publisher": "Bag",
        "relation": "Bag",
        "subject": "Bag",
        "type": "Bag",
        "rights": "Alt",
    }
    for name, kind in kinds.items():
        (element,) = root.iter(f"{DC}{name}")
        assert [child.tag for child in element] == [f"{RDF}{kind}"], name


@pytest.mark.parametrize(
    ("medium", "expected"),
    [
        ("print", "urn:isbn:9780306406157"),
        ("web", "urn:example:web"),
        ("screen", "https://doi.org/10.5555/mills"),
    ],
)
def test_a_file_is_known_by_what_identifies_its_format(medium: str, expected: str) -> None:
    facts = said(BOOK, medium)
    assert facts[f"{DC}identifier"] == expected
    assert expected not in facts[f"{DC}relation"]
    assert facts.get(f"{PRISM}isbn") == ({"978-0-306-40615-7"} if medium == "print" else None)


def test_a_number_of_a_library_identifies_no_file() -> None:
    numbers = [Identifier(scheme=scheme, value="12345678") for scheme in ("lccn", "oclc", "issn")]
    doi = Identifier(scheme="doi", value="10.5555/1")
    facts = said(Record(identifiers=(*numbers, doi)))
    assert facts[f"{DC}identifier"] == "https://doi.org/10.5555/1"
    assert f"{DC}relation" not in facts
    assert f"{DC}identifier" not in said(Record(identifiers=tuple(numbers)))


def test_an_issue_is_described_by_prism() -> None:
    assert named(said(ISSUE), PRISM) == {
        "coverDisplayDate": "Winter 2026",
        "issn": "2049-3630",
        "number": "3",
        "publicationName": "The Loom",
        "volume": "12",
    }


def test_a_book_is_described_by_prism() -> None:
    assert named(said(BOOK), PRISM) == {
        "aggregationType": {"book"},
        "bookEdition": "Second edition",
        "doi": "10.5555/mills",
        "isTranslationOf": "https://example.org/milo",
        "isbn": {"978-0-306-40615-7"},
        "issn": "2049-3630",
        "seriesNumber": "3",
        "seriesTitle": "Reports",
        "subtitle": "A 100% True History",
        "versionIdentifier": "2.1",
    }


@pytest.mark.parametrize("position", ["IV", "3.1", "٣", ""])
def test_a_place_in_a_series_is_a_whole_number_or_not_stated(position: str) -> None:
    record = Record(series=Series(title="Reports", position=position))
    assert named(said(record), PRISM) == {"seriesTitle": "Reports"}


def test_rights_are_marked_with_their_terms() -> None:
    holder = Contributor(name="The Heirs", role="cph", is_body=True)
    record = replace(BOOK, contributors=(holder,))
    assert named(said(record), RIGHTS) == {
        "Marked": "True",
        "Owner": {"The Heirs"},
        "UsageTerms": "CC BY 4.0; The map: © Ida Kern",
        "WebStatement": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_rights_that_were_given_up_are_nobodys() -> None:
    freed = Record(licence=Licence(spdx="CC0-1.0", name="CC0 1.0"))
    assert named(said(freed), RIGHTS) == {"Marked": "False", "UsageTerms": "CC0 1.0"}
    assert named(said(Record()), RIGHTS) == {}


def test_an_archive_describes_the_properties_that_it_has() -> None:
    packet = packet_of(BOOK, "2A")
    root = etree.fromstring(packet)
    space = "{http://www.aiim.org/pdfa/ns/property#}name"
    declared = [element.text for element in root.iter(space)]
    stated = [str(e.tag).removeprefix(PRISM) for e in root.iter() if str(e.tag).startswith(PRISM)]
    assert sorted(declared) == sorted(stated)
    assert b"<prism:isbn " in packet
    assert b"<pdfaSchema:prefix>prism</pdfaSchema:prefix>" in packet
    assert packet.startswith(b"<?xpacket begin")
    assert packet.rstrip().endswith(b'<?xpacket end="w"?>')
    assert b"pdfaExtension" not in packet_of(BOOK)
    assert b"pdfaExtension" not in packet_of(Record(), "2A")


@pytest.mark.parametrize("text", [HOSTILE, LONG], ids=["hostile", "long"])
@pytest.mark.parametrize("archival", ["", "2A"])
def test_any_text_is_said_in_both_places(text: str, archival: str) -> None:
    record = hostile(text)
    pdf = described(record, archival=archival)
    facts = pdf.open_metadata()
    assert facts["dc:title"] == str(pdf.docinfo["/Title"]) == text
    assert facts["dc:description"] == str(pdf.docinfo["/Subject"]) == text
    assert facts["pdf:Keywords"] == str(pdf.docinfo["/Keywords"])
    assert facts[f"{PRISM}publicationName"] == text.strip()


def test_the_same_record_is_the_same_bytes() -> None:
    assert packet_of(BOOK, "2A") == packet_of(BOOK, "2A")


def again(content: bytes, record: Record, claims: Claims, medium: str) -> bytes:
    """A PDF that says of itself what another record has."""
    with pikepdf.open(BytesIO(content)) as pdf:
        del pdf.Root.Metadata
        del pdf.docinfo
        describe(pdf, record, MOMENT, claims, medium=medium)
        written = BytesIO()
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


@pytest.mark.slow
def test_validators_accept_every_fact() -> None:
    plain = imprint.read_files({"sea.md": "---\ntitle: Sea\nlang: en\n---\n\n# One\n\nCalm."})
    screen, archive = imprint.build_artifacts(plain, targets=["screen", "archive"]).artifacts
    isbn = Identifier(scheme="isbn", value="978-3-16-148410-0", medium="archive")
    records = {
        "book": replace(BOOK, identifiers=(*BOOK.identifiers[:2], isbn)),
        "issue": ISSUE,
        "hostile": hostile(HOSTILE),
        "nothing": Record(),
    }
    screens, archives = {}, {}
    for name, record in records.items():
        screens[name] = again(screen.content, record, Claims(accessible=True), "screen")
        archives[name] = again(archive.content, record, Claims(archival="2A"), "archive")
    assert verapdfs(screens, "ua1") == {name: [] for name in records}
    assert verapdfs(archives, "2a") == {name: [] for name in records}
