"""What to re-seal when the secret key changes: where deliveries go, and what stands in no inbox.

`Delivery.recipient` may be a fingerprint of an address. It is not made anew: it tells two deliveries of one fact apart, and the facts of
before the change are not told again.
"""

from balie.kernel import plugins, rotation

from .models import Delivery
from .writing import ADDRESS, CONTENT

plugins.register(rotation.KIND, "messages", lambda: rotation.Columns(Delivery, address=ADDRESS, content=CONTENT))
