"""How officials log in: django-allauth with e-mail, password and a second factor, or a passkey. Nobody signs up."""
from balie.settings.environment import Environment


def login_settings(environment: Environment) -> dict:
    return {
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "/werk/",
        "ACCOUNT_ADAPTER": "balie.identity.second_factor.AccountAdapter",
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_USER_MODEL_USERNAME_FIELD": None,
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_UNIQUE_EMAIL": True,  # of allauth's own table of addresses, which stays empty: officials have one, unique per municipality
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_LOGOUT_REDIRECT_URL": "/werk/inloggen/",
        "ACCOUNT_RATE_LIMITS": {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"},
        "MFA_ADAPTER": "balie.identity.second_factor.MFAAdapter",
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,  # addresses are given by the municipality, not typed by the official
        "MFA_WEBAUTHN_USER_VERIFICATION": "required",
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not environment.https,  # http://localhost is the demo; elsewhere browsers refuse it
        "MFA_TOTP_TOLERANCE": 1,
        "SILENCED_SYSTEM_CHECKS": ["auth.W004"],  # an official's e-mail is unique within a municipality
    }
