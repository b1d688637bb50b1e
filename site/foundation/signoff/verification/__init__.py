"""The second line behind the triggers: seals, clearances and live pages compared with each other, read only."""
