"""Press releases, spokespersons, agreed statements and press conferences. See README.md."""
