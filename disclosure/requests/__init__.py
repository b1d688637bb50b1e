"""依申请公开: the case from receipt to its end. Imports documents, catalogue, attributes and foundation.

May be imported by: disclosure.applications, disclosure.answers, disclosure.remedies, and everything above.
"""
