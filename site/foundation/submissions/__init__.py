"""What the public hands in: receipts, files, protection, personal data and their deletion. See README.md."""
