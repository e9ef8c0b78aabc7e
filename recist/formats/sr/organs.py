"""Where lesions are: the words for organs and sides, and their SNOMED CT codes."""

from __future__ import annotations

import re

from recist.formats.sr.codes import BOTH_SIDES, LEFT, PS3_16, RIGHT, Coded, own_code
from recist.formats.sr.texts import short_text


def _site(value: str, meaning: str) -> Coded:
    return Coded(
        value=value,
        scheme="SCT",
        meaning=meaning,
        source=f"{PS3_16} Annex L and anatomic context groups",
    )


ORGANS: dict[str, Coded] = {
    "abdomen": _site("818981001", "Abdomen"),
    "adrenal": _site("23451007", "Adrenal gland"),
    "bile duct": _site("28273000", "Bile duct"),
    "bladder": _site("89837001", "Bladder"),
    "bone": _site("3138006", "Bone"),
    "bone marrow": _site("14016003", "Bone Marrow"),
    "brain": _site("12738006", "Brain"),
    "breast": _site("76752008", "Breast"),
    "cervix": _site("71252005", "Cervix"),
    "chest wall": _site("78904004", "Chest wall"),
    "colon": _site("71854001", "Colon"),
    "esophagus": _site("32849002", "Esophagus"),
    "eye": _site("81745001", "Eye"),
    "gallbladder": _site("28231008", "Gallbladder"),
    "head": _site("69536005", "Head"),
    "heart": _site("80891009", "Heart"),
    "kidney": _site("64033007", "Kidney"),
    "larynx": _site("4596009", "Larynx"),
    "liver": _site("10200004", "Liver"),
    "lung": _site("39607008", "Lung"),
    "lymph node": _site("59441001", "Lymph Node"),
    "mediastinum": _site("72410000", "Mediastinum"),
    "meninges": _site("1231004", "Meninges"),
    "muscle": _site("71616004", "Muscle"),
    "neck": _site("45048000", "Neck"),
    "omentum": _site("27398004", "Omentum"),
    "ovary": _site("15497006", "Ovary"),
    "pancreas": _site("15776009", "Pancreas"),
    "pelvis": _site("816092008", "Pelvis"),
    "pericardium": _site("76848001", "Pericardium"),
    "peritoneum": _site("15425007", "Peritoneum"),
    "pleura": _site("3120008", "Pleura"),
    "prostate": _site("41216001", "Prostate"),
    "rectum": _site("34402009", "Rectum"),
    "retroperitoneum": _site("82849001", "Retroperitoneum"),
    "skin": _site("39937001", "Skin"),
    "small intestine": _site("30315005", "Small intestine"),
    "soft tissue": _site("87784001", "Soft tissue"),
    "spinal cord": _site("2748008", "Spinal cord"),
    "spine": _site("421060004", "Spine"),
    "spleen": _site("78961009", "Spleen"),
    "stomach": _site("69695003", "Stomach"),
    "testis": _site("40689003", "Testis"),
    "thorax": _site("816094009", "Thorax"),
    "thyroid": _site("69748006", "Thyroid"),
    "uterus": _site("35039007", "Uterus"),
    "vagina": _site("76784001", "Vagina"),
}
"""Organs by the word that a reading table has for them."""
OTHER_WORDS = {
    "adrenal gland": "adrenal",
    "adrenals": "adrenal",
    "lungs": "lung",
    "kidneys": "kidney",
    "ovaries": "ovary",
    "bones": "bone",
    "lymph nodes": "lymph node",
    "node": "lymph node",
    "oesophagus": "esophagus",
    "urinary bladder": "bladder",
    "chest": "thorax",
}


def organ_code(organ: str) -> Coded:
    """Return the code of an organ; one of our own, with the organ as typed, where it is unknown."""
    word = " ".join(organ.split()).casefold()
    found = ORGANS.get(OTHER_WORDS.get(word, word))
    if found is not None:
        return found
    return own_code(f"ORGAN {word}", short_text(organ).text or "Organ not named")


def organ_word(scheme: str, value: str) -> str:
    """Return the word for an organ by its code, empty where the code is none of ours."""
    return next((word for word, code in ORGANS.items() if code.key == (scheme, value)), "")


def side_of(site: str) -> Coded | None:
    """Return the side that a site names, None where it names none."""
    words = set(re.findall(r"[a-z]+", site.casefold()))
    left, right = "left" in words, "right" in words
    if "bilateral" in words or (left and right):
        return BOTH_SIDES
    return LEFT if left else RIGHT if right else None
