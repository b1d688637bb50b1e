"""Where scans of letters lie: no address leads to them but this app's own, which asks who reads."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage


def private_storage() -> Storage:
    """Readable by the server alone."""
    beside_media = Path(settings.MEDIA_ROOT).parent / "private"
    location = getattr(settings, "PRIVATE_ROOT", beside_media)
    return FileSystemStorage(location, file_permissions_mode=0o600, directory_permissions_mode=0o700)
