"""Two guarded pages beside Balie's own, for the tests."""
from django.http import HttpResponse
from django.urls import include, path

from balie.identity.public import require_login, require_official


@require_login("midden")
def secret(request):
    return HttpResponse(f"{request.resident.person_id} {request.POST.getlist('naam')}")


@require_official("inwoner.helpen")
def work(request):
    return HttpResponse(request.official.email)


urlpatterns = [path("geheim/", secret), path("werk/proef/", work), path("", include("balie.settings.urls"))]
handler404 = "balie.portal.errors.not_found"
