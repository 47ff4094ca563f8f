"""What is written down: jobs, so that none is lost, painted twice or delivered twice."""
