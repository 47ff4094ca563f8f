"""What VGG-19 sees in a picture: its layers, computed fast, and their statistics."""
