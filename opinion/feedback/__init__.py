"""The public mailbox, the phone register and complaints: every one is answered. See README.md."""
