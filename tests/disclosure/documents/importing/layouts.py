"""The five saved layouts the product must read, with invented texts of 示范县 and 示范市."""

from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"
LAYOUTS = tuple(sorted(path.name for path in FIXTURES.glob("*.txt")))


def plain(text: str) -> str:
    """Letters and numbers only: what may not be lost, whatever happens to blanks and marks."""
    return "".join(char for char in text if char.isalnum())
