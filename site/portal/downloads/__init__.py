"""What a reader can take along (R-273): a live page as TXT, DOCX or PDF, with its header and its address."""
