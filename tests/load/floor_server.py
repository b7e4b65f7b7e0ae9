"""The bare view behind a server of its own: `granian --interface wsgi tests.load.floor_server:application`."""
import django
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from balie.runtime.processes import end_with_parent

django.setup()
end_with_parent()
override_settings(ROOT_URLCONF="tests.load.floor", MIDDLEWARE=[]).enable()
application = WSGIHandler()
