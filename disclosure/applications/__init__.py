"""Where citizens apply and follow their case, and where staff take in what comes on paper. Stands on requests."""
