"""社会评议: the questionnaire by which the public judges openness. Imports foundation only."""
