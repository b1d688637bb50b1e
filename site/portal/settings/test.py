"""Settings of the test suite. DATABASE_URL moves it to PostgreSQL, CACHE_URL to Redis."""

from .base import *  # noqa: F403
from .base import VAR, database, env

VAR.mkdir(exist_ok=True)
SECRET_KEY = "tests-only-not-a-secret"  # noqa: S105
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{VAR / 'test.sqlite3'}"))}
# In memory by default for speed; PostgreSQL gets its own test database from the runner.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
# Parallel test processes share one Redis, of which clearing empties a whole database: each gets its own of the 16.
if (worker := env("PYTEST_XDIST_WORKER", default="")) and CACHES["default"]["LOCATION"].startswith("redis"):
    server = CACHES["default"]["LOCATION"].rpartition("/")[0]
    CACHES["default"]["LOCATION"] = f"{server}/{int(worker.removeprefix('gw')) % 16}"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "noreply@example.gov.cn"
AXES_ENABLED = False
MEDIA_ROOT = VAR / "test-media"
# Parallel test processes share one search node.
SEARCH_PREFIX = f"test_{env('PYTEST_XDIST_WORKER', default='one')}_"
SEARCH_TIMEOUT = 60.0
