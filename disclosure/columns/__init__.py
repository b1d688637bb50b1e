"""Health of the columns (栏目保障): who keeps them, how fresh they are, what a page filed in them must have.

Stands on documents and the catalogue; nothing below knows of it.
"""
