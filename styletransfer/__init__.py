"""Paint a photo in the style of a painting (Gatys, Ecker and Bethge 2015)."""

import os

# Threads that spin while they wait for each other make a painting take five times as long as soon
# as anything else wants a core (docs/measurements, "Threads"). Read when torch is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
