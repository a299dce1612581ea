"""Tables: tokens become cells, cells rows, rows a table with one row of column heads."""

from __future__ import annotations

from markdown_it.token import Token
from msgspec import field

from imprint.model.blocks import Alignment, Table, TableCell, TableRow
from imprint.readers.markdown.frames import BlockReader, Frame, LineFrame, line_of

_ALIGNMENTS = {
    "text-align:left": Alignment.LEFT,
    "text-align:center": Alignment.CENTRE,
    "text-align:right": Alignment.RIGHT,
}


class TableFrame(Frame, kw_only=True):
    rows: list[TableRow] = field(default_factory=list)

    def finish(self, reader: BlockReader) -> None:
        reader.add(
            Table(
                head=self.rows[0],
                rows=tuple(self.rows[1:]),
                place=reader.reading.place(self.line),
                attributes=self.attributes,
            )
        )


class RowFrame(Frame, kw_only=True):
    cells: list[TableCell] = field(default_factory=list)

    def finish(self, reader: BlockReader) -> None:
        table = reader.top
        assert isinstance(table, TableFrame)
        table.rows.append(TableRow(cells=tuple(self.cells), place=reader.reading.place(self.line)))


class CellFrame(LineFrame, kw_only=True):
    alignment: Alignment

    def finish(self, reader: BlockReader) -> None:
        row = reader.top
        assert isinstance(row, RowFrame)
        row.cells.append(
            TableCell(
                children=reader.smartened(self.children, self),
                alignment=self.alignment,
                place=reader.reading.place(self.line),
            )
        )


def open_table(reader: BlockReader, token: Token) -> Frame:
    return TableFrame(by="table", line=line_of(token), attributes=reader.attributes(token))


def open_row(reader: BlockReader, token: Token) -> Frame:
    return RowFrame(by="tr", line=line_of(token))


def open_cell(reader: BlockReader, token: Token) -> Frame:
    alignment = _ALIGNMENTS.get(str(token.attrs.get("style", "")), Alignment.NONE)
    by = token.type.removesuffix("_open")
    return CellFrame(by=by, line=reader.top.line, alignment=alignment)


def leave_out(reader: BlockReader, token: Token) -> None:
    """The head and the body of a table are known by their rows."""
