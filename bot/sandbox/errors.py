"""What Discord answers when it refuses: HTTP status, its own code, and a sentence."""

from bot.sandbox.wire import JsonObject


class DiscordError(Exception):
    """A refusal with the status, code and message that Discord gives."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        errors: JsonObject | None = None,
        *,
        retry_after: float | None = None,
        everywhere: bool = False,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.retry_after = retry_after
        self.everywhere = everywhere

    def body(self) -> JsonObject:
        """Return the JSON that goes with the status."""
        body: JsonObject = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        if self.retry_after is not None:
            body |= {"retry_after": self.retry_after, "global": self.everywhere}
        return body


def unauthorized() -> DiscordError:
    """Refuse a missing or unknown token."""
    return DiscordError(401, 0, "401: Unauthorized")


def no_such_route() -> DiscordError:
    """Refuse a path that Discord does not have."""
    return DiscordError(404, 0, "404: Not Found")


def unsupported_route() -> DiscordError:
    """Refuse a path that Discord has and the sandbox has not."""
    message = "Discord has this route, the sandbox does not"
    return DiscordError(400, 50035, message, {"_errors": [unsupported(message)]})


def unsupported(message: str = "The sandbox has no such thing") -> JsonObject:
    """Return the fault of what Discord takes and the sandbox does not have."""
    return {"code": "SANDBOX_UNSUPPORTED", "message": message}


def bots_only() -> DiscordError:
    """Refuse a user where only bots may call."""
    return DiscordError(403, 20002, "Only bots can use this endpoint")


def users_only() -> DiscordError:
    """Refuse a bot where only users may call."""
    return DiscordError(403, 20001, "Bots cannot use this endpoint")


def missing_access() -> DiscordError:
    """Refuse somebody who may not see the channel."""
    return DiscordError(403, 50001, "Missing Access")


def missing_permissions() -> DiscordError:
    """Refuse somebody who sees the channel but lacks a permission in it."""
    return DiscordError(403, 50013, "Missing Permissions")


def cannot_edit_others_message() -> DiscordError:
    """Refuse to edit a message that somebody else wrote."""
    return DiscordError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> DiscordError:
    """Refuse a message with nothing in it."""
    return DiscordError(400, 50006, "Cannot send an empty message")


def thread_archived() -> DiscordError:
    """Refuse to change a message in a thread that nobody has written in for long."""
    return DiscordError(400, 50083, "Thread is archived")


def entry_point_missing() -> DiscordError:
    """Refuse to replace all commands where that would take away the Entry Point command."""
    said = "You cannot remove this app's Entry Point command in a bulk update operation."
    return DiscordError(400, 50240, said)


def entity_too_large() -> DiscordError:
    """Refuse a file or request over the size limit."""
    return DiscordError(413, 40005, "Request entity too large")


def invalid_json() -> DiscordError:
    """Refuse a body that is not JSON."""
    return DiscordError(400, 50109, "The request body contains invalid JSON.")


def already_acknowledged() -> DiscordError:
    """Refuse the second answer to an interaction."""
    return DiscordError(400, 40060, "Interaction has already been acknowledged.")


def invalid_webhook_token() -> DiscordError:
    """Refuse an interaction token that was never valid or is no longer."""
    return DiscordError(401, 50027, "Invalid Webhook Token")


def too_many_follow_ups() -> DiscordError:
    """Refuse one more follow-up where only the member's own installation speaks for the bot."""
    return DiscordError(
        400, 40094, "This interaction has reached its maximum number of follow up messages"
    )


def old_message_edited_too_often(retry_after: float) -> DiscordError:
    """Refuse one more edit of a message older than an hour."""
    return DiscordError(
        429,
        30046,
        "Maximum number of edits to messages older than 1 hour reached. Try again later",
        retry_after=retry_after,
    )


_UNKNOWN = {
    "account": 10001,
    "application": 10002,
    "channel": 10003,
    "guild": 10004,
    "member": 10007,
    "message": 10008,
    "overwrite": 10009,
    "role": 10011,
    "user": 10013,
    "emoji": 10014,
    "webhook": 10015,
    "sticker": 10060,
    "interaction": 10062,
    "application command": 10063,
    "guild scheduled event": 10070,
}


def unknown(what: str) -> DiscordError:
    """Refuse an identifier of something (a key such as "channel") that is not there."""
    return DiscordError(404, _UNKNOWN[what], f"Unknown {what}")
