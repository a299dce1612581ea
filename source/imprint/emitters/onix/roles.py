"""MARC relators become the roles of contributors (list 17) and of houses (list 45)."""

from __future__ import annotations

from imprint.model.relators import relator_terms

AUTHOR, TRANSLATOR, OTHER = "A01", "B06", "Z99"

_ROLES = {
    "abr": "B04", "act": "E01", "adi": "A11", "adp": "B05", "aft": "A19",
    "anm": "A07", "ann": "A20", "ant": "A38", "aqt": "A14", "ard": "D99", "arr": "B25",
    "art": "A07", "aud": "A14", "aue": "F99", "aui": "A24", "aup": "D01", "aus": "A03",
    "aut": "A01", "bjd": "A36", "bka": "A07", "bkd": "A11", "ccp": "A10",
    "chr": "D04", "clr": "A47", "cmm": "A21", "cmp": "A06", "cnd": "D03", "cng": "F01",
    "com": "C01", "cov": "A36", "cre": "A09", "csl": "B20", "csp": "B20", "ctb": "A32",
    "ctg": "A39", "cur": "C04", "cwt": "A21", "dis": "A01", "dnc": "E02", "drm": "A35",
    "drt": "D02", "dsr": "A11", "dte": "Z02", "edc": "B01", "edd": "B16", "edm": "F02",
    "edt": "B01", "egr": "A12", "etr": "A12", "fmd": "D02", "flm": "F02", "fmk": "F01",
    "hnr": "Z02", "hst": "E10", "ill": "A12", "ilu": "A12", "ink": "A46", "itr": "E06",
    "ive": "A44", "ivr": "A43", "lbt": "A04", "ltg": "A12", "ltr": "A48", "lyr": "A05",
    "mod": "E10", "msd": "D02", "mus": "E06", "nrt": "E07", "pdr": "B15", "pht": "A13",
    "pnc": "A35", "pre": "E10", "prf": "E99", "prg": "A30", "prm": "A12", "pro": "D01",
    "rap": "B23", "rcd": "F99", "rce": "F99", "rdd": "D02", "red": "B01", "res": "A51",
    "rxa": "B25", "sad": "B29", "sce": "A03", "scl": "A07", "sgd": "D02",
    "sng": "E05", "spk": "E09", "stl": "E03", "swd": "A30", "tau": "A03", "tld": "D02",
    "tlh": "E10", "tlp": "D01", "ths": "B27", "trc": "B33", "trl": "B06", "vac": "E03",
    "vdg": "F01", "voc": "E05", "wac": "A21", "wal": "A05", "wam": "A32", "wat": "A18",
    "waw": "A19", "wdc": "A12", "wde": "A12", "wfs": "A10", "wfw": "A23", "win": "A24",
    "wpr": "A15", "wst": "A18", "wts": "A10",
}  # fmt: skip
# Those who make or pay for a book are houses to the trade, and no contributors.
_HOUSES = {
    "bnd": "18", "fnd": "16", "mfr": "19", "pbl": "02", "prt": "17", "spn": "03",
}  # fmt: skip


def role_of(relator: str) -> str:
    """The code in list 17; ``Z99`` where the list has no such role."""
    return _ROLES.get(relator, OTHER)


def house_role_of(relator: str) -> str:
    """The code in list 45 of one who is no contributor, or nothing."""
    return _HOUSES.get(relator, "")


def description_of(relator: str) -> str:
    """What somebody did, in English, where no code says it; nothing if that is not known."""
    term = relator_terms().get(relator, "")
    return term[:1].upper() + term[1:]
