"""django-allauth's own views, with our pages. What they do and check is theirs; the words and the look are ours."""
from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import TemplateView

from balie.identity.public import count_as_second_factor, has_second_factor

PAGES = "identity/work/"


class OurPage:
    """Puts the workspace around the page, and the mistakes of the form on top."""

    title = ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context.pop("site", None)  # allauth's; ours is the municipality's, from look
        forms = [form for form in (context.get("form"), context.get("webauthn_form")) if form is not None]
        context["errors"] = [
            {"text": text, "href": f"#f-{name}" if name in ("login", "password", "code", "oldpassword", "password1", "password2") else ""}
            for form in forms for name, texts in form.errors.items() for text in texts
        ]
        return context | {"title": self.title, "work": {"home": "/werk/"}}


class Login(OurPage, account.LoginView):
    template_name, title = PAGES + "login.html", "Inloggen"

    def dispatch(self, request, *args, **kwargs):
        if request.method == "GET" and request.user.is_authenticated and request.official is None:
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().dispatch(request, *args, **kwargs)


class Logout(OurPage, account.LogoutView):
    template_name, title = PAGES + "logout.html", "Uitloggen"


class Reauthenticate(OurPage, account.ReauthenticateView):
    template_name, title = PAGES + "again.html", "Bent u het echt?"


class ReauthenticateByCode(OurPage, base.ReauthenticateView):
    template_name, title = PAGES + "again.html", "Bent u het echt?"


class ReauthenticateByPasskey(OurPage, webauthn.ReauthenticateWebAuthnView):
    template_name, title = PAGES + "again.html", "Bent u het echt?"


class ChangePassword(LoginRequiredMixin, OurPage, account.PasswordChangeView):
    template_name, title = PAGES + "password.html", "Kies een nieuw wachtwoord"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_usable_password():
            return HttpResponseRedirect(reverse("mfa_index"))
        return super().dispatch(request, *args, **kwargs)

    def get_default_success_url(self):
        return "/werk/"


class SecondFactor(OurPage, base.AuthenticateView):
    template_name, title = PAGES + "second_factor.html", "Vul uw code in"


class PasskeyLogin(webauthn.LoginWebAuthnView):
    def form_invalid(self, form):
        return HttpResponseRedirect(f"{reverse('account_login')}?passkey=mislukt")


class Overview(LoginRequiredMixin, OurPage, TemplateView):
    """What an official can log in with. The first thing that somebody without a second factor sees, and cannot go round."""

    template_name = PAGES + "overview.html"

    @property
    def title(self):
        return "Uw manieren van inloggen" if has_second_factor(self.request.user) else "Kies uw tweede stap"

    def get_context_data(self, **kwargs):
        own = list(Authenticator.objects.filter(user_id=self.request.user.pk).order_by("created_at"))
        return super().get_context_data(**kwargs) | {
            "app": next((one for one in own if one.type == Authenticator.Type.TOTP), None),
            "passkeys": [one for one in own if one.type == Authenticator.Type.WEBAUTHN],
            "codes": next((one for one in own if one.type == Authenticator.Type.RECOVERY_CODES), None),
            "ready": self.request.official is not None,
        }


class AddApp(OurPage, totp.ActivateTOTPView):
    template_name, title = PAGES + "add_app.html", "Voeg een app met codes toe"

    def form_valid(self, form):
        response = super().form_valid(form)
        count_as_second_factor(self.request, Authenticator.Type.TOTP)
        return response


class RemoveApp(OurPage, totp.DeactivateTOTPView):
    template_name, title = PAGES + "remove.html", "App weghalen"


class AddPasskey(OurPage, webauthn.AddWebAuthnView):
    template_name, title = PAGES + "add_passkey.html", "Voeg een passkey toe"

    def form_valid(self, form):
        response = super().form_valid(form)
        count_as_second_factor(self.request, Authenticator.Type.WEBAUTHN)
        return response


class RemovePasskey(OurPage, webauthn.RemoveWebAuthnView):
    template_name, title = PAGES + "remove.html", "Passkey weghalen"

    def form_valid(self, form):
        if not get_adapter().can_delete_authenticator(self.get_object()):
            raise PermissionDenied
        return super().form_valid(form)


class RecoveryCodes(OurPage, recovery.ViewRecoveryCodesView):
    template_name, title = PAGES + "recovery_codes.html", "Uw herstelcodes"


class NewRecoveryCodes(OurPage, recovery.GenerateRecoveryCodesView):
    template_name, title = PAGES + "new_recovery_codes.html", "Maak nieuwe herstelcodes"


def inactive(request):
    return render(request, PAGES + "inactive.html", {"title": "U kunt niet meer inloggen", "work": {"home": "/werk/"}}, status=403)
