"""Every setting of the product, read from the environment (prefix TECHHIRE_, except DATABASE_URL)."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from techhire.config.environment import Environment, database, email

env = Environment()
PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR: Path = env.data_dir
MODE = env.mode
DEMO = MODE == "demo"
DEBUG = False
SECRET_KEY = env.secret_key
FIELD_KEYS = env.field_keys
ALLOWED_HOSTS = env.allowed_hosts
if not SECRET_KEY or not FIELD_KEYS:
    raise ImproperlyConfigured(
        "TechHire has no secrets: set TECHHIRE_SECRET_KEY and TECHHIRE_FIELD_KEYS (`techhire keys` prints new ones)."
    )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "techhire.portals.account",  # before allauth, whose pages it draws anew
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "techhire.commons.ledger",
    "techhire.commons.people",
    "techhire.commons.communities",
    "techhire.commons.skills",
    "techhire.plays.seekers",
    "techhire.plays.assessments",
    "techhire.plays.credentials",
    "techhire.plays.providers",
    "techhire.plays.marketplace",
    "techhire.plays.matches",
    "techhire.plays.onramps",
    "techhire.plays.concerns",
    "techhire.portals.layout",
    "techhire.portals.public",
    "techhire.portals.seeker",
    "techhire.portals.employer",
    "techhire.portals.provider",
    "techhire.portals.onramp",
    "techhire.portals.support",
    "techhire.portals.convener",
    "techhire.portals.letters",
]

MIDDLEWARE = [
    "techhire.config.logs.request_log",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "techhire.portals.layout.middleware.community_middleware",
    "techhire.portals.layout.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "techhire.portals.layout.middleware.actor_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "techhire.portals.account.own_pages.own_pages_middleware",
    "techhire.portals.layout.middleware.refusal_middleware",
]

ROOT_URLCONF = "techhire.config.urls"
WSGI_APPLICATION = "techhire.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "techhire.portals.layout.context.page",
            ],
            "builtins": ["techhire.portals.layout.templatetags.house"],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {"default": database(env.database_url, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SHARED_CACHE: dict[str, Any] = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "layout_cache",
    "OPTIONS": {"MAX_ENTRIES": 200_000},  # beyond it a third is dropped, counts of wrong guesses among them
}
CACHES: dict[str, dict[str, Any]] = {"default": SHARED_CACHE}
if MODE == "test":
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_FORMS = {"reset_password": "techhire.portals.account.recovery.ResetForm"}
ACCOUNT_ADAPTER = "techhire.portals.account.adapter.AccountAdapter"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.behind_proxy else 0
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login_failed": "5/15m/key,30/15m/ip",
    "signup": "20/h/ip",
    "reset_password": "20/h/ip,5/h/key",
    "request_login_code": "20/h/ip,3/10m/key",
    "sign_in_card": "60/15m/ip",
    "test_code": "60/15m/ip",
}
MFA_ADAPTER = "techhire.portals.account.second_step.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "production"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_ADAPTER = "techhire.portals.account.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form would be sent on to another host, which form-action forbids
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": env.oidc_apps()}}

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = MODE == "production"
CSRF_COOKIE_SECURE = MODE == "production"
LANGUAGE_COOKIE_SECURE = MODE == "production"
CSRF_FAILURE_VIEW = "techhire.portals.layout.failures.expired_form"
CSRF_TRUSTED_ORIGINS = env.trusted_origins
SECURE_SSL_REDIRECT = MODE == "production" and env.https
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # a monitor on the machine asks without HTTPS
SECURE_HSTS_SECONDS = 31536000 if SECURE_SSL_REDIRECT else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["techhire.config.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = MODE != "production"
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if MODE == "production"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

for key, value in email(env.email_url, DEMO, DATA_DIR).items():
    globals()[key] = value
DEFAULT_FROM_EMAIL = env.from_email
PUBLIC_URL = env.site_url()
OUTSIDE_HOSTS = env.outside_hosts
VC_API = env.vc_api
SNAPSHOT_DIR = DATA_DIR / "snapshots"
VERSION_OF_BUILD = os.environ.get("TECHHIRE_BUILD", "")

LOGGING_CONFIG = "techhire.config.logs.configure"
LOGGING = {"format": env.log_format, "level": "WARNING" if MODE == "test" else "INFO"}
