"""Spanish words around an article."""

# ruff: noqa: E501 (a pattern stands on one line, however long)
from __future__ import annotations

from imprint.readers.article.words.table import Words, bag, rows

_TEXT = "texto|artículo|ensayo|relato|cuento|poema|libro|reportaje|número"
_TEXT_F = "publicación|entrevista|traducción|obra|entrada|crónica|nota|edición"

SPANISH = Words(
    language="es",
    stop_words=bag(
        "el la los las que de en y un una por con no se para su del al lo como más pero sus le "
        "ya este sí porque esta entre cuando muy sin sobre ser había era"
    ),
    months=(
        "enero|ene",
        "febrero|feb",
        "marzo|mar",
        "abril|abr",
        "mayo",
        "junio|jun",
        "julio|jul",
        "agosto|ago",
        "septiembre|setiembre|sept|sep",
        "octubre|oct",
        "noviembre|nov",
        "diciembre|dic",
    ),
    labels={
        "aut": "autor|autora|autores|autoras|texto|textos|por|escrito por|texto de",
        "trl": "traductor|traductora|traductores|traducción|traducido por|traducción de"
        "|traducción al español",
        "edt": "editor|editora|edición|editado por|edición de",
        "pfr": "corrección|correctora|corrector|revisión|revisado por|corrección de estilo",
        "ill": "ilustración|ilustraciones|ilustradora|ilustrador|dibujos|ilustrado por",
        "pht": "foto|fotos|fotografía|fotografías|fotógrafo|fotógrafa|imagen|imágenes",
        "ivr": "entrevista|entrevista de|entrevistador|entrevistadora",
        "aui": "prólogo|prólogo de",
        "original.title": "título original",
        "original.language": "idioma original|lengua original",
        "original.venue": "publicado originalmente en|publicado en|publicación original"
        "|aparecido en|primera publicación",
        "original.publisher": "editorial original",
        "original.issued": "fecha original|fecha de publicación original",
        "original.url": "enlace|enlace al original|enlace original|url|vínculo|leer el original",
        "original.url|original.title": "original",
        "original.url|original.venue": "fuente",
        "issued": "publicado|publicado el|fecha|fecha de publicación|publicada el",
        "publisher": "editorial|publicado por|casa editorial",
        "licence": "licencia|bajo licencia",
        "rights": "derechos|copyright|derechos de autor",
        "type": "tipo de publicación|género|tipo de texto",
        "isbn": "isbn",
        "issn": "issn",
        "doi": "doi",
        "language": "idioma|lengua",
        "title": "título|título en español",
        "subtitle": "subtítulo",
        "standfirst": "entradilla|bajada",
        "description": "resumen",
        "subjects": "palabras clave",
        "credit": "actualizado|actualizado el|última actualización|diseño|maquetación"
        "|agradecimientos|portada|con el apoyo de",
    },
    phrases=rows(
        """
        [(escrito|texto|publicado|un texto|una crónica|artículo) ]por {aut}
        (texto|un texto|una crónica|artículo|un ensayo) de {aut}
        (traducido|traducida|traducción) del {original.language} [al {language} ](por|de) {trl}
        (traducido|traducida|traducción) del {original.language} [al {language}][:] {trl}
        (traducido|traducida|traducción) del {original.language}
        (traducido|traducida|traducción) [al {language} ](por|de) {trl}
        (editado|edición|editada) (por|de|a cargo de) {edt}
        (revisado|revisada|corregido|corregida|revisión|corrección) (por|de) {pfr}
        (ilustrado|ilustrada|ilustraciones|ilustración|dibujos|con ilustraciones) (por|de) {ill}
        (foto|fotos|fotografía|fotografías) (por|de|©) {pht}
        entrevista (de|por|realizada por) {ivr}
        prólogo de {aui}
        (publicado|publicada|apareció|aparecido) [(originalmente|por primera vez|inicialmente) ](el|en) {original.issued} (en la revista|en el diario|en) {original.venue}
        (publicado|publicada|apareció|aparecido|se publicó|fue publicado) [(originalmente|por primera vez|inicialmente) ](en la revista|en el diario|en) {original.venue}
        (originalmente|inicialmente) (publicado|publicada) (en la revista|en el diario|en) {original.venue}
        (publicado|publicada) [(el|en) ]{issued} por {byline}
        (publicado|publicada) [(el|en) ]{issued}
        (publicado|publicada) por {publisher}
        título original {original.title}
        [(leer|lea|ver) ]el original [(en|aquí)][:] {original.url}
        [(publicado|publicada|disponible|se publica|distribuido) ]bajo [(la|una|los términos de la) ]{licence}
        reproducido con (permiso|autorización) {rights.whole}
        """
    ),
    openings=(
        rf"(?:este|el) (?:{_TEXT})(?: (?:fue|ha sido|está|se))?",
        rf"(?:esta|la) (?:{_TEXT_F})(?: (?:fue|ha sido|está|se))?",
        r"(?:y )?(?:fue|ha sido)",
    ),
    languages={
        "ar": "árabe",
        "bg": "búlgaro",
        "ca": "catalán",
        "zh": "chino|mandarín",
        "hr": "croata",
        "cs": "checo",
        "da": "danés",
        "nl": "neerlandés|holandés",
        "en": "inglés",
        "eu": "euskera|vasco",
        "fa": "persa",
        "fi": "finés|finlandés",
        "fr": "francés",
        "gl": "gallego",
        "de": "alemán",
        "el": "griego",
        "he": "hebreo",
        "hi": "hindi",
        "hu": "húngaro",
        "is": "islandés",
        "ga": "irlandés",
        "it": "italiano",
        "ja": "japonés",
        "ko": "coreano",
        "la": "latín",
        "lt": "lituano",
        "no": "noruego",
        "pl": "polaco",
        "pt": "portugués",
        "ro": "rumano",
        "ru": "ruso",
        "sr": "serbio",
        "sk": "eslovaco",
        "sl": "esloveno",
        "es": "español|castellano",
        "sv": "sueco",
        "tr": "turco",
        "uk": "ucraniano",
        "vi": "vietnamita",
        "yi": "yidis|ídish",
    },
    joiners=("y", "e", "con"),
    particles="de del la los las el y",
    trades="periodista|redactor|redactora|corresponsal|escritor|escritora|editor|editora"
    "|enviado especial|enviada especial",
    connectors="el|en|de|del",
    seasons="primavera|verano|otoño|invierno",
    leftovers=rows(
        r"""
        publicidad
        s[eé] el primero en (?:comentar|dejar un comentario).{0,30}
        (?:tu|su) (?:dirección de )?(?:correo electrónico|e-?mail) no será publicad[oa].{0,100}
        los campos (?:obligatorios|necesarios|requeridos) están marcados con ?\*?
        (?:comparte|compartir|compártelo)(?: (?:esto|este artículo|esta entrada|esta página|en (?:facebook|twitter|x|linkedin|whatsapp|pinterest|telegram|redes sociales)))?\s?(?::|(?<=.{10})).{0,30}
        (?:haz|haga) clic (?:para|en|aquí).{0,100}
        me gusta:?|me gusta cargando(?:…|\.\.\.)?|cargando(?:…|\.\.\.)?
        (?:suscríbete|suscríbase|apúntate|regístrate) (?:a|para|al) .{1,80}
        (?:introduce|ingresa|escribe|introduzca) (?:tu|su) (?:dirección de )?(?:correo|e-?mail).{0,60}
        (?:este|nuestro) sitio(?: web)? (?:usa|utiliza) (?:cookies|akismet).{0,400}
        (?:esta|nuestra) (?:web|página)(?: web)? (?:usa|utiliza) cookies.{0,400}
        (?:usamos|utilizamos) cookies.{0,400}
        (?:aceptar (?:todo|todas|cookies|todas las cookies)|rechazar(?: todo| todas)?|configurar cookies|política de (?:cookies|privacidad))
        (?:saltar|ir) al contenido(?: principal)?
        (?:entrada|artículo|página|nota|publicación) (?:anterior|siguiente)(?:\s*(?:/|\||:|→|»|←|«)\s*.{1,100})?
        (?:archivado|publicado|clasificado) (?:bajo|en la categoría|en las categorías):? .{1,80}
        imprimir (?:esta página|este artículo|esta entrada)
        (?:funciona (?:gracias a|con)|desarrollado con|creado con) wordpress.{0,40}
        cancelar (?:la )?respuesta|publicar (?:el |un )?comentario|añadir (?:un )?comentario
        guarda(?:r)? mi nombre.{0,120}
        (?:avísame|notificarme|recibir un correo).{0,100}
        (?:debes|debe) (?:estar conectado|iniciar sesión|acceder|ingresar) para.{0,60}
        los comentarios están cerrados.{0,30}
        tiempo (?:estimado )?de lectura:? .{1,30}
        \d{1,3} ?(?:min|minutos) de lectura|lectura de \d{1,3} min(?:utos)?
        volver arriba|subir|síguenos(?: en .{1,60})?
        """
    ),
    weak_leftovers=rows(
        r"""
        menú|buscar|búsqueda|inicio|cerrar|navegación
        tuitear|compartir|comparte|imprimir|correo(?: electrónico)?|enviar
        leer más|sigue leyendo|seguir leyendo|ver más|ver también|lee también.{0,120}|más información|te puede interesar.{0,100}
        anuncio|patrocinado
        (?:etiquetas?|categorías?|temas?|palabras clave|tags?)\s?:\s?.{1,160}
        (?:etiquetas?|categorías?|temas)
        iniciar sesión|acceder|regístrate|registrarse|suscribirse|suscríbete|mi cuenta|donar|newsletter|boletín
        anterior|siguiente
        (?:nombre|correo electrónico|web|comentario) ?\*?
        responder|respuestas?|comentarios?|\d{1,5} comentarios?|sin comentarios|no hay comentarios|deja un comentario
        aviso legal|contacto|quiénes somos|acerca de|privacidad|archivo|mapa del sitio
        todos los derechos reservados|escuchar|descargar
        """
    ),
    comments=rows(
        r"""
        (?:deja|dejar|deje|escribe) (?:un|una|tu|su) (?:comentario|respuesta)(?: cancelar (?:la )?respuesta)?
        (?:\d{1,5}|un|una|dos|tres) (?:comentarios?|respuestas?|pensamientos?|opiniones)(?: (?:en|sobre|a) .{1,150})?
        comentarios ?\(\d+\)
        """
    ),
    related=rows(
        r"""
        (?:artículos|entradas|notas|noticias|publicaciones|contenidos?) (?:relacionad[oa]s?|similares|recientes)
        (?:te|le|también te|también le) (?:puede|podría|pueden) (?:también )?(?:interesar|gustar)
        (?:también te puede interesar|lo más leído|más leídas|más artículos|no te pierdas)
        """
    ),
    weak_sections=rows("comentarios?|relacionados?|relacionado|más de .{1,40}"),
    commenters=rows(
        r"""
        .{1,60} (?:dice|dijo|escribió)\s?:
        .{0,60}\d{4} a las \d{1,2}[:.]\d\d.{0,20}
        hace \d{1,3} (?:minutos?|horas?|días?|semanas?|meses|mes|años?)
        """
    ),
    about=rows(
        rf"""
        (?:sobre|acerca de) (?:este|el) (?:{_TEXT})
        (?:sobre|acerca de) (?:esta|la) (?:{_TEXT_F})
        """
    ),
    weak_about=rows("créditos|ficha(?: técnica)?|licencia|procedencia"),
    about_author=rows(
        """
        (?:sobre|acerca de) (?:el autor|la autora|los autores|las autoras|el traductor|la traductora)
        sobre los traductores|acerca del (?:autor|traductor)|(?:el autor|la autora|la traductora|el traductor|nota biográfica)
        """
    ),
    notes=rows("notas?(?: al pie)?|referencias|bibliografía"),
    licence_parts={
        "by": "atribución|reconocimiento",
        "nc": "no ?comercial",
        "sa": "compartir ?igual",
        "nd": "sin ?derivad[oa]s?|sin ?obra ?derivada",
    },
)
