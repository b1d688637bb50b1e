"""Working-day calendar (工作日历) and statutory periods.

Every app may import it; it imports nothing of ours. See README.md.
"""
