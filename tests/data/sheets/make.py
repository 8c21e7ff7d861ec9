"""Writes the workbooks beside it: python -m pip install openpyxl==3.1.5 xlwt==1.3.0 odfpy==1.4.1 msoffcrypto-tool==6.1.0; python make.py"""

import datetime as dt
import io
import struct
import zipfile

import msoffcrypto
import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

HEADER = ["التاريخ", "القناة", "clicks", "cost", "cost", "active", "at"]
ROWS = [
    [dt.date(2024, 2, 29), "بريد", 1200, 0.1 + 0.2, 12.345678, True, dt.datetime(2024, 2, 29, 23, 59, 59)],
    [dt.date(2024, 3, 1), "search & <social>", -3, 1e-9, 1e15, False, dt.datetime(2024, 3, 1, 12, 30)],
]
TITLE = "تقرير القنوات"


def xlsx(path, epoch):
    book = openpyxl.Workbook()
    if epoch == 1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    first = book.active
    first.title = "Hidden"
    first.append(["a", "b"])
    first.append([1, 2])
    first.sheet_state = "hidden"
    notes = book.create_sheet("Notes")
    notes.append(["one column only"])
    sheet = book.create_sheet("القنوات")
    sheet["A1"] = TITLE
    sheet.merge_cells("A1:G1")
    sheet["A2"] = "as of"
    sheet["B2"] = dt.date(2024, 3, 2)
    for column, name in enumerate(HEADER, 1):
        sheet.cell(4, column, f" {name} ")
    for row, values in enumerate(ROWS, 5):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
    sheet["C8"] = "=1/0"
    sheet["A8"] = "_x000D_"
    book.save(path)


def xlsx_by_hand(path):
    """What openpyxl does not write: cached values of formulas, failed ones, texts in runs, ISO dates, no references."""
    cells = (
        '<row r="1"><c t="inlineStr"><is><t>name</t></is></c><c t="inlineStr"><is><t>value</t></is></c></row>'
        '<row><c t="s"><v>0</v></c><c t="e"><f>A1:A9</f><v>#SPILL!</v></c></row>'
        '<row r="5"><c r="A5" t="str"><f>"a"&amp;"b"</f><v>a&amp;b</v></c><c r="B5"><f>6*7</f><v>42</v></c></row>'
        '<row r="6"><c r="A6" t="d"><v>2024-02-29T10:00:00</v></c><c r="B6" t="b"><v>1</v></c></row>'
        '<row r="7"><c r="A7" s="1"><v>59</v></c><c r="B7" s="1"><v>60</v></c></row>'
        '<row r="8"><c r="A8" s="1"><v>61.99999999999</v></c><c r="B8" s="2"><v>1.5</v></c></row>'
        '<row r="9"><c r="A9" s="1"><v>0.75</v></c><c r="B9" s="3"><v>0.30000000000000004</v></c></row>'
        '<row r="10"><c r="D10"><v>7</v></c></row>'
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def relationships(*targets):
        return f'<Relationships xmlns="{package}">' + "".join(
            f'<Relationship Id="r{n}" Type="{relations}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets)
        ) + "</Relationships>"

    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(("officeDocument", "/xl/book.xml")),
        "xl/_rels/book.xml.rels": relationships(("worksheet", "a/b/../one.xml"), ("sharedStrings", "texts.xml"), ("styles", "looks.xml")),
        "xl/book.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="One" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/texts.xml": f'<sst xmlns="{main}" count="1" uniqueCount="99999999999999999"><si><r><t>two </t></r><r><t xml:space="preserve">runs</t></r><rPh><t>no</t></rPh></si></sst>',
        "xl/looks.xml": f'<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="164" formatCode="0.00&quot; days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/a/one.xml": f'<worksheet xmlns="{main}"><dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def xls(path, epoch):
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = epoch == 1904
    hidden = book.add_sheet("Hidden")
    hidden.visibility = 1
    hidden.write(0, 0, "a")
    hidden.write(0, 1, "b")
    hidden.write(1, 0, 1)
    hidden.write(1, 1, 2)
    book.add_sheet("Notes").write(0, 0, "one column only")
    sheet = book.add_sheet("القنوات")
    sheet.write_merge(0, 0, 0, 6, TITLE)
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    moment = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")
    sheet.write(1, 0, "as of")
    sheet.write(1, 1, dt.date(2024, 3, 2), day)
    for column, name in enumerate(HEADER):
        sheet.write(3, column, f" {name} ")
    for row, values in enumerate(ROWS, 4):
        for column, value in enumerate(values):
            if isinstance(value, dt.datetime):
                sheet.write(row, column, value, moment)
            elif isinstance(value, dt.date):
                sheet.write(row, column, value, day)
            else:
                sheet.write(row, column, value)
    sheet.write(7, 0, "\r")
    sheet.row(7).set_cell_error(2, 0x07)
    book.active_sheet = 2
    book.save(path)


def xls_of_many_texts(path):
    """So many texts that they go on in a second record, Arabic and Latin."""
    book = xlwt.Workbook(encoding="utf-8")
    long = book.add_sheet("long")
    long.write(0, 0, "text")
    long.write(0, 1, "n")
    for row in range(1, 76):
        long.write(row, 0, ("نص" if row % 4 else "text") + f" {row} " + "x" * 60)
        long.write(row, 1, row)
    book.save(path)


def ods(path):
    document = OpenDocumentSpreadsheet()
    style = Style(name="hidden", family="table")
    style.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(style)

    def cell(value, **more):
        if value is None:
            return TableCell(**more)
        if isinstance(value, bool):
            made = TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **more)
        elif isinstance(value, (int, float)):
            made = TableCell(valuetype="float", value=repr(value), **more)
        elif isinstance(value, (dt.date, dt.datetime)):
            made = TableCell(valuetype="date", datevalue=value.isoformat(), **more)
        else:
            made = TableCell(valuetype="string", **more)
        made.addElement(P(text=str(value)))
        return made

    def add(name, rows, **more):
        table = Table(name=name, **more)
        for row in rows:
            table.addElement(row)
        document.spreadsheet.addElement(table)

    def row(values, **more):
        made = TableRow(**more)
        for value in values:
            made.addElement(value if hasattr(value, "addElement") else cell(value))
        return made

    title = row([cell(TITLE, numbercolumnsspanned=7)])
    title.addElement(CoveredTableCell(numbercolumnsrepeated=6))
    add("Hidden", [row(["a", "b"]), row([1, 2])], stylename=style)
    add("Notes", [row(["one column only"])])
    add(
        "القنوات",
        [
            title,
            row(["as of", dt.date(2024, 3, 2)]),
            row([cell(None, numbercolumnsrepeated=16384)]),
            row([f" {name} " for name in HEADER]),
            *(row(values) for values in ROWS),
            row([cell(None, numbercolumnsrepeated=16384)]),
            row([cell(5, numbercolumnsrepeated=2), cell("#DIV/0!")], numberrowsrepeated=2),
            row([cell(None, numbercolumnsrepeated=16384)], numberrowsrepeated=1048567),
        ],
    )
    document.save(path)


