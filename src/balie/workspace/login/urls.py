"""Addresses of the officials' login. The names are those that django-allauth looks for; signing up and e-mail addresses are not there."""
from django.urls import path

from balie.workspace.login import views

urlpatterns = [
    path("", views.Login.as_view(), name="account_login"),
    path("uit/", views.Logout.as_view(), name="account_logout"),
    path("gesloten/", views.inactive, name="account_inactive"),
    path("wachtwoord-nog-eens/", views.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("wachtwoord/", views.ChangePassword.as_view(), name="account_change_password"),
    path("code/", views.SecondFactor.as_view(), name="mfa_authenticate"),
    path("code-nog-eens/", views.ReauthenticateByCode.as_view(), name="mfa_reauthenticate"),
    path("passkey/", views.PasskeyLogin.as_view(), name="mfa_login_webauthn"),
    path("passkey-nog-eens/", views.ReauthenticateByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("tweede-stap/", views.Overview.as_view(), name="mfa_index"),
    path("tweede-stap/app/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("tweede-stap/app-weg/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("tweede-stap/passkey/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("tweede-stap/passkeys/", views.Overview.as_view(), name="mfa_list_webauthn"),
    path("tweede-stap/passkeys/<int:pk>/weg/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("herstelcodes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("herstelcodes/nieuw/", views.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
]
