"""How good a picture is: scores, the share of the photo that is left, the judge of a challenge."""