def xlsb(path):
    """MS-XLSB by hand: no library writes it."""

    def record(kind, body=b""):
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        n, size = len(body), b""
        while True:
            size += bytes([n & 0x7F | (0x80 if n > 0x7F else 0)])
            n >>= 7
            if not n:
                return head + size + body

    def wide(text):
        return struct.pack("<I", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")

    def cell(kind, column, body, style=0):
        return record(kind, struct.pack("<II", column, style) + body)

    def row(number, *cells):
        return record(0, struct.pack("<I", number) + b"\0" * 13) + b"".join(cells)

    texts = ["القناة", "clicks", "day", "ok", "بريد"]
    rk = lambda number, flags: struct.pack("<I", (number << 2 | flags) & 0xFFFFFFFF)
    sheet = b"".join(
        [
            record(0x0081),
            record(0x0094, struct.pack("<IIII", 0, 0xFFFFF, 0, 16383)),
            record(0x0091),
            row(0, *(cell(7, at, struct.pack("<I", at)) for at in range(4))),
            row(1, cell(7, 0, struct.pack("<I", 4)), cell(2, 1, rk(12345, 3)), cell(5, 2, struct.pack("<d", 45351.5), 1), cell(4, 3, b"\1")),
            row(4, cell(6, 0, wide("inline")), cell(3, 1, b"\x2a"), cell(2, 2, rk(-7, 2)), cell(9, 3, struct.pack("<d", 0.1 + 0.2))),
            record(0x0092),
            record(0x0082),
        ]
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relationship = lambda id, kind, target: f'<Relationship Id="{id}" Type="{relations}/{kind}" Target="{target}"/>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": "<Relationships>" + relationship("r", "officeDocument", "xl/workbook.bin") + "</Relationships>",
        "xl/_rels/workbook.bin.rels": "<Relationships>" + relationship("rId1", "worksheet", "worksheets/sheet1.bin")
        + relationship("rId2", "styles", "styles.bin") + relationship("rId3", "sharedStrings", "sharedStrings.bin") + "</Relationships>",
        "xl/workbook.bin": record(0x0083) + record(0x0099, struct.pack("<IIH", 0, 0, 0)) + record(0x008F)
        + record(0x009C, struct.pack("<II", 0, 1) + wide("rId1") + wide("ورقة")) + record(0x0090) + record(0x0084),
        "xl/styles.bin": record(0x0116) + record(0x0267, struct.pack("<I", 1)) + record(0x002C, struct.pack("<H", 170) + wide("dd/mm/yyyy"))
        + record(0x0268) + record(0x0269, struct.pack("<I", 2)) + record(0x002F, struct.pack("<HH", 0, 0) + b"\0" * 12)
        + record(0x002F, struct.pack("<HH", 0, 170) + b"\0" * 12) + record(0x026A),
        "xl/sharedStrings.bin": record(0x009F, struct.pack("<II", 5, 0xFFFFFFFF)) + b"".join(record(0x0013, b"\0" + wide(text)) for text in texts) + record(0x00A0),
        "xl/worksheets/sheet1.bin": sheet,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)


def locked(path):
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    with open(path, "wb") as out:
        msoffcrypto.OfficeFile(plain).encrypt("secret", out)


xlsx("epoch1900.xlsx", 1900)
xlsx("epoch1904.xlsx", 1904)
xlsx_by_hand("odd.xlsx")
xls("epoch1900.xls", 1900)
xls("epoch1904.xls", 1904)
xls_of_many_texts("long.xls")
ods("sheet.ods")
xlsb("sheet.xlsb")
locked("locked.xlsx")
