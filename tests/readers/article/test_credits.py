"""Lines that are credits, lines that look like them, and where they may stand."""

# ruff: noqa: E501 (a case stands on one line)
from __future__ import annotations

import pytest

from imprint.readers.article.credits import read_credit
from imprint.readers.article.facts import Zone
from imprint.readers.article.ledger import shown

CREDITS = """
head | By Jane Roe | aut Jane Roe
head | By Jane Roe and John Doe | aut Jane Roe; aut John Doe
head | by J. R. R. Roe | aut J. R. R. Roe
head | By Jane Roe, Staff Writer | aut Jane Roe
head | By Ludwig van der Berg | aut Ludwig van der Berg
head | By Siobhán O’Brien & Nadia al-Masri | aut Siobhán O’Brien; aut Nadia al-Masri
head | By Jane Roe (@janeroe) | aut Jane Roe
head | By JANE ROE | aut JANE ROE
head | Jane Roe ¦ 3 May 2024 | aut Jane Roe; issued 2024-05-03
head | Jane Roe · May 3, 2024 · 8 min read | aut Jane Roe; issued 2024-05-03; leftover 8 min read
head | By Jane Roe, 3 May 2024 | aut Jane Roe; issued 2024-05-03
head | By Jane Roe May 3, 2024 | aut Jane Roe; issued 2024-05-03
head | Published on May 3rd, 2024 | issued 2024-05-03
head | Published: 2024-05-03 | issued 2024-05-03
head | Posted on 3 May 2024 by Jane Roe | issued 2024-05-03; aut Jane Roe
head | Friday, 3 May 2024, 10:30 am | issued 2024-05-03
head | 23/05/2024 | issued 2024-05-23
head | 03/05/2024 | unclear 03/05/2024
head | 3 mai 2024 | issued 2024-05-03
head | 1er mai 2024 | issued 2024-05-01
head | 3. Mai 2024 | issued 2024-05-03
head | 3 de mayo de 2024 | issued 2024-05-03
head | 2024年5月3日 | issued 2024-05-03
head | Par Louise Marchetti et Karim Benali | aut Louise Marchetti; aut Karim Benali
head | Von Jonas Weber | aut Jonas Weber
head | Por Marta Iglesias y Tomás Rey | aut Marta Iglesias; aut Tomás Rey
head | 作者：林若水 | aut 林若水
head | 文／林若水、王海 | aut 林若水; aut 王海
head | 译者：[法] 陈一帆 | trl 陈一帆
head | Translated from the Spanish by Owen Hale | original.language es; trl Owen Hale
head | By Jane Roe, translated from the French by Owen Hale | aut Jane Roe; original.language fr; trl Owen Hale
head | (Translated by Owen Hale) | trl Owen Hale
head | *Translated by Owen Hale* | trl Owen Hale
head | Traduit de l’anglais par Anne Dubois | original.language en; trl Anne Dubois
head | Aus dem Englischen von Karla Lind | original.language en; trl Karla Lind
head | Traducción de Inés Rey | trl Inés Rey
head | Traducido del inglés por Inés Rey | original.language en; trl Inés Rey
tail | Text: Anna Lind / Photos: Bo Ek | aut Anna Lind; pht Bo Ek
tail | Text: Anna Lind Photos: Bo Ek | aut Anna Lind; pht Bo Ek
tail | Edited by Ruth Adeyemi. | edt Ruth Adeyemi
tail | Illustrations by Paula Vidal | ill Paula Vidal
tail | Photo: Bo Ek | pht Bo Ek
tail | First published in Le Monde, 3 March 2021 | original.venue Le Monde; original.issued 2021-03-03
tail | This article first appeared in Granta in May 2020. | original.venue Granta; original.issued 2020-05
tail | Originally published on 3 March 2021 in Le Monde. | original.issued 2021-03-03; original.venue Le Monde
tail | Originally published in Granta 142 (Winter 2018) | original.venue Granta 142 (Winter 2018); original.issued 2018
tail | Publicado originalmente en El Faro, 2019 | original.venue El Faro; original.issued 2019
tail | Zuerst erschienen in Die Zeit, 3. März 2021 | original.venue Die Zeit; original.issued 2021-03-03
tail | 首发于《收获》，2021年3月 | original.venue 收获; original.issued 2021-03
tail | Original title: “Le Phare” | original.title Le Phare
tail | Source: https://example.org/a | original.url https://example.org/a
tail | Original: https://example.org/a | original.url https://example.org/a
tail | Read the original at https://example.org/a | original.url https://example.org/a
tail | CC BY-SA 4.0 | licence CC-BY-SA-4.0
tail | Licensed under CC BY-NC-ND 3.0 | licence CC-BY-NC-ND-3.0
tail | This work is licensed under a Creative Commons Attribution 4.0 International License. | licence CC-BY-4.0
tail | https://creativecommons.org/licenses/by/4.0/ | licence CC-BY-4.0
tail | CC0 | licence CC0-1.0
tail | CC BY-SA | unclear CC BY-SA
tail | © 2024 Jane Roe. All rights reserved. | rights © 2024 Jane Roe. All rights reserved.
tail | ISBN 978-0-306-40615-7 | isbn 978-0-306-40615-7
tail | ISBN 978-0-306-40615-8 | false isbn 978-0-306-40615-8
tail | DOI: 10.1234/abc.5 | doi 10.1234/abc.5
about | Publication type: essay | type essay
about | Published by Harbour Press | publisher Harbour Press
about | Author — Jane Roe | aut Jane Roe
about | Sensitivity reader: Jane Roe | credit Jane Roe
about | Written by Anna Lind. Translated from the Swedish by Carl Berg. CC BY 4.0. | aut Anna Lind; original.language sv; trl Carl Berg; licence CC-BY-4.0
about | This essay was first published in Granta on 5 May 2020 and translated by Owen Hale. | original.venue Granta; original.issued 2020-05-05; trl Owen Hale
"""

TEXTS = """
head | By morning the rain had stopped.
head | By Sunday, nobody spoke of it any more.
head | By the River
head | Translated by hand, the letters were longer.
head | Von hier an wurde es still.
head | Par ici, dit-elle.
head | Por fin llegó el día.
head | New York, 3 May 2024 was a wet day.
head | Text: see the appendix
head | Paris was empty on 3 May 2024, and so was the river.
head | Photographs of this kind are rare.
head | 作者已经走了，没有人知道他去了哪里。
head | By Roe, Jane
tail | Published too late, the letter changed nothing.
tail | Source: everyone.
tail | “Translation: nobody knows.”
tail | First published when nobody was looking.
tail | Read the original before you judge.
tail | Edited by a machine, it made no sense.
tail | 3 May 2024
tail | By Nobody
tail | He said that it was in the public eye, and licensed under nothing.
body | By Jane Roe
body | Translated by Owen Hale
body | Related
body | Source: https://example.org/a
"""


def table(text: str, parts: int) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line]
    return [
        [part.strip().replace("¦", "|") for part in line.split(" | ", parts - 1)] for line in lines
    ]


@pytest.mark.parametrize(("zone", "line", "facts"), table(CREDITS, 3))
def test_credit(zone: str, line: str, facts: str) -> None:
    reading = read_credit(line, zone=Zone(zone))
    assert "; ".join(f"{fact.key} {shown(fact)}" for fact in reading.facts) == facts
    assert reading.whole


@pytest.mark.parametrize(("zone", "line"), table(TEXTS, 2))
def test_no_credit(zone: str, line: str) -> None:
    assert not read_credit(line, zone=Zone(zone)).whole
