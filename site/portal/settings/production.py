"""Production settings: everything that differs by place comes from the environment.

The site refuses to start, naming every missing variable at once, rather than run half configured.
"""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import PERSONAL_DATA_KEYS, STORAGES, database, env

REQUIRED = {
    "SECRET_KEY": "随机长字符串，用于签名会话",
    "ALLOWED_HOSTS": "网站域名，逗号分隔，例如 www.example.gov.cn",
    "DATABASE_URL": "数据库地址，例如 postgres://用户:口令@主机:5432/gongkai",
    "CACHE_URL": "缓存地址，例如 redis://127.0.0.1:6379/0",
    "SEARCH_URL": "检索服务地址，例如 http://127.0.0.1:9200；填 database 表示用数据库检索",
    "BASE_URL": "网站首页地址，例如 https://www.example.gov.cn",
    "EMAIL_URL": "发信服务，例如 smtp+tls://用户:口令@主机:587",
    "DEFAULT_FROM_EMAIL": "发件人，例如 noreply@example.gov.cn",
    "PERSONAL_DATA_KEYS": "加密个人信息的随机长字符串，须另行备份，遗失则数据无法读出；更换时新的写在前面，逗号分隔",
}
missing = [f"{name}({meaning})" for name, meaning in REQUIRED.items() if not env(name, default="")]
if missing:
    raise ImproperlyConfigured("缺少环境变量，网站未启动：" + "；".join(missing))

SHORTEST_KEY = 32  # characters: fewer can be guessed
if any(len(key) < SHORTEST_KEY for key in PERSONAL_DATA_KEYS):
    raise ImproperlyConfigured(f"PERSONAL_DATA_KEYS 中的每个密钥不得少于{SHORTEST_KEY}个字符，网站未启动。")

DEBUG = False
SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
DATABASES = {"default": database(env("DATABASE_URL"))}
CACHES = {"default": env.cache_url("CACHE_URL")}
vars().update(env.email_url("EMAIL_URL"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL")
WAGTAILADMIN_BASE_URL = env("BASE_URL")
SEARCH_URL = "" if env("SEARCH_URL") == "database" else env("SEARCH_URL")

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail shows the preview in a frame of its own site
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY, which would break the preview
# deploy/nginx.conf writes the sender's address here, over whatever the sender wrote.
SIGNOFF_ADDRESS_HEADER = env("ADDRESS_HEADER", default="HTTP_X_REAL_IP")
AXES_IPWARE_PROXY_COUNT = env.int("PROXY_COUNT", default=1)
