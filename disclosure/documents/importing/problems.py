"""The one error of document import."""


class ImportProblem(Exception):
    """A file, or a place in it, that cannot be imported.

    `message` is a Chinese sentence telling the official what to do; `place` names the paragraph,
    archive entry or file it is about, and may be empty.
    """

    def __init__(self, message: str, place: str = ""):
        super().__init__(message)
        self.message = message
        self.place = place

    def __str__(self) -> str:
        return f"{self.place}：{self.message}" if self.place else self.message
