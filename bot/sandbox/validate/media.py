"""References to pictures in embeds and components: an address, or a file of the same message."""

from zlib import crc32

from bot.sandbox.state.files import clean_name
from bot.sandbox.state.model import Attachment
from bot.sandbox.validate.field import Field
from bot.sandbox.wire import JsonObject

SCHEME = "attachment://"
# What a client was told of a picture and sends back with its address; Discord finds it out anew.
_KNOWN_OF_A_PICTURE = (
    *("id", "attachment_id", "proxy_url", "width", "height", "content_type"),
    *("placeholder", "placeholder_version", "loading_state", "flags"),
)


class Uploads:
    """The files of one message, by the names under which its body refers to them."""

    def __init__(self, attachments: list[Attachment]) -> None:
        self._by_name = {attachment.filename: attachment for attachment in attachments}

    def picture(self, at: Field, *, uploaded_only: bool = False) -> JsonObject:
        """Read an object with the address of a picture or file; returns what `media` does."""
        at.skip(*_KNOWN_OF_A_PICTURE)
        return self.media(at["url"], uploaded_only=uploaded_only)

    def media(self, url: Field, *, uploaded_only: bool = False) -> JsonObject:
        """Read an address; return {"url"} or, for a file of the message, {"attachment_id"}."""
        text = url.value
        if isinstance(text, str) and text.startswith(SCHEME):
            name = text.removeprefix(SCHEME)
            attachment = self._by_name.get(name) or self._by_name.get(clean_name(name))
            if attachment:
                return {"attachment_id": str(attachment.id)}
            url.fail(
                "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                f"The referenced attachment '{name}' was not found",
            )
            return {}
        schemes = ("attachment",) if uploaded_only else ("http", "https", "attachment")
        address = url.url(schemes=schemes, required=True)
        # Discord numbers what it has unfurled; the number says nothing, but stays the same.
        return {"id": str(crc32(address.encode())), "url": address, "proxy_url": address}

    def file_facts(self, media: JsonObject) -> JsonObject:
        """Return name and size of the file behind what `media` returned."""
        for attachment in self._by_name.values():
            if str(attachment.id) == media.get("attachment_id"):
                return {"name": attachment.filename, "size": len(attachment.content)}
        return {"name": None, "size": None}
