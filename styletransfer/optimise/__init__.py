"""What is minimised and how: objectives, levels from coarse to fine, L-BFGS, memory."""
