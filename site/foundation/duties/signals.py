from django.dispatch import Signal

# Sent after commit. Arguments: `duty`, `event` (its words are for the person who is urged).
duty_urged = Signal()
# Sent after commit when a new notice moved dates. Argument: `recalculation`.
dates_moved = Signal()
