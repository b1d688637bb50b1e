"""保密审查: the review form, its escalation, third parties, public interest, the classified register, inspection.

Stands on signoff, organisations, workdays and rules; every feature may import it.
"""
