"""The tests of the datasets, and the controlled terms for what readers write."""

from __future__ import annotations

TU_TESTS = {
    "TUMIDENT": ("Tumor Identification", "C94523"),
    "TUSPLIT": ("Tumor Split", "C96642"),
    "TUMERGE": ("Tumor Merged", "C94525"),
    "LESIDENT": ("Lesion Identification", "C94189"),
    "MEASIND": ("Measurable Tumor Indicator", "C161482"),
    "METIND": ("Metastatic Tumor Site Indicator", "C154853"),
    "NTIND": ("Non-Target Indicator", "C161483"),
    "PTSIND": ("Primary Tumor Site Indicator", "C172602"),
    "TIND": ("Target Indicator", "C178053"),
    "TUBNIND": ("Bone Tumors Indicator", "C186217"),
    "TUEXMIND": ("Extramedullary Disease Indicator", "C186218"),
    "DRCRLTLC": ("Disease Recurrence Relative Location", "C123633"),
}
TR_TESTS = {
    "ACHNAD": ("Absolute Change From Nadir", "C103347"),
    "ACNSD": ("Absolute Change Nadir in Sum of Diam", "C112218"),
    "AREA": ("Area", "C25244"),
    "BNLNUM": ("Number of Bone Lesions", "C132463"),
    "DIAMETER": ("Diameter", "C25285"),
    "LDIAM": ("Longest Diameter", "C96684"),
    "LNSTATE": ("Lymph Node State", "C124448"),
    "LPERP": ("Longest Perpendicular", "C96685"),
    "NBNLNUM": ("Number of New Bone Lesions", "C132464"),
    "NEWCONF": ("New Tumor Confirmed", "C103421"),
    "PCBSD": ("Percent Change Baseline in Sum of Diam", "C112370"),
    "PCBSLD": ("Percent Change Baseline Sum Longest Diam", "C112371"),
    "PCHGBL": ("Percent Change From Baseline", "C96621"),
    "PCHGNAD": ("Percent Change From Nadir", "C96622"),
    "PCNSD": ("Percent Change Nadir in Sum of Diam", "C112373"),
    "PCNSLD": ("Percent Change Nadir in Sum Longest Diam", "C112374"),
    "PPD": ("Product of Perpendicular Diameters", "C135513"),
    "SUMDIAM": ("Sum of Diameter", "C96631"),
    "SUMLDIAM": ("Sum of Longest Diameter", "C96632"),
    "SUMLPERP": ("Sum of Longest Perpendicular", "C96633"),
    "SUMNLNLD": ("Sum Diameters of Non Lymph Node Tumors", "C103441"),
    "SUMPPD": ("Sum of Products of Perpendicular Diam", "C132261"),
    "SUMVDIAM": ("Sum of Viable Diameter", "C96634"),
    "SUMVOL": ("Sum of Volume", "C96635"),
    "SUVMAX": ("Standardized Uptake Value Maximum", "C95012"),
    "SUVMEAN": ("Standardized Uptake Value Mean", "C181544"),
    "SUVPEAK": ("Standardized Uptake Value Peak", "C95013"),
    "TUMSTATE": ("Tumor State", "C96643"),
    "VDIAM": ("Viable Diameter", "C96646"),
    "VOLUME": ("Volume", "C74720"),
}
RS_TESTS = {
    "ANATRESP": ("Anatomic Response", "C156564"),
    "BESTRESP": ("Best Overall Response", "C94536"),
    "BONERESP": ("Bone Response", "C132455"),
    "CLINRESP": ("Clinical Response", "C123619"),
    "DRCRIND": ("Disease Recurrence Indicator", "C123621"),
    "LIVRRESP": ("Liver Response", "C135479"),
    "METBRESP": ("Metabolic Response", "C123623"),
    "METSIND": ("Metastatic Indicator", "C132456"),
    "NEWLIND": ("New Lesion Indicator", "C142362"),
    "NEWLPROG": ("New Lesion Progression", "C103420"),
    "NEWLWIND": ("New Lesion Worsening Indicator", "C142363"),
    "NTLWIND": ("Non-Target Lesion Worsening Indicator", "C142364"),
    "NTRGRESP": ("Non-target Response", "C94535"),
    "OVRLRESP": ("Overall Response", "C96613"),
    "PATHRESP": ("Pathologic Response", "C123626"),
    "RDIORESP": ("Radiologic Response", "C123627"),
    "SFTSRESP": ("Soft Tissue Response", "C132457"),
    "SPLNRESP": ("Spleen Response", "C135482"),
    "SYMPTDTR": ("Symptomatic Deterioration", "C124434"),
    "TMRESP": ("Tumor Marker Response", "C132458"),
    "TRGRESP": ("Target Response", "C94534"),
}
LB_TESTS = {
    "AFP": ("Alpha Fetoprotein", "C74732"),
    "CA125AG": ("Cancer Antigen 125", "C79089"),
    "CA15_3AG": ("Cancer Antigen 15-3", "C103362"),
    "CA19_9AG": ("Cancer Antigen 19-9", "C81982"),
    "CEA": ("Carcinoembryonic Antigen", "C81983"),
    "CGA": ("Chromogranin A", "C122108"),
    "LDH": ("Lactate Dehydrogenase", "C64855"),
    "PSA": ("Prostate Specific Antigen", "C17634"),
}
MARKERS = {
    "AFP": "AFP",
    "ALPHAFETOPROTEIN": "AFP",
    "CA125": "CA125AG",
    "CA153": "CA15_3AG",
    "CA199": "CA19_9AG",
    "CARCINOEMBRYONICANTIGEN": "CEA",
    "CEA": "CEA",
    "CHROMOGRANINA": "CGA",
    "LACTATEDEHYDROGENASE": "LDH",
    "LDH": "LDH",
    "PROSTATESPECIFICANTIGEN": "PSA",
    "PSA": "PSA",
}
"""What readers write for a marker, its letters and digits in upper case: CA 19-9 is CA199."""

