"""Paint a photo in the style of a painting (Gatys, Ecker and Bethge 2015)."""
