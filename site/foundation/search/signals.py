"""What happens to the index beside publication, for those who keep what was found."""

from django.dispatch import Signal

# Files were read, or validities turned with the day: the same query may now find something else.
results_changed = Signal()
