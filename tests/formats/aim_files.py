"""Small annotation files for the tests, of AIM 3 and AIM 4."""

from __future__ import annotations

from tests.formats.dicom_files import ROOT

AIM3 = "gme://caCORE.caCORE/3.2/edu.northwestern.radiology.AIM"
AIM4 = "gme://caCORE.caCORE/4.4/edu.northwestern.radiology.AIM"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
IMAGE = f"{ROOT}.1.1"
CT_CLASS = "1.2.840.10008.5.1.4.1.1.2"


def aim3(
    *,
    name: str = "T1",
    value: str = "2",
    unit: str = "mm",
    what: str = "Length",
    code: str = "",
    person: str = "01",
    day: str = "2024-01-02T00:00:00",
    points: tuple[tuple[str, str], ...] = (("0.5", "0.5"), ("4.5", "0.5")),
    before: str = "",
) -> str:
    """One annotation of AIM 3 with one calculation."""
    ends = "".join(
        f'<SpatialCoordinate coordinateIndex="{n}" imageReferenceUID="{IMAGE}" '
        f'referencedFrameNumber="0" x="{x}" y="{y}"/>'
        for n, (x, y) in enumerate(points)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>{before}
<ImageAnnotation xmlns="{AIM3}" xmlns:xsi="{XSI}" aimVersion="AIM.3.0" name="{name}"
    uniqueIdentifier="1.2.3" codeValue="{code}" codeMeaning="" codingSchemeDesignator="DCM">
  <calculationCollection><Calculation description="{what}" codeMeaning="{what}" codeValue="">
    <calculationResultCollection><CalculationResult type="Scalar" unitOfMeasure="{unit}">
      <calculationDataCollection><CalculationData value="{value}"/></calculationDataCollection>
    </CalculationResult></calculationResultCollection>
  </Calculation></calculationCollection>
  <user><User name="A" loginName="a"/></user>
  <anatomicEntityCollection><AnatomicEntity codeMeaning="LIVER"/></anatomicEntityCollection>
  <imageReferenceCollection><ImageReference><imageStudy>
    <ImageStudy instanceUID="{ROOT}.2" startDate="{day}"><imageSeries><ImageSeries>
      <imageCollection><Image sopClassUID="{CT_CLASS}" sopInstanceUID="{IMAGE}"/></imageCollection>
    </ImageSeries></imageSeries></ImageStudy>
  </imageStudy></ImageReference></imageReferenceCollection>
  <geometricShapeCollection><GeometricShape xsi:type="Polyline"><spatialCoordinateCollection>
    {ends}
  </spatialCoordinateCollection></GeometricShape></geometricShapeCollection>
  <person><Person id="{person}" name="nobody"/></person>
</ImageAnnotation>
"""


def calculation4(uid: str, what: str, value: str, unit: str = "mm") -> str:
    """One calculation of AIM 4."""
    return f"""<CalculationEntity><uniqueIdentifier root="{uid}"/>
    <typeCode code="" codeSystemName="99"><iso:displayName value="{what}"/></typeCode>
    <description value="{what}"/><calculationResultCollection>
      <CalculationResult type="Scalar" xsi:type="CompactCalculationResult">
        <unitOfMeasure value="{unit}"/><dataType code="C48870"/><value value="{value}"/>
      </CalculationResult></calculationResultCollection></CalculationEntity>"""


def line4(uid: str, *points: tuple[float, float]) -> str:
    """One line of AIM 4."""
    ends = "".join(
        f'<TwoDimensionSpatialCoordinate><coordinateIndex value="{n}"/><x value="{x}"/>'
        f'<y value="{y}"/></TwoDimensionSpatialCoordinate>'
        for n, (x, y) in enumerate(points)
    )
    return f"""<MarkupEntity xsi:type="TwoDimensionMultiPoint"><uniqueIdentifier root="{uid}"/>
    <imageReferenceUid root="{IMAGE}"/><referencedFrameNumber value="1"/>
    <twoDimensionSpatialCoordinateCollection>{ends}</twoDimensionSpatialCoordinateCollection>
    </MarkupEntity>"""


def statement4(calculation: str, line: str) -> str:
    """Say which line a calculation was made on."""
    kind = "CalculationEntityReferencesMarkupEntityStatement"
    return f"""<ImageAnnotationStatement xsi:type="{kind}">
    <subjectUniqueIdentifier root="{calculation}"/><objectUniqueIdentifier root="{line}"/>
    </ImageAnnotationStatement>"""


def annotation4(
    name: str, calculations: str, lines: str = "", statements: str = "", observed: str = ""
) -> str:
    """One annotation of AIM 4."""
    return f"""<ImageAnnotation><uniqueIdentifier root="1.2.{len(name)}"/><name value="{name}"/>
    <imagingPhysicalEntityCollection><ImagingPhysicalEntity>
      <typeCode code="RID58"><iso:displayName value="Segment 7 of liver"/></typeCode>
    </ImagingPhysicalEntity></imagingPhysicalEntityCollection>
    <imagingObservationEntityCollection><ImagingObservationEntity>
      <typeCode code="1"><iso:displayName value="{observed}"/></typeCode>
    </ImagingObservationEntity></imagingObservationEntityCollection>
    <calculationEntityCollection>{calculations}</calculationEntityCollection>
    <markupEntityCollection>{lines}</markupEntityCollection>
    <imageAnnotationStatementCollection>{statements}</imageAnnotationStatementCollection>
    <imageReferenceEntityCollection><ImageReferenceEntity><imageStudy>
      <instanceUid root="{ROOT}.2"/><startDate value="20240102"/><imageSeries><imageCollection>
        <Image><sopClassUid root="{CT_CLASS}"/><sopInstanceUid root="{IMAGE}"/></Image>
      </imageCollection></imageSeries></imageStudy></ImageReferenceEntity>
    </imageReferenceEntityCollection></ImageAnnotation>"""


def aim4(*annotations: str) -> str:
    """A collection of AIM 4."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ImageAnnotationCollection xmlns="{AIM4}" xmlns:xsi="{XSI}" xmlns:iso="uri:iso.org:21090"
    aimVersion="AIMv4_0">
  <uniqueIdentifier root="1.2.9"/>
  <user><name value="Jane Doe"/><loginName value="jane"/></user>
  <person><name value="nobody"/><id value="01"/></person>
  <imageAnnotations>{"".join(annotations)}</imageAnnotations>
</ImageAnnotationCollection>
"""
