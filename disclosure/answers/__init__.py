"""The decision on a case, its letters, their sign-off and delivery. Stands on requests."""
