"""Parameters of the jurisdiction (参数) and the register of systems (制度库). Stands on organisations only."""
