"""Security headers of every response: a policy without inline script or style, and no caching of personal pages."""
from __future__ import annotations

POLICY = "; ".join([
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:{images}", "font-src 'self'", "connect-src 'self'",
    "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'{forms}", "manifest-src 'self'",
])


class SecurityHeaders:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        forms = "".join(f" {origin}" for origin in getattr(response, "form_targets", ()))
        images = "".join(f" {origin}" for origin in getattr(response, "image_sources", ()))
        response.headers.setdefault("Content-Security-Policy", POLICY.format(forms=forms, images=images))
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self), microphone=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
