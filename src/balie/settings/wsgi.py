"""The web application, served by granian."""
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balie.settings.web")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
