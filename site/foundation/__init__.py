"""What every feature stands on. Imports no feature; every feature may import it."""
