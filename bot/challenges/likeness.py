"""Whether two pictures are the same one, judged by their fingerprints."""

# Of 64 bits. The same photo anew, cropped by 2 % included, differs in up to 8 nine times out of
# ten; no two of 80 different pictures in less than 18 (docs/measurements).
_MOST_DIFFERING_BITS = 10


def alike(first: str, second: str) -> bool:
    """Say whether two fingerprints, each of 16 hexadecimal digits, are of the same picture."""
    return (int(first, 16) ^ int(second, 16)).bit_count() <= _MOST_DIFFERING_BITS
