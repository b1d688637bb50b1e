"""Places of a draft that a reviewer may point at (正文第3段) when returning it."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db.models import CharField, Field, TextField
from wagtail.fields import RichTextField, StreamField

EXCERPT_LENGTH = 24


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A paragraph or a field: its key in this draft, the form field to jump to, its name and its text."""

    key: str
    field: str
    label: str
    text: str

    @property
    def excerpt(self) -> str:
        """The beginning of the text, to be quoted."""
        text = " ".join(self.text.split())
        return text if len(text) <= EXCERPT_LENGTH else f"{text[:EXCERPT_LENGTH]}…"


def keyed(parts: list[tuple[str, str, str]]) -> list[TextPlace]:
    """Places from field, name and text, in order; empty ones are left out. A key holds within one revision."""
    filled = [part for part in parts if part[2].strip()]
    return [
        TextPlace(f"{number}-{field}", field, label, text)
        for number, (field, label, text) in enumerate(filled)
    ]


def places_of_fields(page: Any) -> list[TextPlace]:
    """The filled text fields of a page type, each as one place: for types that do not tell their paragraphs."""
    own = [field for field in page._meta.get_fields() if _is_text(field) and field.model is type(page)]
    return keyed(
        [
            ("title", "标题", page.title),
            *((field.name, str(field.verbose_name), _text(page, field)) for field in own),
        ]
    )


def _is_text(field: Any) -> bool:
    if not isinstance(field, Field) or not field.editable or field.choices:
        return False
    return isinstance(field, StreamField | TextField) or type(field) is CharField


def _text(page: Any, field: Field) -> str:
    value = field.value_from_object(page)
    return _without_markup(str(value)) if isinstance(field, StreamField | RichTextField) else str(value)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _without_markup(source: str) -> str:
    reader = _Words()
    reader.feed(source)
    reader.close()
    return " ".join(" ".join(reader.words).split())
