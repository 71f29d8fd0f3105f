"""Settings. A site says what differs by environment variables; without any, it is a small site on this machine.

``PLATEFORME_HOME``    folder of what must be kept: database, key, uploads (default: the system's folder for data)
``PLATEFORME_ORIGIN``  the address people type, e.g. https://reseau.example.org; its host is the only one answered
``DATABASE_URL``       a PostgreSQL, when a site grows (default: SQLite in the home)
``PLATEFORME_SMTP``    smtp://user:password@host:587 (or smtps://); else letters stay in the home's ``courriels``
``PLATEFORME_SENDER``  the address letters come from
``PLATEFORME_SIGNUP``  ``closed``: an account takes an invitation (default: anyone may open one)
``PLATEFORME_BEHIND_PROXY``  set when a proxy of yours stands in front: what it says of the client is believed
``PLATEFORME_OIDC_…``  SERVER, CLIENT, SECRET of an identity provider, ProConnect or another; NAME, SCOPE, ACR if needed
``PLATEFORME_LEGAL_…`` what legal texts say of the site (``networks/legal/placeholders.toml``), e.g. …_HOST
"""

import os
from pathlib import Path

from plateforme.config import environment as env
from plateforme.config import logs

HOME = env.home()
ORIGIN = env.origin()
IS_SECURE = ORIGIN.startswith("https://")
SECRET_KEY = env.secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = env.hosts(ORIGIN)
CSRF_TRUSTED_ORIGINS = [ORIGIN]

INSTALLED_APPS = [
    "plateforme.home",
    "plateforme.meetings",
    "plateforme.directory",
    "plateforme.networks",
    "plateforme.accounts",
    "plateforme.accounts.identity",
    "plateforme.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random: the length of a page tells nothing of its tokens
    "plateforme.config.headers.keep_nothing",
    "plateforme.config.refusals.refuse_early",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "plateforme.accounts.presence.note_presence",
]

ROOT_URLCONF = "plateforme.config.urls"
WSGI_APPLICATION = "plateforme.config.wsgi.application"
FORM_RENDERER = "plateforme.ui.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plateforme.networks.context.around",
            ]
        },
    }
]

DATABASES = {"default": env.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {  # counts tries, see accounts.limits: room enough for no one to push others' counts out
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- people and their accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "networks:mine"
LOGOUT_REDIRECT_URL = "welcome"
SIGNUP_OPEN = os.environ.get("PLATEFORME_SIGNUP", "open") != "closed"
INACTIVE_MONTHS = 24  # an account no one came back to is erased, after a letter
ACCOUNT_ADAPTER = "plateforme.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "plateforme.accounts.forms.LoginForm",
    "signup": "plateforme.accounts.forms.SignupForm",
    "add_email": "plateforme.accounts.forms.AddEmailForm",
    "change_password": "plateforme.accounts.forms.ChangePasswordForm",
    "set_password": "plateforme.accounts.forms.SetPasswordForm",
    "reset_password": "plateforme.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "plateforme.accounts.forms.ResetPasswordKeyForm",
    "request_login_code": "plateforme.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "plateforme.accounts.forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": "plateforme.accounts.forms.ConfirmEmailVerificationCodeForm",
    "confirm_password_reset_code": "plateforme.accounts.forms.ConfirmPasswordResetCodeForm",
    "reauthenticate": "plateforme.accounts.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # mail is slow in some houses
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# axes stops one place trying one address; allauth stops many places trying it, without shutting its owner out at once
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,20/5m/key"}
SOCIALACCOUNT_ADAPTER = "plateforme.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_FORMS = {"signup": "plateforme.accounts.forms.IdentitySignupForm"}
SOCIALACCOUNT_PROVIDERS = env.identity_providers()
SOCIALACCOUNT_AUTO_SIGNUP = False  # whoever comes for the first time says whether an account is theirs already
MFA_ADAPTER = "plateforme.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "plateforme.accounts.forms.AuthenticateForm",
    "reauthenticate": "plateforme.accounts.forms.ReauthenticateByCodeForm",
    "activate_totp": "plateforme.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "plateforme.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "plateforme.accounts.forms.EditPasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_SECURE
MFA_TOTP_TOLERANCE = 1  # a phone's clock half a minute off
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_CALLABLE = "plateforme.accounts.limits.address_tried"
AXES_CLIENT_IP_CALLABLE = "plateforme.accounts.limits.client_address"
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "csrfmiddlewaretoken"]

# --- what a page may load, what a cookie may do

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-session", "__Host-csrf") if IS_SECURE else ("session", "csrf")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_SSL_REDIRECT = IS_SECURE
BEHIND_PROXY = IS_SECURE or bool(os.environ.get("PLATEFORME_BEHIND_PROXY"))  # our server itself speaks plain http
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_SECURE else 0
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # a site does not decide for its neighbours in the domain
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- files

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()  # not collected: straight from the modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "plateforme.config.static.NamedAfterContent"},
}
MEDIA_ROOT = HOME / "uploads"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

