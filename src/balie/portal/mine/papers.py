"""Documents: those of one zaak, and all of them together."""
from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balie.cases import public as cases
from balie.cases.public import exports
from balie.documents import public as documents
from balie.portal.mine.frame import mine, page
from balie.portal.mine.zaak import paper
from balie.portal.said import of_service


@require_safe
@mine
def of_zaak(request, id, document):
    """As an attachment; the look is recorded."""
    try:
        return documents.as_download(cases.document_for_resident(request.resident, id, document))
    except (cases.NotFound, documents.DocumentNotFound):
        raise Http404 from None


@require_safe
@mine
def documents_page(request):
    lines, _following = cases.zaken_of(request.resident, limit=50)
    found = [each for each in documents.documents_of_owners([f"zaak:{line.zaak_id}" for line in lines]) if each.for_resident]
    groups = []
    for line in lines:
        papers = [paper(line.zaak_id, each) for each in found if each.owner == f"zaak:{line.zaak_id}"]
        if papers:
            groups.append({"title": of_service(line.service)(line.title), "kenmerk": line.kenmerk, "papers": papers})
    return page(request, "portal/mine/documents.html", {"groups": groups, "title": _("Documenten")}, here="mijn_documenten")



@require_safe
@mine
def data_of_zaak(request, id):
    """What was asked and answered, as JSON: to take along. The look is recorded."""
    try:
        return exports.as_file(exports.for_resident(request.resident, id, "json"))
    except cases.NotFound:
        raise Http404 from None
