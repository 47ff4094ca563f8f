"""The Discord service around the painter."""
