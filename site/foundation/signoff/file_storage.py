"""Where uploads lie: under names nobody can guess, and kept as long as something signed needs them."""

import secrets
from contextlib import suppress
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import FileSystemStorage, Storage

TOKEN_BYTES = 16  # 128 bits cannot be guessed


def private_storage() -> Storage:
    """Files that no address leads to, readable by the server alone."""
    beside_media = Path(settings.MEDIA_ROOT).parent / "private"
    location = getattr(settings, "PRIVATE_ROOT", beside_media)
    return FileSystemStorage(location, file_permissions_mode=0o600, directory_permissions_mode=0o700)


class SealedStorage(FileSystemStorage):
    """Adds a random folder to every name; refuses to remove or overwrite the bytes of a sealed file."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        path = PurePosixPath(name)
        with_token = path.parent / secrets.token_urlsafe(TOKEN_BYTES) / path.name
        return super().get_available_name(str(with_token), max_length)

    def delete(self, name: str) -> None:
        self._keep_sealed(name)
        super().delete(name)
        with suppress(OSError):
            # The folder of the token, which held this file alone.
            Path(self.path(name)).parent.rmdir()

    def open(self, name: str, mode: str = "rb"):
        if set(mode) & set("wax+"):
            self._keep_sealed(name)
        return super().open(name, mode)

    def _keep_sealed(self, name: str) -> None:
        # Storages are made before the models are.
        from .file_models import SealedFile

        if SealedFile.objects.filter(name=name).binding().exists():
            raise PermissionDenied("该文件已随页面送审或公开，不能替换或删除。")
