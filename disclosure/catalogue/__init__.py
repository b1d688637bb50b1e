"""The disclosure catalogue (政府信息公开目录): templates, items and the public columns built from them."""
