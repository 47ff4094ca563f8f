"""What members see of their jobs: the place in line, the painting as it grows, the result."""
