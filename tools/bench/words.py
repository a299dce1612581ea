"""The vocabulary and the forms of sentences that a synthetic novel is made of."""

from __future__ import annotations

# Earlier words of a list are used more often than later ones.
NOUNS = tuple(
    """
    house door window road river garden table letter morning evening kitchen lamp field bridge
    harbour station neighbour carriage staircase fire winter summer hill village church shop
    corridor mirror orchard market chair paper storm ladder wall gate boat captain doctor teacher
    stranger shepherd gardener blacksmith carpenter lighthouse schoolroom library drawer cupboard
    candle blanket bucket basket bottle kettle umbrella overcoat handkerchief newspaper photograph
    telegram envelope notebook inkwell manuscript dictionary almanac calendar bicycle locomotive
    platform passenger luggage timetable conductor railway telescope barometer thermometer compass
    lantern anchor rigging horizon shoreline breakwater fisherman customs-house warehouse
    courtyard chimney weathercock greenhouse hedgerow meadow thicket footpath signpost milestone
    crossroads blackbird nightingale sheepdog donkey hedgehog butterfly chestnut rhododendron
    honeysuckle gooseberry marmalade gingerbread breakfast housekeeper apothecary magistrate
    parliament regiment lieutenant musician violin harpsichord procession congregation cathedral
    observatory laboratory apartment neighbourhood inheritance grandfather
    """.split()
)
ABSTRACT = tuple(
    """
    silence patience trouble sorrow weather reason comfort memory courage kindness curiosity
    suspicion astonishment disappointment satisfaction embarrassment indifference generosity
    melancholy impatience confidence gratitude resentment tenderness determination imagination
    conversation understanding uncertainty bewilderment
    """.split()
)
ADJECTIVES = tuple(
    """
    old little long dark cold quiet new empty narrow white early bright broken heavy distant low
    wooden familiar crooked ancient pale patient solemn curious cheerful respectable abandoned
    uncertain enormous ordinary extraordinary comfortable disagreeable magnificent melancholy
    provincial particular unremarkable considerable mysterious fashionable neglected whitewashed
    weatherbeaten painstaking incomprehensible inconvenient unexpected hospitable impenetrable
    perpendicular translucent overgrown half-forgotten
    """.split()
)
WENT = tuple(
    """
    waited stood slept returned vanished trembled lingered wandered hesitated listened stumbled
    rested paused glittered creaked disappeared remained continued shivered whispered hurried
    assembled deteriorated reappeared
    """.split()
)
DID = tuple(
    """
    heard found remembered opened watched carried left noticed closed repaired followed painted
    described examined admired overlooked discovered recognised abandoned interrupted measured
    contemplated considered investigated acknowledged misunderstood surrounded preserved
    disregarded
    """.split()
)
MANNERS = tuple(
    """
    slowly quietly again always almost never carefully presently suddenly patiently
    reluctantly cheerfully deliberately occasionally unexpectedly absent-mindedly
    conscientiously affectionately apologetically indefinitely
    """.split()
)
PLACINGS = tuple(
    "in by behind beside under near across beyond above towards against opposite".split()
)
PEOPLE = tuple(
    """
    Marta Edmund Judith Ambrose Helena Tobias Winifred Jonathan Rosalind Matthias Philippa Gregory
    Bartholomew Cordelia Septimus Wilhelmina
    """.split()
)
PLACES = tuple("Saltmarsh Oldbridge Penhallow Westering Greyminster Larkhill Thornaby".split())

# Capital letters are slots: N a noun, X an abstract one, A an adjective, V what somebody did,
# T what somebody did to something, D a manner, P a placing, W a name, L a place.
SENTENCES = (
    "the A N V P the N",
    "W T the N P the A N",
    "W D T the A N, which V P the N",
    "there was X in the A N, and W T it D",
    "nobody in L had T the N since the A N V",
    "it was a matter of X, as W said, and of the A N P the N",
    "the N and the N V P the A N",
    "W V D P the N",
    "with A X she T the N, the N and the A N",
    "he had never T such X, nor such a N as the one that V P the N",
    "one N V; another, P the A N, had D T the N of L",
    "for all their X they T no N, and the N V",
    "whoever T the N had T the A N as well",
    "they spoke of X, of the A N, and of what W had T P the N",
    "her N V, and the X of the N T nobody",
)
JOINS = (
    "{}",
    "{}",
    "{}",
    "{}, and {}",
    "{}, but {}",
    "when {}, {}",
    "although {}, {}",
    "{}; {}",
    "because {}, {}",
    "{}, so that in the end {}",
    "long before {}, {}",
)
SPEECHES = (
    "I have T the N",
    "you never told me that the N V",
    "we were P the N, and the N V",
    "it is only X, I am sure of it",
    "ask W, who T the A N",
    "do you remember the A N P the N",
    "nobody goes to L now",
    "there’s a N P the N",
    "I don’t believe that W T it D",
)
TAGS = ("said W", "W said D", "asked W", "answered W", "W V, and then said", "")
VERSES = (
    (
        "The N V P the sea,",
        "  the A N V below,",
        "and no one asked what it might be",
        "  that V so.",
    ),
    ("O N, that V all the day,", "  O N P the stone,", "the X that you T away", "  you T alone."),
    (
        "I T a N, I T a N,",
        "  I T the A sky;",
        "and W came, and W went,",
        "  and never told me why.",
    ),
)
HEADINGS = ("The A N", "The N of L", "N and N", "W P the N", "Of X", "A A X", "What W T")
NOTES = ("The N of L; see also what is said of the A N.", "So it stands; others have X.")
