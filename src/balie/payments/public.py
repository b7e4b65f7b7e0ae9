"""The door of payments. Amounts are `Decimal` euros; owners are opaque texts ("application:<uuid>").

`request(owner=, amount=, description=, key=)` -> PaymentView. The same key gives the same payment.
`start(payment_id=, return_url=, webhook_url=)` -> the checkout URL of the provider. Again while open: the same URL; after a cancelled or
    expired attempt: a new one. Raises `AlreadyPaid`, `ProviderDown` (both with a sentence for the resident).
`refresh(payment_id=)` -> PaymentView, after asking the provider how it stands. For the return page; never raises when the provider is down.
`process_callback(token=, provider_id=)` -> None. For the webhook door: always answer 200; unknown ids do nothing.
`refund(payment_id=, amount=, reason=, key=)` -> RefundView; raises `NotRefundable`. `give_back(owners=, reason=, key=)` -> how much: everything.
`get(payment_id, owner=)`, `refund_of(refund_id, owner=)`, `by_token(token)`, `for_owner(owner)`, `for_owners(owners)`,
`refunds_of(payment_ids)`, `under_way(payment_id)`, `balance(owner)`. `available()`: whether this municipality takes payments online at all.
"""

from .access import by_token, get, refund_of
from .actions import give_back, refund, request
from .process import process_callback, refresh
from .providers import available
from .queries import balance, for_owner, for_owners, refunds_of, under_way
from .start import start
from .views import AlreadyPaid, NotFound, NotRefundable, PaymentView, ProviderDown, RefundView

__all__ = [
    "AlreadyPaid", "NotFound", "NotRefundable", "PaymentView", "ProviderDown", "RefundView", "available", "balance", "by_token", "for_owner",
    "for_owners", "get", "give_back", "process_callback", "refresh", "refund", "refund_of", "refunds_of", "request", "start", "under_way",
]
