"""Public concern (舆情): findings, upward reports against the clock, assessment, handling. See README.md."""
