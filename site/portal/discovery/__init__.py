"""What search engines, feed readers and other machines are told of the public site."""
