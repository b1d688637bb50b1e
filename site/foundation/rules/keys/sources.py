"""Articles that the parameters of several themes rest on."""

REGULATION = "《中华人民共和国政府信息公开条例》（国务院令第711号）"
ARTICLE_26 = f"{REGULATION}第二十六条"
ARTICLE_15 = f"{REGULATION}第十五条"
ARTICLE_17 = f"{REGULATION}第十七条"
