"""German words around an article."""

# ruff: noqa: E501 (a pattern stands on one line, however long)
from __future__ import annotations

from imprint.readers.article.words.table import Words, bag, rows

_TEXT = "text|artikel|essay|beitrag|interview|gespräch|gedicht|aufsatz|reportage|buch|erzählung"
_TEXT_F = "publikation|veröffentlichung|übersetzung|erzählung|geschichte|reportage|ausgabe"

GERMAN = Words(
    language="de",
    stop_words=bag(
        "der die das und nicht mit ist ein eine sich auf den von dem des zu als auch es war im "
        "wie aber wenn noch nach wir ich sie er hat durch über einen um"
    ),
    months=(
        "januar|jänner|jan",
        "februar|feb|feber",
        "märz|maerz|mär",
        "april|apr",
        "mai",
        "juni|jun",
        "juli|jul",
        "august|aug",
        "september|sept|sep",
        "oktober|okt",
        "november|nov",
        "dezember|dez",
    ),
    labels={
        "aut": "autor|autorin|autoren|autorinnen|autor:in|autor*in|text|texte|von|text von"
        "|verfasser|verfasserin|geschrieben von",
        "trl": "übersetzer|übersetzerin|übersetzung|übersetzt von|übersetzung von|übersetzer:in"
        "|deutsch von|aus dem englischen von|übertragung",
        "edt": "herausgeber|herausgeberin|herausgegeben von|redaktion|lektorat|redigiert von",
        "pfr": "korrektorat|korrektur|durchsicht|korrekturgelesen von|revision",
        "ill": "illustration|illustrationen|illustratorin|illustrator|zeichnungen|zeichnung",
        "pht": "foto|fotos|bild|bilder|fotograf|fotografin|fotografie|fotografien|bildnachweis"
        "|foto von|titelbild",
        "ivr": "interview|das gespräch führte|interview von|gespräch",
        "aui": "vorwort|vorwort von|einleitung von",
        "original.title": "originaltitel|titel des originals|originaltitel der vorlage",
        "original.language": "originalsprache|ausgangssprache|sprache des originals",
        "original.venue": "erstveröffentlichung|erstmals erschienen in|zuerst erschienen in"
        "|erschienen in|zuerst erschienen|erstveröffentlicht in|erstdruck|ursprünglich erschienen in",
        "original.publisher": "originalverlag",
        "original.issued": "datum des originals|datum der erstveröffentlichung|erschienen am",
        "original.url": "link|link zum original|zum original|url|verweis|original-link|webadresse",
        "original.url|original.title": "original",
        "original.url|original.venue": "quelle",
        "issued": "veröffentlicht|veröffentlicht am|datum|erscheinungsdatum|stand"
        "|veröffentlichungsdatum|publiziert am",
        "publisher": "verlag|herausgebende stelle|veröffentlicht von",
        "licence": "lizenz|lizenziert unter",
        "rights": "rechte|copyright|urheberrecht",
        "type": "art der publikation|publikationsart|textart|gattung|textsorte",
        "isbn": "isbn",
        "issn": "issn",
        "doi": "doi",
        "language": "sprache",
        "title": "titel|deutscher titel",
        "subtitle": "untertitel",
        "standfirst": "vorspann",
        "description": "zusammenfassung",
        "subjects": "stichwörter|schlagwörter|stichworte",
        "credit": "aktualisiert|zuletzt aktualisiert|aktualisiert am|gestaltung|satz|layout|dank"
        "|umschlag|mit unterstützung von|gefördert von",
    },
    phrases=rows(
        """
        [(geschrieben|verfasst|text|ein (text|beitrag|essay)|ein gespräch) ]von {aut}
        [(übersetzt|übersetzung|übertragen|deutsch) ]aus dem {original.language} [(ins|ins) {language} ][(übersetzt|übertragen) ]von {trl}
        (übersetzt|übersetzung|übertragen|ins deutsche übertragen|deutsch) von {trl}
        [(übersetzt|übersetzung) ]aus dem {original.language}
        von {trl} aus dem {original.language} übersetzt
        herausgegeben von {edt}
        (redigiert|lektoriert) von {edt}
        (korrekturgelesen|durchgesehen|korrektur gelesen|korrektorat) [von ]{pfr}
        (illustriert|illustrationen|illustration|zeichnungen|mit illustrationen) von {ill}
        (foto|fotos|bild|bilder|fotografien) (von|©) {pht}
        (das gespräch|das interview) führte {ivr}
        (das gespräch|das interview) führten {ivr}
        interview von {ivr}
        mit einem vorwort von {aui}
        (zuerst|erstmals|ursprünglich|erschien zuerst|erschien erstmals|zum ersten mal) [(am|im) {original.issued} ](erschienen|veröffentlicht|publiziert|gedruckt)[,] (in der zeitschrift|im magazin|in der tageszeitung|in der|in|im|auf|bei|beim|in dem) {original.venue}
        (zuerst|erstmals|ursprünglich) (erschienen|veröffentlicht|publiziert|gedruckt) [(am|im) ]{original.issued} (in der zeitschrift|im magazin|in der tageszeitung|in der|in|im|auf|bei|beim) {original.venue}
        (zuerst|erstmals|ursprünglich) (am|im) {original.issued} (in der zeitschrift|im magazin|in der tageszeitung|in der|in|im|auf|bei|beim) {original.venue} (erschienen|veröffentlicht|publiziert)
        (zuerst|erstmals|ursprünglich) (in der zeitschrift|im magazin|in der tageszeitung|in der|in|im|auf|bei|beim) {original.venue} (erschienen|veröffentlicht|publiziert)
        (erschien|erschienen) [(zuerst|erstmals|ursprünglich) ][(am|im) {original.issued} ](in der zeitschrift|im magazin|in der tageszeitung|in der|in|im|auf|bei|beim) {original.venue}
        erstveröffentlichung (in der zeitschrift|im magazin|in der tageszeitung|in der|in|im|auf) {original.venue}
        (veröffentlicht|publiziert|online gestellt|erschienen) (am|im) {issued} von {byline}
        (veröffentlicht|publiziert|online gestellt|erschienen) (am|im) {issued}
        am {issued}
        (veröffentlicht|verlegt) (von|bei|beim) {publisher}
        originaltitel {original.title}
        [(zum|das) ]original [(text|artikel) ][(unter|hier|auf)][:] {original.url}
        [(veröffentlicht|lizenziert|lizensiert|steht|verfügbar) ]unter [(der|einer|den bedingungen der) ]{licence} [(lizenziert|veröffentlicht)]
        nachdruck mit [freundlicher ]genehmigung {rights.whole}
        mit freundlicher genehmigung {rights.whole}
        """
    ),
    openings=(
        rf"(?:dieser|dieses|der|das|dies) (?:{_TEXT})(?: (?:ist|wurde|erschien(?= am)))?",
        rf"(?:diese|die) (?:{_TEXT_F})(?: (?:ist|wurde))?",
        r"(?:er|sie|es) (?:ist|wurde)",
        r"(?:und )?wurde",
    ),
    languages={
        "af": "afrikaans",
        "ar": "arabisch",
        "bn": "bengalisch",
        "bg": "bulgarisch",
        "ca": "katalanisch",
        "zh": "chinesisch",
        "hr": "kroatisch",
        "cs": "tschechisch",
        "da": "dänisch",
        "nl": "niederländisch|flämisch",
        "en": "englisch|amerikanisch|amerikanischen englisch|britischen englisch",
        "et": "estnisch",
        "eu": "baskisch",
        "fa": "persisch|farsi",
        "fi": "finnisch",
        "fr": "französisch",
        "ka": "georgisch",
        "de": "deutsch",
        "el": "griechisch|neugriechisch",
        "grc": "altgriechisch",
        "he": "hebräisch",
        "hi": "hindi",
        "hu": "ungarisch",
        "is": "isländisch",
        "ga": "irisch",
        "it": "italienisch",
        "ja": "japanisch",
        "ko": "koreanisch",
        "la": "lateinisch|latein",
        "lv": "lettisch",
        "lt": "litauisch",
        "no": "norwegisch",
        "pl": "polnisch",
        "pt": "portugiesisch",
        "ro": "rumänisch",
        "ru": "russisch",
        "sr": "serbisch",
        "sk": "slowakisch",
        "sl": "slowenisch",
        "es": "spanisch",
        "sw": "swahili|suaheli",
        "sv": "schwedisch",
        "tr": "türkisch",
        "uk": "ukrainisch",
        "vi": "vietnamesisch",
        "yi": "jiddisch",
    },
    joiners=("und", "mit", "sowie"),
    particles="von vom zu zum zur der den und für",
    trades="redakteur|redakteurin|korrespondent|korrespondentin|journalist|journalistin|autor"
    "|autorin|gastbeitrag",
    connectors="am|im|vom|in|den",
    seasons="frühjahr|frühling|sommer|herbst|winter",
    leftovers=rows(
        r"""
        anzeige
        (?:schreibe?|hinterlass[et]?) (?:den|einen) ersten kommentar.{0,40}
        sei(?:en sie)? der erste.{0,60}
        (?:ihre|deine) e-?mail-?adresse wird nicht veröffentlicht.{0,100}
        (?:erforderliche|pflicht)felder sind mit ?\*? (?:markiert|gekennzeichnet)|erforderliche felder sind (?:mit )?\*? ?(?:markiert|gekennzeichnet)?(?: mit \*)?
        (?:artikel |beitrag |diesen (?:artikel|beitrag) |seite )?teilen(?: mit)?(?::| (?:auf|via|über|mit) (?:facebook|twitter|x|linkedin|pinterest|whatsapp|telegram|mastodon|e-?mail).{0,60})
        (?:diesen )?(?:artikel|beitrag|seite) (?:teilen|drucken|weiterempfehlen|merken)
        klick(?:e|en)?(?: sie)? (?:hier )?(?:,|um).{0,100}
        gefällt mir:?|gefällt mir wird geladen(?:…|\.\.\.)?|wird geladen(?:…|\.\.\.)?
        (?:abonnieren sie|abonniere|jetzt) (?:unseren|den|unser)? ?newsletter.{0,80}
        (?:newsletter abonnieren|zum newsletter anmelden|melden sie sich.{0,40}newsletter.{0,40})
        (?:geben sie|gib) (?:ihre|deine) e-?mail-?adresse.{0,60}
        (?:diese|unsere) (?:website|webseite|seite) (?:verwendet|benutzt|nutzt) cookies.{0,400}
        wir (?:verwenden|nutzen|benutzen) cookies.{0,400}
        diese website verwendet akismet.{0,250}
        (?:alle (?:cookies )?akzeptieren|alle (?:cookies )?ablehnen|cookie-?einstellungen|einstellungen verwalten|nur notwendige(?: cookies)?(?: akzeptieren)?)
        (?:zum|direkt zum) inhalt(?: springen)?|springe zum inhalt
        (?:vorheriger|nächster|voriger) (?:beitrag|artikel|eintrag)(?:\s*(?:/|\||:|→|»|←|«)\s*.{1,100})?
        (?:veröffentlicht|abgelegt|eingeordnet|kategorisiert) (?:unter|in) .{1,80}
        (?:stolz )?(?:präsentiert von|betrieben mit|mit stolz präsentiert von) wordpress.{0,40}
        antwort(?:en)? abbrechen|kommentar (?:abschicken|absenden|hinzufügen)|schreibe einen kommentar zu .{1,100}
        meinen namen,.{0,120}
        (?:benachrichtige|informiere) mich.{0,100}
        (?:du musst|sie müssen) angemeldet sein.{0,80}
        (?:die )?kommentare sind geschlossen.{0,30}|kommentarfunktion (?:ist )?(?:deaktiviert|geschlossen).{0,40}
        (?:geschätzte )?lese(?:zeit|dauer):? .{1,30}
        \d{1,3} ?(?:min|min\.|minuten) lesezeit
        (?:nach oben|zum seitenanfang|zurück nach oben)
        folg(?:e|en sie) uns(?: auf .{1,60})?
        """
    ),
    weak_leftovers=rows(
        r"""
        menü|suche|suchen|startseite|schließen|navigation|hauptmenü
        twittern|teilen|drucken|merken|e-?mail|mailen|kommentieren
        weiterlesen|mehr lesen|mehr|mehr erfahren|siehe auch|lesen sie auch.{0,120}|auch interessant.{0,100}
        werbung|gesponsert
        (?:schlagw(?:ort|örter)|schlagworte|stichwort[e]?|tags?|kategorien?|themen?|rubrik(?:en)?)\s?:\s?.{1,160}
        (?:schlagwörter|schlagworte|tags?|kategorien?|themen)
        anmelden|abmelden|registrieren|einloggen|abonnieren|spenden|mein konto|newsletter
        zurück|weiter|vorheriger|nächster
        (?:name|e-?mail|website|kommentar) ?\*?
        antworten|kommentare?|\d{1,5} kommentare?|keine kommentare|kommentar (?:schreiben|hinterlassen|verfassen)
        impressum|datenschutz(?:erklärung)?|kontakt|über uns|agb|archiv|nutzungsbedingungen|mediadaten
        alle rechte vorbehalten|anhören|artikel anhören|herunterladen
        """
    ),
    comments=rows(
        r"""
        (?:schreibe?|schreiben sie|hinterlass[et]?) (?:einen|deinen|ihren|eine) (?:kommentar|antwort)(?: antwort(?:en)? abbrechen)?
        (?:\d{1,5}|ein|zwei|drei) (?:kommentare?|antworten?|gedanken)(?: (?:zu|auf) .{1,150})?
        kommentare ?\(\d+\)|leserkommentare
        """
    ),
    related=rows(
        r"""
        (?:ähnliche|verwandte|weitere|neueste|letzte) (?:beiträge|artikel|themen|texte)
        (?:das könnte (?:sie|dich|ihnen|dir) auch (?:interessieren|gefallen)|mehr zum thema|auch interessant|meistgelesen|lesen sie auch|passend dazu)
        """
    ),
    weak_sections=rows("kommentare?|ähnliches|mehr aus .{1,40}|mehr dazu"),
    commenters=rows(
        r"""
        .{1,60} (?:sagt|sagte|schreibt|schrieb|meint)\s?:
        .{0,60}\d{4} um \d{1,2}[:.]\d\d.{0,20}
        vor \d{1,3} (?:minuten?|stunden?|tage[n]?|wochen?|monate[n]?|jahre[n]?)
        """
    ),
    about=rows(
        rf"""
        über (?:diesen|dieses|den|das|dies) (?:{_TEXT})
        über (?:diese|die) (?:{_TEXT_F})
        zu (?:diesem|dieser) (?:{_TEXT}|{_TEXT_F})
        """
    ),
    weak_about=rows(
        "(?:text|bild)?nachweise?|quellennachweis|mitwirkende|impressum|lizenz|textangaben"
    ),
    about_author=rows(
        """
        über (?:den autor|die autorin|die autoren|die autorinnen|den übersetzer|die übersetzerin|die übersetzer)
        (?:zur autorin|zum autor|zu den autoren|zur person|die autorin|der autor|die übersetzerin|der übersetzer|zur übersetzerin|zum übersetzer)
        """
    ),
    notes=rows("(?:anmerkungen|fußnoten|endnoten|literatur|literaturverzeichnis|quellen)"),
    licence_parts={
        "by": "namensnennung",
        "nc": "nicht[- ]?kommerziell|nicht kommerziell|keine kommerzielle nutzung",
        "sa": "weitergabe unter gleichen bedingungen",
        "nd": "keine bearbeitungen?|keine bearbeitung",
    },
)
