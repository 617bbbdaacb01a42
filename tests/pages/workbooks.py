"""How do these tests read a workbook? As Excel does, and without any library that writes one."""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

_NAMES = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


@dataclass(frozen=True)
class Sheet:
    """The one sheet of a workbook: its name, its rows (texts, and numbers as such), its links, and all its XML."""

    name: str
    rows: list[list[str | float | None]]
    links: dict[str, str]
    xml: str


def read_sheet(content: bytes) -> Sheet:
    """The first sheet of a workbook."""
    with ZipFile(BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    book, sheet = (etree.fromstring(parts[f"xl/{name}.xml"]) for name in ("workbook", "worksheets/sheet1"))
    targets = _targets(parts.get("xl/worksheets/_rels/sheet1.xml.rels"))
    links = {
        each.get("ref"): targets[each.get(f"{{{_NAMES['r']}}}id")] for each in sheet.iterfind(".//m:hyperlink", _NAMES)
    }
    return Sheet(
        name=book.find("m:sheets/m:sheet", _NAMES).get("name"),
        rows=[[_value(cell) for cell in row] for row in sheet.iterfind("m:sheetData/m:row", _NAMES)],
        links=links,
        xml=parts["xl/worksheets/sheet1.xml"].decode(),
    )


def _targets(relations: bytes | None) -> dict[str, str]:
    found = etree.fromstring(relations) if relations else ()
    return {each.get("Id"): each.get("Target") for each in found}


def _value(cell: etree._Element) -> str | float | None:
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext())
    value = cell.findtext("m:v", namespaces=_NAMES)
    return None if value is None else float(value)