# --- letters and work done after the answer

DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get(
    "PLATEFORME_SENDER", "Partenariat vivant <ne-pas-repondre@localhost>"
)
globals().update(env.mail(HOME))
LETTERS_TOGETHER_AT = 17  # the hour when letters that can wait leave as one
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOBS_SILENCE = 60  # seconds without a sign of life after which a worker is held for dead
PERIODIC = {  # what workers do again and again, and the seconds between two turns
    "plateforme.accounts.letters.send_due": 20,
    "plateforme.accounts.jobs.recover": 60,
    "plateforme.accounts.jobs.tidy": 24 * 3600,
    "plateforme.accounts.jobs.forget": 24 * 3600,
    "plateforme.accounts.letters.forget_sent": 24 * 3600,
    "plateforme.meetings.writes.reminders.send_reminders": 3600,
}
LOGGING = logs.LOGGING

# --- language and time

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
TIME_ZONE = os.environ.get("PLATEFORME_TIME_ZONE", "Europe/Paris")
USE_I18N = USE_TZ = True

# --- what each step adds to pages of earlier ones: each name is a function; see plateforme.networks.panels

NAVIGATION = [
    "plateforme.meetings.panels.navigation",
    "plateforme.directory.panels.navigation",
    "plateforme.networks.panels.navigation",
    "plateforme.home.panels.navigation",
]
PANELS: dict[str, list[str]] = {
    "head": ["plateforme.meetings.panels_offline.device"],
    "network_home": ["plateforme.meetings.panels.first_steps", "plateforme.meetings.panels.coming_meetings"],
    "meeting": ["plateforme.meetings.panels_room.to_change"],
    "member": ["plateforme.directory.panels.affiliations"],
}
ACCOUNT_LINKS = ["plateforme.meetings.panels.account_links"]
PERSONAL_DATA = [
    "plateforme.accounts.personal",
    "plateforme.networks.personal",
    "plateforme.directory.personal",
    "plateforme.meetings.personal",
]
RETENTION = [
    "plateforme.accounts.retention.run",
    "plateforme.networks.retention.run",
    "plateforme.meetings.retention.run",
    "plateforme.meetings.writes.offline.forget_old",
]

SEARCH = [
    "plateforme.meetings.reads.search.found",
    "plateforme.meetings.reads.people.found",
    "plateforme.networks.reads.members.found",
    "plateforme.directory.reads.found",
]
"""Each answers ``(reader, words) -> list[plateforme.networks.search.Found]``."""
JOURNAL_WORDS = [
    "plateforme.networks.journal_words.VERBS",
    "plateforme.directory.journal_words.VERBS",
    "plateforme.meetings.journal_words.VERBS",
]
LEGAL_FACTS = env.legal_facts(ORIGIN)
