"""How bright each tissue is: Hounsfield units on CT, signal on hepatobiliary-phase T1 MR."""

from __future__ import annotations

from lesions import Look

CT_TRUNK = {
    "air": -1000.0, "gas": -940.0, "skin": 25.0, "fat": -104.0, "muscle": 58.0, "cortex": 640.0,
    "marrow": 215.0, "trabeculae": 55.0, "disc": 88.0, "fluid": 18.0, "cord": 38.0,
    "aorta": 166.0, "vessel wall": 62.0, "lung": -865.0, "cartilage": 105.0,
}  # fmt: skip
CT_ABDOMEN = CT_TRUNK | {
    "belly fat": -99.0, "liver": 116.0, "portal vein": 176.0, "hepatic vein": 168.0,
    "mottle": 1.6, "gall bladder wall": 58.0, "bile": 8.0, "spleen": 126.0, "pancreas": 100.0,
    "kidney cortex": 202.0, "kidney medulla": 172.0, "urine": 40.0, "cava": 148.0,
    "adrenal": 76.0, "bowel wall": 88.0, "bowel": 24.0, "stomach wall": 82.0, "stomach": 26.0,
}  # fmt: skip
CT_THORAX = CT_TRUNK | {
    "lung vessel": 70.0, "pericardium": 42.0, "myocardium": 112.0, "left heart": 168.0,
    "right heart": 160.0, "left atrium": 170.0, "pulmonary artery": 164.0, "vein": 158.0,
    "gas": -985.0,
}  # fmt: skip
CT_PLAIN_ABDOMEN = CT_ABDOMEN | {
    "aorta": 42.0, "vessel wall": 44.0, "liver": 59.0, "portal vein": 41.0, "hepatic vein": 41.0,
    "spleen": 49.0, "pancreas": 42.0, "kidney cortex": 34.0, "kidney medulla": 31.0, "urine": 8.0,
    "cava": 41.0, "adrenal": 32.0, "bowel wall": 42.0, "stomach wall": 42.0, "disc": 80.0,
    "gall bladder wall": 36.0, "cartilage": 100.0, "muscle": 52.0,
}  # fmt: skip
MR_ABDOMEN = {
    "air": 0.0, "gas": 4.0, "skin": 130.0, "fat": 62.0, "belly fat": 52.0, "muscle": 205.0,
    "cortex": 14.0, "marrow": 98.0, "trabeculae": 10.0, "disc": 120.0, "fluid": 62.0,
    "cord": 165.0, "aorta": 178.0, "vessel wall": 130.0, "lung": 16.0, "cartilage": 150.0,
    "liver": 425.0, "portal vein": 205.0, "hepatic vein": 200.0, "mottle": 6.0,
    "gall bladder wall": 160.0, "bile": 540.0, "spleen": 214.0, "pancreas": 240.0,
    "kidney cortex": 345.0, "kidney medulla": 385.0, "urine": 96.0, "cava": 186.0,
    "adrenal": 190.0, "bowel wall": 190.0, "bowel": 112.0, "stomach wall": 200.0,
    "stomach": 74.0,
}  # fmt: skip
VALUES = {
    ("abdomen", "CT"): CT_ABDOMEN, ("abdomen", "CT plain"): CT_PLAIN_ABDOMEN,
    ("thorax", "CT"): CT_THORAX, ("abdomen", "MR"): MR_ABDOMEN,
}  # fmt: skip
LOOKS = {
    ("liver", "CT"): Look(core=46.0, rim=60.0, mottle=5.0, edge_mm=1.5),
    ("liver", "CT plain"): Look(core=34.0, rim=40.0, mottle=3.0, edge_mm=1.5),
    ("lymph node", "CT plain"): Look(core=36.0, rim=38.0, mottle=2.0, edge_mm=1.3, halo=-92.0),
    ("liver", "MR"): Look(core=118.0, rim=165.0, mottle=12.0, edge_mm=1.7),
    ("lung", "CT"): Look(core=42.0, rim=30.0, mottle=8.0, edge_mm=1.4),
    ("lymph node", "CT"): Look(core=76.0, rim=86.0, mottle=4.0, edge_mm=1.3, halo=-92.0),
}
NOISE_SD = {
    ("abdomen", "CT"): 5.2, ("abdomen", "CT plain"): 5.2, ("thorax", "CT"): 5.0,
    ("abdomen", "MR"): 6.6,
}  # fmt: skip
