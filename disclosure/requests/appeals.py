"""The remedies in letters of the procedure that end an application or decide against a third party (R-194).

Authority and court are kept by ``answers``, which stands above and registers what words them.
"""

from collections.abc import Callable

from foundation.organisations.models import Body

# Body, how the reader is addressed, what the letter calls itself.
Wording = Callable[[Body, str, str], list[str]]
_wording: list[Wording] = []


def register_remedies(wording: Wording) -> None:
    """Called when the app that knows authority and court is ready; the last one holds."""
    _wording[:] = [wording]


def remedies(body: Body, you: str, letter: str = "本告知书") -> list[str]:
    """The paragraphs of one letter."""
    return _wording[0](body, you, letter) if _wording else []
