"""English words around an article."""

# ruff: noqa: E501 (a pattern stands on one line, however long)
from __future__ import annotations

from imprint.readers.article.words.table import Words, bag, rows

_TEXT = (
    "article|essay|text|story|interview|piece|translation|post|poem|publication|work|book|report"
    "|review|column|chapter|excerpt|content|conversation|short story|blog post|version|edition"
)

ENGLISH = Words(
    language="en",
    stop_words=bag(
        "the of and to in that was with his her for had not but they from which were been this "
        "have there their would when what who them will she you is are it"
    ),
    months=(
        "january|jan",
        "february|feb",
        "march|mar",
        "april|apr",
        "may",
        "june|jun",
        "july|jul",
        "august|aug",
        "september|sept|sep",
        "october|oct",
        "november|nov",
        "december|dec",
    ),
    labels={
        "aut": "author|authors|author(s)|text|texts|words|writer|writers|written by|by|byline"
        "|article by|essay by|story|story by|text by|words by|original author|posted by",
        "trl": "translator|translators|translator(s)|translation|translated by|translation by"
        "|english translation|english translation by",
        "edt": "editor|editors|edited by|editing|editor(s)|edit",
        "pfr": "proofreader|proofreaders|proofreading|proofread by|reviser|revised by|revision"
        "|reviewed by|proofreading and revision",
        "ill": "illustrator|illustrators|illustration|illustrations|illustrated by"
        "|illustration by|illustrations by|art|artwork|artwork by|art by|drawings|drawings by",
        "pht": "photo|photos|photograph|photographs|photography|photographer|photo by|photos by"
        "|photo credit|image credit|photographs by|photography by|picture|pictures|image|images",
        "ivr": "interviewer|interviewed by|interview by",
        "aui": "introduction by|foreword by",
        "nrt": "narrator|narrated by|read by",
        "original.title": "original title|title of the original|translated from the original"
        "|source title|title in original",
        "original.language": "original language|source language|language of the original"
        "|translated from|translated from the",
        "original.venue": "first published|first published in|originally published"
        "|originally published in|published in|first appeared in|original publication"
        "|original publisher and date|originally appeared in|original venue|source publication"
        "|venue|first publication|place of publication",
        "original.publisher": "original publisher",
        "original.issued": "original date|original publication date|date of the original"
        "|original date of publication|first published on|originally published on|date written"
        "|first publication date",
        "original.url": "link|url|original link|link to the original|link to original|permalink"
        "|web|original url|source url|read the original|read the original at|available at"
        "|original article",
        "original.url|original.title": "original",
        "original.url|original.venue": "source",
        "issued": "published|published on|date|publication date|posted|posted on"
        "|date of publication|date published",
        "publisher": "publisher|published by|imprint",
        "licence": "licence|license|licensed under|licence terms|copyright licence",
        "rights": "rights|copyright|copyright notice",
        "type": "publication type|type|type of publication|genre|text type|kind",
        "isbn": "isbn|isbn-13|isbn-10|e-isbn",
        "issn": "issn|e-issn",
        "doi": "doi",
        "language": "language|language of this text|target language",
        "title": "title|english title|title of this translation",
        "subtitle": "subtitle",
        "standfirst": "standfirst|dek|deck",
        "description": "abstract|summary",
        "subjects": "keywords|subjects",
        "edition": "edition",
        "credit": "last updated|updated|updated on|copyeditor|copyedited by|copy editing"
        "|copyediting|fact-checker|fact-checking|fact-checked by|typesetting|design|designer"
        "|designed by|layout|cover|cover design|cover image|thanks|thanks to|special thanks"
        "|acknowledgements|acknowledgments|commissioned by|commissioning editor|produced by"
        "|research|additional research|additional reporting|with support from|supported by"
        "|funded by|funding",
    },
    phrases=rows(
        """
        [(written|words|text) ]by {aut} for {original.venue}
        [written |words |text |story |essay |article |posted |reported |a (story|essay|poem) ]by {aut}
        translated [into {language} ][and (adapted|introduced|edited) ]by {trl}
        translated from [the ]{original.language} [original ][into {language} ]by {trl}
        translated into {language} from [the ]{original.language} by {trl}
        translated from [the ]{original.language} [into {language}]
        translated by {trl} from [the ]{original.language} [original]
        [english ]translation [from the {original.language} ]by {trl}
        [english ]translation © {trl}
        edited [and introduced ]by {edt}
        (proofread|revised|reviewed|proof-read) [and corrected ]by {pfr}
        (translation|text) (revised|reviewed|checked) by {pfr}
        [with ](illustrated|illustrations|illustration|artwork|art|drawings) by {ill}
        [cover |header |with ](photo|photos|photograph|photographs|photography|picture|pictures|image|images) [(courtesy of|©)] {pht}
        [cover |header |with ](photo|photos|photograph|photographs|photography|picture|pictures|image|images) [credit: |copyright ]by {pht}
        photographed by {pht}
        (interview|interviewed) by {ivr}
        (introduced by|introduction by|foreword by) {aui}
        (narrated|read aloud) by {nrt}
        [(first|originally) ](published|appeared|printed|posted) [online |in print ]on {original.issued} (in|at|on) {original.venue}
        (first|originally) (published|appeared|printed) [online |in print ]in {original.language} (in|at|on|by) {original.venue}
        (first|originally) (published|appeared|printed|ran|posted) [online |in print ](in|at|on|by) {original.venue}
        (first|originally) (published|appeared|printed|posted) [online |in print ][on|in] {original.issued}
        (first|originally) (published|written) in {original.language}
        (published|appeared|printed) in {original.venue}
        (published|posted) [online ][on|in] {issued} by {byline}
        (published|posted) [online ][on|in] {issued}
        [re](published|issued) [in {issued} ]by {publisher}
        published by {publisher} (in|on) {issued}
        [(original|originally) ]written in {original.language}
        [the ]original title [is|was] {original.title}
        [(read|find|see) ]the original [(article|text|essay|story|post|version) ][is ][(at|here|on|available at|in {original.language} at)][:] {original.url}
        [the ]original [(article|text|essay|story|post|version) ](is|can be (read|found)) [available ][online ](at|here|on)[:] {original.url}
        [(made available|available|released|published|shared|licensed) ]under [(a|an|the) ][terms of the ]{licence}
        licensed {licence}
        reprinted (with|by) [kind ]permission {rights.whole}
        (published|reproduced|translated) (with|by) [(the|kind) ]permission {rights.whole}
        in the public domain{rights.whole}
        """
    ),
    openings=(
        rf"(?:this|the|the original) (?:{_TEXT})(?:,? (?:which|that))?"
        r"(?: (?:was|is|has been|were))?",
        r"it (?:was|is|has been)",
        r"it(?= (?:first|originally) )",
        r"(?:and )?(?:was|is|has been)",
        r"(?:an?|the) (?:earlier |longer |shorter |different )?version of this "
        rf"(?:{_TEXT})(?: (?:was|is|has been))?",
        r"(?:essay|article|text|story|interview|poem)(?= (?:translated|edited|illustrated))",
    ),
    languages={
        "af": "afrikaans",
        "ar": "arabic",
        "bn": "bengali|bangla",
        "bg": "bulgarian",
        "ca": "catalan",
        "zh": "chinese|mandarin",
        "hr": "croatian",
        "cs": "czech",
        "da": "danish",
        "nl": "dutch|flemish",
        "en": "english",
        "et": "estonian",
        "eo": "esperanto",
        "eu": "basque",
        "fa": "persian|farsi",
        "fi": "finnish",
        "fr": "french",
        "gl": "galician",
        "ka": "georgian",
        "de": "german",
        "el": "greek",
        "grc": "ancient greek",
        "he": "hebrew",
        "hi": "hindi",
        "hu": "hungarian",
        "is": "icelandic",
        "id": "indonesian",
        "ga": "irish",
        "it": "italian",
        "ja": "japanese",
        "ko": "korean",
        "ku": "kurdish",
        "la": "latin",
        "lv": "latvian",
        "lt": "lithuanian",
        "ms": "malay",
        "no": "norwegian",
        "pl": "polish",
        "pt": "portuguese|brazilian portuguese",
        "ro": "romanian",
        "ru": "russian",
        "sr": "serbian",
        "sk": "slovak",
        "sl": "slovene|slovenian",
        "es": "spanish",
        "sw": "swahili",
        "sv": "swedish",
        "ta": "tamil",
        "th": "thai",
        "tr": "turkish",
        "uk": "ukrainian",
        "ur": "urdu",
        "vi": "vietnamese",
        "cy": "welsh",
        "yi": "yiddish",
    },
    joiners=("and", "with"),
    particles="of the for",
    trades="staff writer|writer|editor|senior editor|correspondent|reporter|contributor|columnist"
    "|contributing|journalist|professor|guest|author|translator|lecturer|bureau",
    connectors="in|on|at|from|dated|of",
    seasons="spring|summer|autumn|fall|winter",
    leftovers=rows(
        r"""
        be the first (?:one )?to (?:comment|leave a comment|reply|like this)
        (?:your )?e-?mail address will not be published.{0,60}
        required fields are marked ?\*?
        share this(?: (?:article|post|story|page|entry|essay|content|on social media))?:?
        share (?:on|to|via|this (?:article|post|story) on|using) (?:facebook|twitter|x|x \(twitter\)|linkedin|pinterest|reddit|whatsapp|tumblr|telegram|e-?mail|pocket|mastodon|bluesky|native tools)(?: \(opens in new window\))?.{0,30}
        click to (?:share|print|email|e-mail).{0,80}
        (?:opens in new window|\(opens in new window\))
        like this:?
        like loading(?:\.\.\.|…)?
        (?:please )?(?:subscribe|sign up)(?: (?:to|for))? (?:our|the|my) (?:free |weekly |daily |monthly )*(?:newsletter|mailing list|emails?|blog|updates).{0,80}
        (?:sign up|subscribe)(?: now| today)? (?:for|to) (?:more|updates|email updates).{0,40}
        join our (?:mailing list|newsletter|community).{0,60}
        get (?:our|the) (?:best |latest )?(?:stories|articles|newsletter|essays) (?:in|delivered to|straight to) your inbox.{0,60}
        (?:please )?enter your e-?mail(?: address)?.{0,80}
        (?:this|our) (?:web ?)?site uses cookies.{0,400}
        we use cookies.{0,400}
        by continuing to (?:use|browse) (?:this|our|the) (?:web ?)?site.{0,300}
        this site uses akismet.{0,200}
        learn (?:more about )?how your comment data is processed
        accept (?:all|all cookies|cookies|and close|and continue)
        (?:reject|decline|deny) (?:all|all cookies|cookies)
        (?:cookie|privacy) (?:settings|preferences|policy)(?: (?:and|&) (?:cookies?|terms).{0,40})?
        manage (?:cookies|preferences|consent|cookie preferences)
        skip to (?:the )?(?:main )?(?:content|navigation)
        (?:previous|next|older|newer) (?:post|article|story|entry|page|posts|articles)(?:\s*(?:/|\||:|→|»|←|«)\s*.{1,100})?
        (?:previous|prev) (?:post|article)? ?[/|·] ?next(?: post| article)?
        ←.{0,100}
        .{1,100}→
        filed under:?.{0,120}
        posted in:? .{1,80}
        print this (?:page|article|post|story)
        email this (?:page|article|post|story).{0,30}
        (?:proudly )?powered by (?:wordpress|blogger|ghost|squarespace|wix|tumblr|drupal|joomla|substack|medium|hugo|jekyll).{0,60}
        (?:blog|website) at wordpress\.com
        theme:? .{1,40} by .{1,40}
        leave a (?:comment|reply) ?on .{1,120}
        (?:post|add|leave|submit) (?:a |your )?comment
        cancel reply
        save my name,? e-?mail,? and website in this browser.{0,80}
        notify me of (?:new|follow-?up) (?:comments|posts|replies).{0,60}
        you must be logged in to (?:post a )?(?:comment|reply).{0,40}
        (?:please )?log in to (?:leave a comment|comment|reply)
        (?:log|sign) in (?:or|/|to) (?:register|sign up|join|create an account).{0,40}
        comments are closed.{0,40}
        comments (?:off|closed)(?: on .{1,100})?
        copy link(?: to clipboard)?|link copied!?|copy url
        scroll (?:down )?to (?:continue|top|read more|the top).{0,40}
        back to (?:the )?top
        (?:story |article )?continues? below(?: (?:this )?advertisement)?
        advertisements?(?:[ :–—-]+.{1,60})?
        (?:estimated )?reading time:? .{1,30}
        (?:about )?\d{1,3}[ -]?(?:min|mins|minute|minutes)\.? (?:read|reading time)(?: time)?
        \d{1,3}[ -]?min(?:ute)?s?\.? to read
        follow (?:us|me|this blog)(?: on .{1,60})?
        (?:if you )?(?:enjoyed?|liked?) this (?:article|post|story|essay)\??.{0,120}
        (?:become a|join as a) (?:member|patron|subscriber).{0,60}
        support (?:our|this|independent) (?:work|journalism|magazine|site).{0,80}
        listen to this (?:article|story)
        """
    ),
    weak_leftovers=rows(
        r"""
        menu|search|home|close|open menu|main menu|navigation|toggle navigation|primary menu|search for.{0,20}
        tweet|retweet|pin it|pin|share|shares|\d{1,6} shares?|e-?mail|print|whatsapp|facebook|twitter|linkedin|pinterest|reddit|tumblr|telegram|instagram|youtube|mastodon|bluesky|threads|pocket|flipboard|x
        like|likes?:? ?\d{0,6}|\d{1,6} likes?|bookmark|save|saved|reply|report|edit|rss
        related|read more|read next|read on|more|see also|continue reading.{0,60}|keep reading|show more|load more(?: comments| posts)?
        advertising|ad|ads|sponsored|promoted|sponsored content
        (?:tags?|tagged|categories|category|topics?|labels|posted under|tagged with|more on|more about)(?:\s*:|\s+with)?\s.{1,160}
        tags?|tagged|categories|category|topics
        log ?in|log ?out|sign ?in|sign ?up|register|subscribe|subscribe now|donate|join|my account|newsletter|support us
        previous|next|prev|older|newer|« previous|next »
        name ?\*?|e-?mail ?\*|website|comment ?\*?|url|your (?:name|e-?mail|website|comment)(?: \((?:required|optional)\))? ?\*?
        submit|send|ok|got it|i agree|agree|accept|dismiss|no thanks|learn more|more info(?:rmation)?|necessary|statistics|marketing
        about(?: us)?|contact(?: us)?|imprint|terms(?: (?:of (?:use|service)|(?:and|&) conditions))?|privacy|cookies|faq|archives?|blog|shop|cart|donate|jobs|careers|press|sitemap|help
        (?:add|leave) a (?:comment|reply)|comments?|\d{1,5} comments?|no comments?(?: yet)?|\d{1,5} (?:replies|responses|views|reads|claps)|view (?:all )?comments
        all rights reserved
        (?:by|posted by) (?:admin|administrator|editor|staff|webmaster)
        (?:the )?(?:daily|weekly) newsletter|more stories|more articles
        listen|audio|play|watch|download(?: pdf)?|pdf|font size|text size|a ?a ?a|[-+]|×
        share article|share story|gift article|save article|save for later
        """
    ),
    comments=rows(
        r"""
        leave a (?:reply|comment)(?: ?cancel reply)?
        (?:join|start) the (?:conversation|discussion)
        \d{1,5} (?:comments?|replies|responses)(?: (?:on|to) .{1,150})?
        (?:one|two|three|\d{1,5}) (?:thoughts?|comments?|replies|responses) (?:on|to) .{1,150}
        (?:reader|readers'|readers’|user) comments(?: \(\d+\))?
        comments ?\(\d+\)
        """
    ),
    related=rows(
        r"""
        related (?:posts?|articles?|stories|reading|content|topics|links)
        you (?:may|might) (?:also )?(?:like|enjoy|be interested in)(?: (?:these|this|reading).{0,30})?
        (?:more|other|latest|recent|popular|trending) (?:posts?|articles?|stories)(?: (?:from|in|by|on) .{1,60})?
        recommended (?:for you|reading|stories|articles|posts)
        (?:most (?:read|popular|viewed|shared)|editor['’]s picks?|what to read next|up next|trending(?: now)?)
        """
    ),
    weak_sections=rows(
        r"""
        comments?|responses|discussion|recommended|more from .{1,60}|more in .{1,40}|related|read next|more to read|further stories|latest
        """
    ),
    commenters=rows(
        r"""
        .{1,60} (?:says|said|wrote|writes|commented):?
        .{1,60} on .{6,40} at \d{1,2}[:.]\d\d ?(?:am|pm)?.{0,20}
        .{0,30}\d{4} at \d{1,2}[:.]\d\d ?(?:am|pm)?
        \d{1,3} (?:minutes?|hours?|days?|weeks?|months?|years?) ago
        reply(?: to .{1,40})?
        """
    ),
    about=rows(
        rf"""
        about (?:this|the) (?:{_TEXT}|issue)
        about this (?:translated|original) (?:{_TEXT})
        (?:publication|article|essay) (?:details|information|info|data|credits)
        publication (?:history|note|record)
        """
    ),
    weak_about=rows(
        """
        credits|imprint|colophon|publication notes?|bibliographic (?:details|information)|sources? and credits|credits and licen[cs]e|copyright|licen[cs]e
        """
    ),
    about_author=rows(
        """
        about the (?:authors?|writers?|translators?|contributors?|editors?|photographers?|illustrators?)
        about the (?:author|writer) and (?:the )?translator
        (?:contributors?|the authors?|the translators?|translator['’]s note|author bio|biograph(?:y|ical notes?))
        """
    ),
    notes=rows(
        "(?:foot|end)?notes?(?: and references)?|references|bibliography|works cited|sources"
    ),
    licence_parts={
        "cc": "creative commons",
        "by": "attribution",
        "nc": "non-?commercial",
        "sa": "share-?alike",
        "nd": "no-?deriv(?:ative)?s?(?: works)?",
    },
)
