"""Settings that every process of Balie shares. Nothing here differs per municipality."""
from balie.settings import environment as _environment
from balie.settings.officials import login_settings as _login_settings

BALIE = _environment.read()
ROOT = _environment.ROOT

SECRET_KEY = BALIE.keys()[0].hex()
SECRET_KEY_FALLBACKS = [key.hex() for key in BALIE.keys()[1:]]
DEBUG = False
ALLOWED_HOSTS = ["*"]  # the tenancy middleware answers 404 to a host that is no municipality's
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "identity.Official"
ROOT_URLCONF = "balie.settings.urls"
WSGI_APPLICATION = "balie.settings.wsgi.application"
APPEND_SLASH = True

ROOMS = (
    "kernel", "look", "identity", "zgw", "registers", "catalogue", "documents", "payments", "appointments", "applications",
    "cases", "messages", "assistant", "plans", "api", "portal", "workspace",
)
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.postgres",
    "django_htmx", "procrastinate.contrib.django", "allauth", "allauth.account", "allauth.mfa",
    *(f"balie.{room}" for room in ROOMS),
]

MIDDLEWARE = [
    "balie.kernel.web.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "balie.kernel.tenancy.middleware.Tenancy",
    "balie.kernel.web.size.NotTooBig",
    "balie.kernel.web.text.OnlyText",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "balie.identity.middleware.WhoIsAsking",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.template.context_processors.i18n",
            "balie.look.context.page",
        ],
    },
}]

AUTHENTICATION_BACKENDS = ["balie.identity.backends.OfficialBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

globals().update(_login_settings(BALIE))

# shared by all processes: limits on logging in and sending codes must hold over every web machine
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "balie_cache", "TIMEOUT": 3600}}

SESSION_COOKIE_NAME = "balie_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BALIE.https
SESSION_COOKIE_AGE = 8 * 3600
CSRF_COOKIE_NAME = "balie_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = BALIE.https
CSRF_FAILURE_VIEW = "balie.portal.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BALIE.https else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
REQUEST_MAX_SIZE = 110 * 1000 * 1000  # the largest file that a question may ask for, and what stands around it

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "static"
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{8,}\."
MEDIA_ROOT = BALIE.home / "media"

EMAIL_HOST, EMAIL_PORT = BALIE.smtp_host, BALIE.smtp_port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = BALIE.smtp_user, BALIE.smtp_password
EMAIL_USE_TLS, EMAIL_USE_SSL = BALIE.smtp_security == "starttls", BALIE.smtp_security == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = BALIE.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_personal_data": {"()": "balie.kernel.logs.NoPersonalData"}},
    "formatters": {"line": {"()": "balie.kernel.logs.JsonLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_personal_data"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"}, "procrastinate": {"level": "WARNING"}, "httpx2": {"level": "WARNING"},
    },
}
