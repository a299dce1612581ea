"""Texts that nobody wrote as an article are read all the same, soon and whole."""

from __future__ import annotations

import pytest

from imprint.diagnostics import Findings, Severity
from imprint.model.text import plain, runs_of_all
from imprint.readers.article import Article, missing_facts, read_article, report_missing

SENTENCE = "Nobody had expected the bridge to hold, and nobody was there when it did. "


def read(text: str, **options: str) -> tuple[Article, Findings]:
    findings = Findings()
    return read_article(text, file="a.txt", findings=findings, **options), findings


def paragraphs(article: Article) -> list[str]:
    return [plain(run) for run in runs_of_all(article.blocks)]


HOSTILE = {
    "one line of a megabyte": "Title\n\n" + "word " * 200_000,
    "one word of a megabyte": "Title\n\n" + "a" * 1_000_000,
    "a hundred thousand lines": "Title\n\n" + SENTENCE.join(["", "\n"]) * 100_000,
    "a hundred thousand lines in paragraphs": "Title\n\n" + (SENTENCE * 2 + "\n\n") * 50_000,
    "ten thousand short lines": "Title\n\n" + "Photo of it\n\n" * 10_000,
    "ten thousand leftovers": "Title\n\n" + "Share this:\n" * 10_000,
    "ten thousand headings": "Title\n\n" + "About this publication\n" * 10_000,
    "ten thousand list items": "Title\n\n" + "- item\n" * 10_000,
    "separators": "Title\n\nBy " + "A | " * 700 + "\n\n" + SENTENCE * 4,
    "commas": "Title\n\nBy " + "A, " * 120 + "\n\n" + SENTENCE * 4,
    "about with commas": "Title\n\n"
    + SENTENCE * 4
    + "\n\nAbout this publication\n"
    + "B, and a " * 300,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_reads_to_the_end(text: str) -> None:
    article, _ = read(text)
    assert article.title == text.partition("\n")[0]


@pytest.mark.parametrize("text", ["", "\n\n \n", "\\", "\u200b", "***", "# ", "> ", "\\\n\\"])
def test_nothing_is_an_error_with_a_code(text: str) -> None:
    article, findings = read(text)
    assert not article.blocks
    assert [finding.code for finding in findings if finding.severity is Severity.ERROR] == [
        "ART-003"
    ]


def test_every_line_is_text_or_is_named() -> None:
    lines = [
        "Title",
        "",
        SENTENCE * 3,
        "",
        "Related posts",
        "One",
        "Two",
        "",
        "Leave a Reply",
        "Name *",
    ]
    article, findings = read("\n".join(lines))
    named = [finding.where.line for finding in findings if finding.code == "ART-001"]
    assert named == [5, 6, 7, 9, 10]
    assert len(paragraphs(article)) == 1


def test_a_backslash_keeps_a_line() -> None:
    text = f"Title\n\n\\By Jane Roe\n\n{SENTENCE * 3}\n\n\\Share this:\n\nLeave a Reply\n\\Name *\n"
    article, _ = read(text)
    assert [line for line in paragraphs(article) if len(line) < 40] == [
        "By Jane Roe",
        "Share this:",
        "Name *",
    ]
    assert not article.record.contributors


def test_prose_under_a_leftover_heading_stays() -> None:
    text = f"Title\n\n{SENTENCE * 3}\n\nRelated posts\nOne\n\n{SENTENCE * 4}\n\n{SENTENCE * 5}"
    article, findings = read(text)
    assert len(paragraphs(article)) == 3
    assert [finding.code for finding in findings] == ["ART-001", "ART-001", "ART-004"]


def test_words_inside_a_paragraph_never_match() -> None:
    body = "She said: share this, leave a reply, subscribe to our newsletter. " * 4
    article, findings = read(f"Title\n\n{body}")
    assert paragraphs(article) == [body.strip()]
    assert not list(findings)


def test_invisible_characters() -> None:
    article, _ = read(
        "\ufeffTi\u00adtle\n\nTwo\u00a0 \u00a0words, one\u00a0space.\u200b  And  more."
    )
    assert article.title == "Title"
    assert paragraphs(article) == ["Two words, one\u00a0space. And more."]


def test_the_language_that_is_given_wins() -> None:
    article, _ = read(f"Title\n\n{SENTENCE * 3}", language="fr")
    assert (article.language, article.record.language) == ("fr", "fr")
    assert "language" not in missing_facts(article.record)


def test_a_language_that_is_not_certain_is_not_guessed() -> None:
    article, _ = read("Title\n\nLorem ipsum dolor sit amet consectetur.")
    assert article.language == ""


def test_missing_facts_are_one_finding() -> None:
    article, _ = read(f"Title\n\nTranslated by Owen Hale\n\n{SENTENCE * 3}")
    findings = Findings()
    report_missing(article.record, file="a.txt", findings=findings)
    [finding] = findings
    assert finding.code == "REC-008"
    assert "title of the original" in finding.what
    assert '--set author="Jane Roe"' in finding.mend


def test_marks_are_set_where_the_language_is_known_and_no_one_said_no() -> None:
    text = f'Ada\'s Bridge\n\n"Slowly," she said. {SENTENCE * 3}'
    article, _ = read(text)
    assert article.title == article.record.title == "Ada’s Bridge"
    assert paragraphs(article)[0].startswith("“Slowly,” she said.")
    plain_article = read_article(text, file="a.txt", findings=Findings(), smart=False)
    assert paragraphs(plain_article)[0].startswith('"Slowly,"')
