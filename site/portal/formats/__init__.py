"""How days are read that somebody types; how they are written is Django's and the settings' affair."""
