"""One machine, SQLite, nothing to configure: what `make demo` runs."""

from .base import *  # noqa: F403
from .base import VAR, database, env

VAR.mkdir(exist_ok=True)
DEBUG = env.bool("DEBUG", default=True)
# Only for a machine of one's own; production refuses to start without a real one.
SECRET_KEY = "development-only-not-a-secret"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{VAR / 'demo.sqlite3'}"))}
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
DEFAULT_FROM_EMAIL = "政务公开平台 <noreply@example.gov.cn>"
AXES_ENABLED = False
SILENCED_SYSTEM_CHECKS = ["axes.W001", "axes.W002", "axes.W003"]
