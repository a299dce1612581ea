"""French words around an article."""

# ruff: noqa: E501 (a pattern stands on one line, however long)
from __future__ import annotations

from imprint.readers.article.words.table import Words, bag, rows

_TEXT = "texte|article|essai|récit|entretien|billet|poème|publication|traduction|nouvelle|ouvrage"

FRENCH = Words(
    language="fr",
    stop_words=bag(
        "le la les des et dans est une qui que pour pas elle il sur avec ce au aux plus nous "
        "vous mais sont était cette leur du ne se sa ses son on"
    ),
    months=(
        "janvier|janv",
        "février|fevrier|févr",
        "mars",
        "avril|avr",
        "mai",
        "juin",
        "juillet|juil",
        "août|aout",
        "septembre|sept",
        "octobre|oct",
        "novembre|nov",
        "décembre|decembre|déc",
    ),
    labels={
        "aut": "auteur|autrice|auteure|auteurs|autrices|texte|textes|par|écrit par|texte de",
        "trl": "traducteur|traductrice|traducteurs|traduction|traduit par|traduction de"
        "|traduction française",
        "edt": "éditeur scientifique|édité par|édition scientifique|rédacteur|rédactrice"
        "|coordination",
        "pfr": "relecture|relu par|correction|correcteur|correctrice|révision|corrections",
        "ill": "illustration|illustrations|illustratrice|illustrateur|illustré par|dessins|dessin",
        "pht": "photo|photos|photographie|photographies|photographe|crédit photo"
        "|crédits photo|image",
        "ivr": "propos recueillis par|entretien|entretien par",
        "aui": "préface|préface de|introduction de",
        "original.title": "titre original|titre de l’original|titre d’origine",
        "original.language": "langue originale|langue d’origine|langue source",
        "original.venue": "première publication|première parution|publié dans|paru dans"
        "|publication originale|parution originale|publié initialement dans",
        "original.publisher": "éditeur original|éditeur d’origine",
        "original.issued": "date originale|date de première publication",
        "original.url": "lien|lien vers l’original|lien original|lire l’original|url|adresse",
        "original.url|original.title": "original",
        "original.url|original.venue": "source",
        "issued": "publié le|date|date de publication|mis en ligne le|publié",
        "publisher": "éditeur|éditrice|maison d’édition|publié par|éditions",
        "licence": "licence|sous licence",
        "rights": "droits|copyright",
        "type": "type de publication|genre|type",
        "isbn": "isbn",
        "issn": "issn",
        "doi": "doi",
        "language": "langue",
        "title": "titre|titre français",
        "subtitle": "sous-titre",
        "standfirst": "chapô|chapeau",
        "description": "résumé",
        "subjects": "mots-clés|mots clés",
        "credit": "mise à jour|dernière mise à jour|mis à jour le|mise en page|maquette|remerciements"
        "|graphisme|avec le soutien de|couverture",
    },
    phrases=rows(
        """
        [(écrit|texte|rédigé|publié|article|un (texte|récit|article)) ]par {aut}
        (texte|article|un (texte|récit|article|essai)) de {aut}
        (traduit|traduite|traduction) (du|de l’|de l'|de la|de) {original.language} [(vers le|en) {language} ](par|de) {trl}
        (traduit|traduite|traduction) (de l’|de l'){original.language} [(vers le|en) {language} ](par|de) {trl}
        (traduit|traduite|traduction) (de l’|de l'){original.language}
        (traduit|traduite) (du|de) {original.language}
        (traduit|traduite|traduction) [(en|vers le) {language} ](par|de) {trl}
        (édité|édition établie|dirigé|coordonné) par {edt}
        (relu|révisé|corrigé|relu et corrigé|relecture) (par|de) {pfr}
        (illustré|illustrations|illustration|dessins) (par|de|:) {ill}
        (photo|photos|photographie|photographies) (par|de|d’|d'|©) {pht}
        propos recueillis par {ivr}
        (préface|introduction) de {aui}
        (paru|parue|publié|publiée) [(initialement|pour la première fois|d’abord|d'abord|à l’origine) ]le {original.issued} (dans la revue|dans le magazine|dans|sur|par) {original.venue}
        (paru|parue|publié|publiée) [(initialement|pour la première fois|d’abord|d'abord|à l’origine|originellement) ](dans la revue|dans le magazine|dans|sur|chez|aux) {original.venue}
        (initialement|d’abord|d'abord) (paru|parue|publié|publiée) (dans la revue|dans le magazine|dans|sur|chez) {original.venue}
        (publié|publiée|mis en ligne|mise en ligne|posté) (le|en) {issued} par {byline}
        (publié|publiée|mis en ligne|mise en ligne|posté) (le|en) {issued}
        le {issued}
        (publié|publiée) par {publisher}
        titre original {original.title}
        [(lire|voir) ]l(’|')original [(ici|sur|à l’adresse)][ :] {original.url}
        [(publié|publiée|diffusé|mis à disposition|disponible|placé) ](sous|selon) [(la|une|les termes de la) ]{licence}
        reproduit avec l(’|')autorisation {rights.whole}
        """
    ),
    openings=(
        rf"(?:ce|cet|cette|le|la|l[’'])\s?(?:{_TEXT})(?: (?:a été|est|a paru|fut|est mis))?",
        r"(?:il|elle) (?:a été|est)",
        r"(?:et )?a été",
    ),
    languages={
        "af": "afrikaans",
        "ar": "arabe",
        "bn": "bengali",
        "bg": "bulgare",
        "ca": "catalan",
        "zh": "chinois|mandarin",
        "hr": "croate",
        "cs": "tchèque",
        "da": "danois",
        "nl": "néerlandais|flamand",
        "en": "anglais|américain",
        "et": "estonien",
        "eu": "basque",
        "fa": "persan",
        "fi": "finnois",
        "fr": "français",
        "ka": "géorgien",
        "de": "allemand",
        "el": "grec",
        "he": "hébreu",
        "hi": "hindi",
        "hu": "hongrois",
        "is": "islandais",
        "ga": "irlandais",
        "it": "italien",
        "ja": "japonais",
        "ko": "coréen",
        "la": "latin",
        "lv": "letton",
        "lt": "lituanien",
        "no": "norvégien",
        "pl": "polonais",
        "pt": "portugais",
        "ro": "roumain",
        "ru": "russe",
        "sr": "serbe",
        "sk": "slovaque",
        "sl": "slovène",
        "es": "espagnol|castillan",
        "sw": "swahili",
        "sv": "suédois",
        "tr": "turc",
        "uk": "ukrainien",
        "vi": "vietnamien",
        "yi": "yiddish",
    },
    joiners=("et", "avec"),
    particles="de du des d’ le la les",
    trades="journaliste|rédacteur|rédactrice|envoyé spécial|envoyée spéciale|correspondant"
    "|correspondante|écrivain|écrivaine|traducteur|traductrice|professeur",
    connectors="en|le|du|de|au|dans",
    seasons="printemps|été|automne|hiver",
    leftovers=rows(
        r"""
        publicité
        (?:soyez|sois) (?:le|la|le premier|la première)(?: ou la première)? (?:premier |première )?à (?:commenter|réagir|laisser un commentaire).{0,40}
        votre adresse (?:e-?mail|de messagerie|électronique|courriel) ne sera pas publiée.{0,100}
        les champs obligatoires sont indiqués avec ?\*?
        (?:partager|partagez)(?: cet? (?:article|texte|page))?\s?(?::|sur (?:facebook|twitter|x|linkedin|pinterest|whatsapp|telegram|mastodon|bluesky|les réseaux sociaux)).{0,60}
        (?:partager|partagez) (?:cet article|ce texte|cette page)
        cliquez? pour (?:partager|imprimer|envoyer).{0,80}
        j[’']aime(?: ça)?\s?:?|chargement(?:…|\.\.\.)?|j[’']aime chargement(?:…|\.\.\.)?
        (?:abonnez-vous|inscrivez-vous) (?:à|pour) (?:notre|la|recevoir).{0,100}
        (?:entrez|saisissez|indiquez) votre (?:adresse )?(?:e-?mail|mail|courriel).{0,60}
        (?:ce|notre) site (?:web )?utilise (?:des |les )?cookies.{0,400}
        nous utilisons des cookies.{0,400}
        ce site utilise akismet.{0,250}
        en poursuivant votre navigation.{0,300}
        (?:tout accepter|accepter tout|accepter|accepter (?:tous )?les cookies|tout refuser|refuser les cookies|gérer les cookies|paramétrer les cookies)
        aller au contenu(?: principal)?
        (?:article|billet|page) (?:précédente?|suivante?)(?:\s*(?:/|\||:|→|»|←|«)\s*.{1,100})?
        classé (?:sous|dans).{0,100}
        publié dans (?:la catégorie|les catégories).{1,80}
        imprimer (?:cet article|cette page)
        (?:fièrement )?propulsé par (?:wordpress|ghost|drupal|spip).{0,60}
        (?:annuler la réponse|laisser un commentaire sur .{1,100}|ajouter un commentaire|poster un commentaire|publier un commentaire)
        enregistrer mon nom.{0,120}
        (?:prévenez|avertissez)-moi.{0,100}
        vous devez (?:être connecté|vous connecter) pour.{0,80}
        les commentaires sont fermés.{0,30}
        (?:temps|durée) de lecture\s?:? .{1,30}
        lecture\s?:? \d{1,3} ?min(?:utes)?
        \d{1,3} ?(?:min|minutes) de lecture
        (?:haut de page|retour en haut)(?: de la page)?
        suivez-nous(?: sur .{1,60})?
        """
    ),
    weak_leftovers=rows(
        r"""
        menu|recherche|rechercher|accueil|fermer|navigation
        tweeter|partager|partages|\d{1,6} partages?|imprimer|envoyer|épingler|courriel|email|e-mail
        lire la suite|lire aussi.{0,120}|à lire aussi.{0,120}|en savoir plus|voir aussi|voir plus|articles?
        annonce|sponsorisé
        (?:étiquettes?|mots-clés|tags?|catégories?|thèmes?|rubriques?)\s?:\s?.{1,160}
        (?:étiquettes?|tags?|catégories?|rubriques?)
        se connecter|connexion|s[’']inscrire|s[’']abonner|abonnez-vous|mon compte|faire un don|soutenez-nous
        précédent|suivant
        (?:nom|e-?mail|site web|site internet|commentaire) ?\*?
        répondre|réponses?|commentaires?|\d{1,5} commentaires?|aucun commentaire|laisser un commentaire
        mentions légales|contact|à propos|qui sommes-nous ?\??|plan du site|politique de confidentialité|confidentialité|conditions (?:générales )?d[’']utilisation|archives
        tous droits réservés|écouter|télécharger
        """
    ),
    comments=rows(
        r"""
        laisse[rz] (?:un commentaire|une réponse|votre commentaire)(?: annuler la réponse)?
        (?:\d{1,5}|un|une|deux|trois) (?:commentaires?|réponses?|réflexions?|avis)(?: (?:sur|à|au sujet de) .{1,150})?
        vos (?:commentaires|réactions)|commentaires ?\(\d+\)
        """
    ),
    related=rows(
        r"""
        articles? (?:similaires?|liés?|connexes?|associés?|récents)
        (?:vous aimerez (?:peut-être )?aussi|ça pourrait vous intéresser|vous pourriez (?:aussi )?aimer|sur le même (?:sujet|thème)|dans la même (?:rubrique|catégorie)|à lire aussi|à lire également|les plus lus|nos derniers articles)
        """
    ),
    weak_sections=rows("commentaires?|réactions|à découvrir|lire aussi"),
    commenters=rows(
        r"""
        .{1,60} (?:dit|a dit|a écrit|écrit)\s?:
        .{0,60}\d{4} à \d{1,2} ?[h:] ?\d\d.{0,20}
        il y a \d{1,3} (?:minutes?|heures?|jours?|semaines?|mois|ans?)
        répondre(?: à .{1,40})?
        """
    ),
    about=rows(
        rf"""
        à propos (?:de (?:ce|cet|cette|la|l[’'])|du)\s?(?:{_TEXT}|numéro)
        (?:sur|au sujet de) (?:ce|cet|cette) (?:{_TEXT})
        """
    ),
    weak_about=rows("crédits?|ours|mentions|références? de publication|licence"),
    about_author=rows(
        """
        à propos (?:de l[’']aut(?:eur|rice|eure)|des aut(?:eurs|rices)|du traducteur|de la traductrice|des traducteurs)
        (?:l[’']auteur|l[’']autrice|l[’']auteure|les auteurs|la traductrice|le traducteur|notes? biographiques?|biographie)
        """
    ),
    notes=rows("notes?(?: de bas de page)?|références|bibliographie"),
    licence_parts={
        "by": "attribution|paternité",
        "nc": "pas d[’']utilisation commerciale|pas d[’']utilisation commerciale",
        "sa": "partage dans les mêmes conditions|partage à l[’']identique"
        "|partage des conditions initiales à l[’']identique",
        "nd": "pas de modifications?|pas d[’']œuvre dérivée",
    },
)
