"""The trade's codes of accessibility, and the words of schema.org that mean the same.

https://ns.editeur.org/onix/en/196 · https://ns.editeur.org/onix/en/143 · the words:
https://www.w3.org/community/reports/a11y-discov-vocab/
"""

from __future__ import annotations

FEATURES = {
    "11": "tableOfContents", "12": "index", "13": "readingOrder", "14": "alternativeText",
    "15": "longDescription", "16": "longDescription", "17": "MathML", "18": "ChemML",
    "19": "pageBreakMarkers", "20": "synchronizedAudioText", "21": "ttsMarkup",
    "29": "structuralNavigation", "30": "ARIA", "36": "displayTransformability",
    "41": "pageNavigation", "53": "describedMath", "05": "taggedPDF", "06": "taggedPDF",
}  # fmt: skip
HAZARDS = {
    "00": "none", "13": "flashing", "14": "noFlashingHazard", "24": "unknownFlashingHazard",
    "15": "sound", "16": "noSoundHazard", "25": "unknownSoundHazard", "17": "motionSimulation",
    "18": "noMotionSimulationHazard", "26": "unknownMotionSimulationHazard",
}  # fmt: skip
