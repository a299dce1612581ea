"""Languages, countries, currencies and schemes become the codes that a message may have.

Only codes of the standards stand here; their meaning is in ISO 639-2, ISO 3166-1, ISO 4217 and
ONIX's lists, https://ns.editeur.org/onix/en.
"""

from __future__ import annotations

from functools import cache

from langcodes import Language
from langcodes.data_dicts import (
    LANGUAGE_ALPHA3,
    LANGUAGE_ALPHA3_BIBLIOGRAPHIC,
    MACROLANGUAGES,
)
from langcodes.tag_parser import LanguageTagError

# ISO 639-2: the codes of languages that have none of two letters.
_THREE_LETTERS = """
aav ace ach ada ady afa afh ain akk ale alg alq alt ang anp apa arc arn arp art arw ast ath atj
aus awa bad bai bal ban bas bat bej bem ber bho bik bin bla bnc bnt bra brx btk bua bug bum byn
cad cai car cau cay ceb cel chb chg chk chm chn cho chp chr chy cic ckb cmc cmn cnr cop cou cpe
cpf cpp crg crh crj crk crl crm crp csb csw cus cwd dak dar day del den dgr din doi dra dsb dua
dum dyu efi egl egy eka elx enm esx ewo fan fat fil fit fiu fkv fon frm fro frr frs fuf fur gaa
gay gba gem gez gil git gju gmh gml goh gon gor got grb grc grt gsw guc gwi hai haw hil him hit
hmn hmx hoc hop hsb hup hux iba ijo ike ikt ilo inc ine inh ira iro jbo jow jpr jpx jrb kaa kab
kac kam kar kaw kbd kbp kdr kha khi kho khr kln kmb kok kos kpe kqs krc krl kro kru kss kum kut
kwk lad lah lam lez lij lkt lmo lol lom loz lua lui lun luo lus luy mad mag mai mak man map mas
mdf mdr men mga mic min mis mkh mnc mni mno moe moh mos mul mun mus mwf mwl mwr myn myv nah nai
nap nds new nia nic niu nog non nqo nrf nsk nso nub nwc nym nyn nyo nzi odt ojs oka omq ood osa
ota oto paa pag pal pam pap pau pcd peo pes phi phn pms pon poz pra pri pro raj rap rar rcf rgn
rjs rkt rmg roa rom rup sad sah sai sal sam sas sat scc scn sco scr sdc sdn sel sem sga sgn shi
shn shs sid sio sit sla sma smi smj smn sms snk sog son srm srn sro srr ssa sto suk sus sux swb
syc syr szl tai tem ter tet thp tig tiv tkl tlh tli tmh tod tog tpi tsd tsi tum tup tut tvl tyv
tzm tzo udm uga umb und unr urj vai vec vot wak wal war was wen wls wuu wym xal xuu yao yap ypk
yue zap zbl zen zgh zhx znd zun zxx zza
"""
# ISO 3166-1.
_COUNTRIES = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
# ISO 4217, but for funds and metals.
_CURRENCIES = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN
NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP
SLE SOS SRD STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST
XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
# ISO 15924: scripts that tell editions of a language apart.
_SCRIPTS = {
    "Arab", "Beng", "Cyrl", "Deva", "Grek", "Guru", "Hans", "Hant", "Hebr", "Latn", "Mong", "Tfng",
}  # fmt: skip
UNCODED = "mis"

# List 27, by the name of the scheme as an author writes it, small and without hyphens.
_SCHEMES = {
    "aat": "08", "bic": "12", "bisac": "10", "ccode": "78", "clc": "88", "clil": "29",
    "ddc": "01", "dewey": "01", "dnb": "30", "eurovoc": "B0", "fast": "B6", "gnd": "91",
    "jel": "61", "kdc": "35", "lcc": "03", "lcsh": "04", "mesh": "06", "ndc": "40",
    "nlm": "05", "nur": "32", "rameau": "A5", "rvm": "63", "sab": "48", "sears": "74",
    "swd": "27", "thema": "93", "udc": "09", "wgs": "26", "yso": "71",
}  # fmt: skip
KEYWORDS, PROPRIETARY_SCHEME, THEMA, BISAC = "20", "24", "93", "10"
# Thema's qualifiers have a scheme each, told by their first character.
_THEMA_QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}


@cache
def language_code(tag: str) -> str:
    """The bibliographic ISO 639-2 code of a BCP 47 tag (list 74).

    A language without one has that of the language that it is counted among, else ``mis``; a text
    that is no tag has none.
    """
    if not tag.strip():
        return ""
    try:
        name = Language.get(tag).language or "und"
    except LanguageTagError:
        return ""
    for each in (name, MACROLANGUAGES.get(name, name)):
        code = LANGUAGE_ALPHA3_BIBLIOGRAPHIC.get(each) or LANGUAGE_ALPHA3.get(each, each)
        if code in _iso_639_2():
            return code
    return UNCODED


@cache
def _iso_639_2() -> frozenset[str]:
    shorter = (LANGUAGE_ALPHA3_BIBLIOGRAPHIC.get(n, c) for n, c in LANGUAGE_ALPHA3.items())
    return frozenset((*_THREE_LETTERS.split(), *shorter)) - {"hbs", "swc"}  # of ISO 639-3


def variety(tag: str) -> tuple[str, str]:
    """The country (list 91) and the script (list 121) that a BCP 47 tag names, or nothing."""
    try:
        language = Language.get(tag)
    except LanguageTagError:
        return "", ""
    script = language.script or ""
    return country_code(language.territory or ""), script if script in _SCRIPTS else ""


def country_code(text: str) -> str:
    """A country's code in capitals, or nothing if ISO 3166-1 has no such code (list 91)."""
    code = text.strip().upper()
    return code if code in _COUNTRIES.split() else ""


def currency_code(text: str) -> str:
    """A currency's code in capitals, or nothing if ISO 4217 has no such code (list 96)."""
    code = text.strip().upper()
    return code if code in _CURRENCIES.split() else ""


def subject_scheme(authority: str, term: str) -> str:
    """The code of a subject scheme in list 27, or that of schemes which are not on it."""
    code = _SCHEMES.get(authority.strip().lower().replace("-", ""), PROPRIETARY_SCHEME)
    return _THEMA_QUALIFIERS.get(term.strip()[:1], code) if code == THEMA else code
