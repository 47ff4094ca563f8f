"""Jobs: from a member's request through the fair queue to a painter and an outcome."""
