"""What django-allauth calls for officials: no signing up, secrets sealed, mail in our own hands; and whether a second factor was used."""
from __future__ import annotations

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from balie.kernel import crypto, tenancy

SEAL = "identity.official.totp"


def used_second_factor(request, user) -> bool:
    """Whether this session was opened with a passkey, or with a password and a second factor."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


class AccountAdapter(DefaultAccountAdapter):
    """Officials are added by their municipality: nobody signs up, nobody changes their own address."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide en probeer het opnieuw.",
        "too_many_login_attempts": "Het is te vaak niet gelukt. Wacht 5 minuten en probeer het dan opnieuw.",
        "account_inactive": "U kunt met dit account niet meer inloggen. Vraag uw beheerder om hulp.",
        "incorrect_password": "Dit wachtwoord klopt niet.",
    }

    def is_open_for_signup(self, request):
        return False

    def new_user(self, request):
        raise PermissionDenied

    def login(self, request, user):
        if user.gemeente_id != tenancy.current_id():
            raise PermissionDenied
        super().login(request, user)

    def is_safe_url(self, url):
        from balie.identity.rules import safe_next

        return bool(url) and safe_next(url, "") == url

    def get_login_redirect_url(self, request):
        return "/werk/" if used_second_factor(request, request.user) else reverse("mfa_index")

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not for the very first second factor: the password was given a moment ago, and there is nothing else to ask."""
        return has_second_factor(context.request.user)

    def add_message(self, *args, **kwargs):
        """Pages say themselves what happened; there is no row of loose messages."""

    def send_mail(self, template_prefix, email, context):
        """Mail leaves by the room messages, which hears what happened."""


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Wacht op een nieuwe code in uw app en probeer het opnieuw.",
        "cannot_delete_authenticator": "U kunt uw laatste tweede stap niet weghalen. Voeg eerst een andere toe.",
    }

    def encrypt(self, text):
        return crypto.seal(text, context=SEAL).hex()

    def decrypt(self, encrypted_text):
        return crypto.open_sealed(bytes.fromhex(encrypted_text), context=SEAL)

    def get_totp_issuer(self):
        return f"Balie {tenancy.current().naam}"

    def get_public_key_credential_rp_entity(self):
        return super().get_public_key_credential_rp_entity() | {"name": f"Balie {tenancy.current().naam}"}

    def get_public_key_credential_user_entity(self, user):
        # random-looking and without a name: it ends up on the official's phone
        return super().get_public_key_credential_user_entity(user) | {"display_name": user.name}

    def can_delete_authenticator(self, authenticator):
        """A second factor is not a choice: the last one stays."""
        from allauth.mfa.models import Authenticator

        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return False
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def set_totp(*, official_id: uuid.UUID, secret: str) -> None:
    """Give this official an authenticator app with a known secret, and recovery codes (demo town, tests)."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    from balie.identity.models import Official

    Authenticator.objects.filter(user_id=official_id, type=Authenticator.Type.TOTP).delete()
    user = Official.objects.get(id=official_id)
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)


def has_second_factor(user) -> bool:
    from allauth.mfa.models import Authenticator

    return Authenticator.objects.filter(user_id=user.pk).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def count_as_second_factor(request, kind: str) -> None:
    """The official just added a second factor and proved to have it: this session counts as opened with it."""
    from allauth.mfa.models import Authenticator

    newest = Authenticator.objects.filter(user_id=request.user.pk, type=kind).latest("created_at")
    record_authentication(request, request.user, "mfa", id=newest.pk, type=kind, reauthenticated=True)
