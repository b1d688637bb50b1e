"""Policy documents (政策文件) and other government information, their index numbers and their import."""