CRITERIA = {
    "RECIST 1.0": "RECIST 1.0",
    "RECIST 1.1": "RECIST 1.1",
    "iRECIST": "iRECIST",
    "mRECIST": "MRECIST LENCIONI LIVER CANCER 2010",
}
"""The term for each criterion of this program."""

METHODS = {
    "CT": "CT SCAN",
    "MRI": "MRI",
    "PET": "PET SCAN",
    "PET/CT": "PET/CT SCAN",
    "PET-CT": "PET/CT SCAN",
    "X-RAY": "X-RAY",
    "CLINICAL": "CLINICAL EVALUATION",
    "CALIPER": "CALIPER MEASUREMENT METHOD",
    "CALIPERS": "CALIPER MEASUREMENT METHOD",
    "ULTRASOUND": "ULTRASOUND",
    "PHOTOGRAPH": "PHOTOGRAPHY",
    "PHOTOGRAPHY": "PHOTOGRAPHY",
    "ENDOSCOPY": "ENDOSCOPY",
    "BONE SCAN": "SCINTIGRAPHY",
}
"""The term for what readers write in column ``method``, upper case."""

LOCATIONS = {
    "adrenal": "ADRENAL GLAND",
    "adrenals": "ADRENAL GLAND",
    "adrenal gland": "ADRENAL GLAND",
    "adrenal glands": "ADRENAL GLAND",
    "bladder": "BLADDER",
    "bone": "BONE",
    "bones": "BONE",
    "brain": "BRAIN",
    "breast": "BREAST",
    "chest wall": "CHEST WALL",
    "colon": "COLON",
    "esophagus": "ESOPHAGUS",
    "kidney": "KIDNEY",
    "kidneys": "KIDNEY",
    "liver": "LIVER",
    "lung": "LUNG",
    "lungs": "LUNG",
    "lymph node": "LYMPH NODE",
    "lymph nodes": "LYMPH NODE",
    "node": "LYMPH NODE",
    "mediastinum": "MEDIASTINUM",
    "muscle": "MUSCLE",
    "neck": "NECK",
    "oesophagus": "ESOPHAGUS",
    "omentum": "OMENTUM",
    "ovaries": "OVARY",
    "ovary": "OVARY",
    "pancreas": "PANCREAS",
    "pelvis": "PELVIS",
    "peritoneum": "PERITONEUM",
    "pleura": "PLEURA",
    "prostate": "PROSTATE GLAND",
    "rectum": "RECTUM",
    "retroperitoneum": "RETROPERITONEUM",
    "skin": "SKIN",
    "soft tissue": "SOFT TISSUE",
    "spleen": "SPLEEN",
    "stomach": "STOMACH",
    "thyroid": "THYROID GLAND",
    "uterus": "UTERUS",
}
"""The term for what readers write in column ``organ``; other organs stand in upper case."""


TESTS = {"TU": TU_TESTS, "TR": TR_TESTS, "RS": RS_TESTS, "LB": LB_TESTS}
"""By dataset each test's short name with its name and code."""


def test_name(domain: str, code: str) -> str:
    """Return the name of a test of this program by its short name."""
    return TESTS[domain][code][0]
