"""Faces in a photo, found and kept."""
