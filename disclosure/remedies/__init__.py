"""What follows an answer: complaints, 行政复议, 行政诉讼, fees, the public log, statistics. Stands on answers."""
