from django.dispatch import Signal

# Sent after commit when a notice was entered or replaced. Arguments: `year`, and `since`, the first
# day that may now count differently. Receivers recompute every open date due on or after `since`,
# and every provisional (暂定) date.
calendar_changed = Signal()
