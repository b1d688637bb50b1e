"""Settings that hold everywhere. What differs by place is read from the environment."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var"
env = environ.Env()

INSTALLED_APPS = [
    "portal",
    "portal.serving",
    "opinion.consultations",
    "opinion.decisions",
    "opinion.feedback",
    "opinion.corrections",
    "opinion.evaluation",
    "interpretation.clarifications",
    "interpretation.monitoring",
    "interpretation.press",
    "interpretation.policies",
    "interpretation.plans",
    "disclosure.attributes",
    "disclosure.channels",
    "disclosure.columns",
    "disclosure.deposits",
    "disclosure.requests",
    "disclosure.applications",
    "disclosure.answers",
    "disclosure.remedies",
    "disclosure.statistics",
    "disclosure.exchange",
    "disclosure.guides",
    "disclosure.documents",
    "disclosure.catalogue",
    "foundation.search",
    "foundation.submissions",
    "foundation.redactions",
    "foundation.secrecy",
    "foundation.letters",
    "foundation.precheck",
    "foundation.signoff",
    "foundation.duties",
    "foundation.rules",
    "foundation.organisations",
    "foundation.workdays",
    "wagtail_modeladmin",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.apps.PortalUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "portal.serving.middleware.Alive",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.maintenance.Maintenance",
    "portal.serving.middleware.NoNul",
    "portal.serving.middleware.PublicAnswers",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "portal.versions.Versions",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.expired.KeepTypedText",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "foundation.signoff.tombstones.TombstoneMiddleware",
    "axes.middleware.AxesMiddleware",
    "foundation.signoff.refusals.RefusalsInWords",
]

ROOT_URLCONF = "portal.urls"
CSRF_FAILURE_VIEW = "portal.expired.csrf_failure"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]


def database(url: str) -> dict[str, object]:
    """Connection settings for a database URL; SQLite is made safe for several writers."""
    config = env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        # A writer waits for its turn from the first statement on, instead of failing halfway.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config


AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "portal/locked_out.html"
AXES_ENABLE_ADMIN = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [ROOT / "site" / "portal" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = "Y-m-d H:i"
FORMAT_MODULE_PATH = "portal.formats"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "site" / "portal" / "static"]
STORAGES = {
    "default": {"BACKEND": "foundation.signoff.file_storage.SealedStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR / "media"))()
# Files that no address leads to, such as uploads that wait to be confirmed.
PRIVATE_ROOT = env.path("PRIVATE_ROOT", default=str(VAR / "private"))()
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Personal data is encrypted with the first key and read with all; without any, SECRET_KEY makes one.
PERSONAL_DATA_KEYS: list[str] = env.list("PERSONAL_DATA_KEYS", default=[])

WAGTAIL_SITE_NAME = "政务公开平台"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://localhost:8000")
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "foundation.signoff.finish.publish_approved"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_NOTIFICATION_USE_HTML = False
WAGTAILADMIN_RECENT_EDITS_LIMIT = 8
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no call to a video site at edit time
WAGTAILDOCS_EXTENSIONS = [
    "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "txt", "csv", "zip",
    "jpg", "jpeg", "png", "gif", "webp",
]  # fmt: skip
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "foundation.signoff.file_forms.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "foundation.signoff.file_forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, object]] = {
    # The database's own search with Chinese text cut into pairs; the admin always uses it.
    "default": {"BACKEND": "foundation.search.backends.database"}
}
# The public search asks this node when it is named, and the database whenever the node does not answer.
SEARCH_URL = env("SEARCH_URL", default="")
SEARCH_PREFIX = env("SEARCH_PREFIX", default="gongkai_")
SEARCH_TIMEOUT = env.float(
    "SEARCH_TIMEOUT", default=2.0
)  # seconds a reader waits before the database answers
WAGTAILREDIRECTS_AUTO_CREATE = True
TAGGIT_CASE_INSENSITIVE = True

# Whether the nightly pre-check may ask other sites for the addresses that pages link to.
PRECHECK_EXTERNAL_LINKS = env.bool("PRECHECK_EXTERNAL_LINKS", default=False)

# Caching proxies to tell when public pages change, e.g. http://varnish:6081/; see portal/serving/README.md.
PURGE_URLS: list[str] = env.list("PURGE_URLS", default=[])
# While this file exists, readers are told that the site is being maintained.
MAINTENANCE_FILE = VAR / "maintenance"

# A font file that may be embedded in PDF downloads; empty: the first known one that the server has.
PDF_FONT = env("PDF_FONT", default="")

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
