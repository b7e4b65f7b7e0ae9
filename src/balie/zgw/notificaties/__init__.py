"""Who is told what changed: channels (kanalen), subscriptions (abonnementen), and delivery, at least once and in order per main object.

For officials: `subscribers`, `subscriber`, `letters`, `resend`, `drop`. For who administers: `as_cloudevents`, `sign`, `unsubscribe`,
`listed`, `ensure_standard`.
"""
_LATE = {  # these need tables
    "Letter": "following", "Subscriber": "following", "letters": "following", "listed": "following", "subscriber": "following",
    "subscribers": "following", "drop": "verbs", "resend": "verbs", "as_cloudevents": "abonneren", "sign": "abonneren",
    "unsubscribe": "abonneren", "ensure_standard": "kanalen",
}


def __getattr__(name: str):
    from importlib import import_module

    if name in _LATE:
        return getattr(import_module(f"balie.zgw.notificaties.{_LATE[name]}"), name)
    raise AttributeError(name)
