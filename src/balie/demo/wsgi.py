"""The town as a WSGI application; making it also starts the mail server and the sender of webhooks.

Run by one process with several threads, for example:
`granian --interface wsgi --workers 1 --blocking-threads 32 --port $TOWN_PORT balie.demo.wsgi:application`.
"""
import os

os.environ["DJANGO_SETTINGS_MODULE"] = "balie.settings.town"  # also when started by a process with settings of its own

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from balie.demo import place  # noqa: E402
from balie.demo.bank import webhooks  # noqa: E402
from balie.demo.post import smtp  # noqa: E402
from balie.demo.zaaksysteem import notificaties  # noqa: E402

place.current()
smtp.start()
webhooks.start()
notificaties.start()
