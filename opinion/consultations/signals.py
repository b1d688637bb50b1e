"""What others may follow: sent inside the transaction, ``course`` is the ConsultationCourse as it stands now."""

from django.dispatch import Signal

course_changed = Signal()
