"""Further languages: how they are known, and a few words of their credits."""

from __future__ import annotations

from imprint.readers.article.words.table import Words, bag, rows, run

ITALIAN = Words(
    language="it",
    stop_words=bag(
        "il lo la gli che di non una per con sono della nel più anche come dei alla le si era "
        "questo ma del dal nella delle ha è suo sua"
    ),
    months=run(
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre"
    ),
    labels={
        "aut": "autore|autrice|testo|di|scritto da",
        "trl": "traduttore|traduttrice|traduzione|traduzione di|tradotto da",
        "original.title": "titolo originale",
    },
    phrases=rows(
        """
        (tradotto|traduzione) (dal|dall’|dall') {original.language} (da|di) {trl}
        (tradotto|traduzione) (da|di) {trl}
        pubblicato [originariamente ](in|su) {original.venue}
        """
    ),
    languages={"en": "inglese", "fr": "francese", "de": "tedesco", "es": "spagnolo"},
    joiners=("e",),
    particles="di de della dello del dei",
)

PORTUGUESE = Words(
    language="pt",
    stop_words=bag(
        "o os as que de em um uma por com não se para do da dos das no na nos nas ao mais mas "
        "foi são também pelo pela seu sua é à"
    ),
    months=run(
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
    ),
    labels={
        "aut": "autor|autora|texto|por|escrito por",
        "trl": "tradutor|tradutora|tradução|tradução de|traduzido por",
        "original.title": "título original",
    },
    phrases=rows(
        """
        (traduzido|tradução) do {original.language} (por|de) {trl}
        (traduzido|tradução) (por|de) {trl}
        publicado [originalmente ](em|no|na) {original.venue}
        """
    ),
    languages={"en": "inglês", "fr": "francês", "de": "alemão", "es": "espanhol"},
    joiners=("e",),
    particles="de da do dos das",
)

DUTCH = Words(
    language="nl",
    stop_words=bag(
        "de het een en van ik te dat die in is niet zijn op aan met als voor had er maar om hem "
        "dan zou wat mijn men dit zo door over ze bij ook tot je naar"
    ),
    months=run(
        "januari februari maart april mei juni juli augustus september oktober november december"
    ),
    labels={
        "aut": "auteur|tekst|door|geschreven door",
        "trl": "vertaler|vertaling|vertaald door",
        "original.title": "oorspronkelijke titel",
    },
    phrases=rows(
        """
        vertaald uit het {original.language} door {trl}
        (vertaald|vertaling) door {trl}
        """
    ),
    languages={"en": "engels", "fr": "frans", "de": "duits", "es": "spaans"},
    joiners=("en",),
    particles="van de den der het ter ten",
)
