"""Which kinds of picture files the painter reads, told by their first bytes alone."""

HEAD_BYTES = 16

# What AVIF and HEIC files are called in their first box; "mif1" and "msf1" may be either.
_ISO_BRANDS = (
    *(b"avif", b"avis"),
    *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"),
    *(b"mif1", b"msf1"),
)


def shown_as(head: bytes) -> str | None:
    """Return the extension of a file that Discord shows as a picture, told as in `is_picture`."""
    if head.startswith(b"\x89PNG"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if head.startswith(b"GIF8"):
        return "gif"
    return "webp" if head[:4] == b"RIFF" else None


def is_picture(head: bytes) -> bool:
    """Say whether a file that begins with these `HEAD_BYTES` bytes claims to be a picture.

    PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF and HEIC are known. Nothing is decoded here: what the
    bytes after these are worth is for the inference process to find out.
    """
    match head[:4]:
        case b"RIFF":
            return head[8:12] == b"WEBP"
        case b"GIF8":
            return head[4:6] in (b"7a", b"9a")
        case b"II*\x00" | b"MM\x00*":
            return True
        case _:
            png = head.startswith(b"\x89PNG\r\n\x1a\n")
            jpeg = head.startswith(b"\xff\xd8\xff")
            # Two letters prove little, but a bitmap's two reserved words are always nought.
            bitmap = head.startswith(b"BM") and head[6:10] == bytes(4)
            boxed = head[4:8] == b"ftyp" and head[8:12] in _ISO_BRANDS
            return png or jpeg or bitmap or boxed
