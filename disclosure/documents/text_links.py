"""The texts of one page are made ready for readers together, links and pictures looked up once. Knows no model."""

from collections.abc import Collection

from wagtail.rich_text import RichText, expand_db_html

# No database keeps this character in a text.
_BETWEEN = "\x00"


def ready(texts: Collection[RichText]) -> list[RichText]:
    """The same texts as readers get them: no query without links and pictures, else as many as one text asks."""
    sources = [text.source for text in texts]
    expanded = expand_db_html(_BETWEEN.join(sources)).split(_BETWEEN)
    if len(expanded) != len(sources):  # markup broken off at the end of one swallowed the next
        expanded = [expand_db_html(source) for source in sources]
    # What is expanded holds nothing more to expand.
    return [RichText(text) for text in expanded]
