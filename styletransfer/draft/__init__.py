"""The draft: a small network that repaints a photo in one pass, in any style."""
