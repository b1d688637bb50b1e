"""Pure scanners over text. No Django, no database: a text goes in, findings come out."""
