"""Profiles of the five founding jurisdictions: what each founding text asks for, as data, within the law."""
