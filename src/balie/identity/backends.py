"""Checks an official's e-mail and password, within the municipality of the request."""
from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password

from balie.identity.models import Official


class OfficialBackend(ModelBackend):
    def authenticate(self, request, email=None, password=None, username=None, **kwargs):
        address = email or username
        if not address or not password:
            return None
        user = Official.objects.filter(email__iexact=address.strip()).first()
        if user is None:
            make_password(password)  # so that an unknown address takes as long as a wrong password
            return None
        return user if user.check_password(password) and self.user_can_authenticate(user) else None

    def get_user(self, user_id):
        user = Official.objects.filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
