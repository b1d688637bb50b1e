"""What stands in a Word file."""

import io

from docx import Document


def text_of(data: bytes) -> str:
    """Paragraphs, then the cells of tables, one to a line."""
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
