"""Runs a command as on a production machine: ``python tests/production_env.py COMMAND…``.

Every value is made up; ``example.gov.cn`` resolves nowhere.
"""

import os
import sys

PRODUCTION = {
    "SECRET_KEY": "made-up-for-checks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH",
    "ALLOWED_HOSTS": "www.example.gov.cn",
    "DATABASE_URL": "postgres://gongkai:made-up@127.0.0.1:5432/gongkai",
    "CACHE_URL": "redis://127.0.0.1:6379/0",
    "SEARCH_URL": "database",
    "BASE_URL": "https://www.example.gov.cn",
    "EMAIL_URL": "smtp+tls://gongkai:made-up@127.0.0.1:587",
    "DEFAULT_FROM_EMAIL": "noreply@example.gov.cn",
    "PERSONAL_DATA_KEYS": "made-up-for-checks-0123456789-personal-data",
}

if __name__ == "__main__":
    os.environ.update(PRODUCTION)
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606  (a command of our own Makefile)
