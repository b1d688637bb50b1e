"""Parameters of the jurisdiction (参数), each with its legal basis and bounds. Imports nothing of ours."""
