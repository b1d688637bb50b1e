"""Sign-off (审签): chains, tasks, seals and the one gate before publication. Any feature may import it."""
