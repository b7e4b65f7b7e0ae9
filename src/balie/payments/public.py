"""The door of payments. Amounts are `Decimal` euros; owners are opaque texts ("application:<uuid>").

`request(owner=, amount=, description=, key=)` -> PaymentView. The same key gives the same payment.
`start(payment_id=, return_url=, webhook_url=)` -> the checkout URL of the provider. Again while open: the same URL; after a cancelled or
    expired attempt: a new one. Raises `AlreadyPaid`, `ProviderDown` (both with a sentence for the resident).
`refresh(payment_id=)` -> PaymentView, after asking the provider how it stands. For the return page; never raises when the provider is down.
`process_callback(token=, provider_id=)` -> None. For the webhook door: always answer 200; unknown ids do nothing.
`refund(payment_id=, amount=, reason=, key=)` -> RefundView; raises `NotRefundable`.
`get(payment_id, owner=)`, `refund_of(refund_id, owner=)`, `by_token(token)`, `for_owner(owner)`, `for_owners(owners)`, `balance(owner)`.
"""

from .access import by_token, get, refund_of
from .actions import refund, request
from .process import process_callback, refresh
from .queries import balance, for_owner, for_owners
from .start import start
from .views import AlreadyPaid, NotFound, NotRefundable, PaymentView, ProviderDown, RefundView

__all__ = [
    "AlreadyPaid", "NotFound", "NotRefundable", "PaymentView", "ProviderDown", "RefundView", "balance", "by_token", "for_owner",
    "for_owners", "get", "process_callback", "refresh", "refund", "refund_of", "request", "start",
]
