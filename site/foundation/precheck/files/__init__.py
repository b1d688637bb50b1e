"""Reading and cleaning attachments. No Django: it runs in a process of its own, because files are hostile."""
