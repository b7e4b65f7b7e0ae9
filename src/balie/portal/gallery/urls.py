"""Address of the page of question types."""
from django.urls import path

from balie.portal.gallery import page

urlpatterns = [path("vraagsoorten/", page.page, name="question_types")]
