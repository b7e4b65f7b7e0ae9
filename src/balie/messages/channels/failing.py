"""The channel that never sends: to see that messages stay in the inbox and that officials see what failed."""

from .base import NotSent, Parcel


class Failing:
    def configured(self) -> bool:
        return True

    def send(self, parcel: Parcel) -> str:
        raise NotSent("failing on purpose")
