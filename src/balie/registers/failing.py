"""For tests and drills: a register that gives no answer, whatever it is asked."""
from balie.registers.views import RegisterUnavailable


class FailingRegister:
    def __getattr__(self, name):
        def fail(*args, **kwargs):
            raise RegisterUnavailable("brp")

        return fail
