"""Small files of the right form, as somebody would upload them."""

from django.core.files.uploadedfile import SimpleUploadedFile

_BYTES = {
    "pdf": b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
    "txt": "正文。".encode(),
}


def a_file(name: str, content: bytes | None = None) -> SimpleUploadedFile:
    """A file whose bytes are what its extension says, unless told otherwise."""
    known = _BYTES.get(name.rpartition(".")[2], b"")
    return SimpleUploadedFile(name, known if content is None else content)
