"""A document between what surrounds it: the body, the facts found so far, the text put aside."""

from dataclasses import dataclass, field

from .blocks import SetAside
from .header import FactsBuilder, field_of_label, fields_of_line, is_header_line
from .raw import RawItem, RawTable


@dataclass(slots=True)
class Page:
    """The body of a document and what was taken from around it."""

    title: str
    body: list[RawItem]
    facts: FactsBuilder
    set_aside: list[SetAside] = field(default_factory=list)

    def put_aside(self, reason: str, item: RawItem) -> None:
        """Keep the text of an item that does not belong to the body."""
        if isinstance(item, RawTable):
            text = "\n".join(cell.text for row in item.rows for cell in row if cell.text)
        else:
            text = item.text
        if text:
            self.set_aside.append(SetAside(reason, text, item.place))

    def take_line(self, item: RawItem, certain: bool = False) -> bool:
        """Whether the item is a line of facts; if so they are recorded."""
        text = item.text
        fields = fields_of_line(text) if text else []
        if not fields or not (certain or is_header_line(text)):
            return False
        for name, _label, value in fields:
            self.facts.add(name, value, item.place)
        self.put_aside("文件头", item)
        return True

    def take_table(self, item: RawItem) -> bool:
        """Whether the item is a table of labels and values; if so they are recorded."""
        if not isinstance(item, RawTable):
            return False
        pairs = []
        for row in item.rows:
            cells = [cell.text for cell in row]
            for position, text in enumerate(cells):
                name = field_of_label(text)
                if name is not None:
                    following = cells[position + 1] if position + 1 < len(cells) else ""
                    pairs.append((name, "" if field_of_label(following) is not None else following))
                else:
                    pairs += [(name, value) for name, _label, value in fields_of_line(text)]
        if len(pairs) < 2 or len(pairs) < len(item.rows):
            return False
        for name, value in pairs:
            self.facts.add(name, value, item.place)
        self.put_aside("文件头", item)
        return True
