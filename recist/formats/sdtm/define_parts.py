"""The elements that define.xml is put together of."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from recist.formats.sdtm.texts import in_xml

ODM = "http://www.cdisc.org/ns/odm/v1.3"
DEF = "http://www.cdisc.org/ns/def/v2.1"
XLINK = "http://www.w3.org/1999/xlink"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EMPTY = "COM.EMPTY"
"""The comment beside whatever has no value in an export."""


def add(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    """Add an element of ODM."""
    return ET.SubElement(parent, odm_name(name), attributes_of(**attributes))


def add_def(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    """Add an element of Define-XML."""
    return ET.SubElement(parent, def_name(name), attributes_of(**attributes))


def describe(parent: ET.Element, text: str) -> None:
    """Add a description in English."""
    there = add(add(parent, "Description"), "TranslatedText")
    there.set(XML_LANG, "en")
    there.text = in_xml(text)


def mark_empty(element: ET.Element) -> None:
    """Say that nothing in this export has a value there."""
    element.set(def_name("HasNoData"), "Yes")


def comment_empty(element: ET.Element) -> None:
    """Refer to the comment that says why."""
    element.set(def_name("CommentOID"), EMPTY)


def attributes_of(**attributes: str) -> dict[str, str]:
    """Return attributes without what XML cannot hold."""
    return {name: in_xml(text) for name, text in attributes.items()}


def odm_name(name: str) -> str:
    """Return a name of ODM."""
    return f"{{{ODM}}}{name}"


def def_name(name: str) -> str:
    """Return a name of Define-XML."""
    return f"{{{DEF}}}{name}"
