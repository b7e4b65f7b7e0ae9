"""What other rooms use of moving in: `move_in(connection, …)` → a `Report`; `STEPS`, what can be taken apart."""
from balie.cases.moving_in.report import KINDS, Count, Line, Report
from balie.cases.moving_in.run import STEPS, move_in

__all__ = ["KINDS", "STEPS", "Count", "Line", "Report", "move_in"]
