"""The ledger of duties (法定时限台账): everything that is due, in one table.

Stands on organisations, workdays and rules; sign-off and every feature above may import it. See README.md.
"""
