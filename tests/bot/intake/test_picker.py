"""Which pictures a message shows, and in which order; the messages are as the gateway has them."""

from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RefusalError
from bot.intake.declared import from_avatar
from bot.intake.picker import demand_pictures, looks_empty, pictures_of
from bot.intake.purpose import PicturePurpose

CDN = "https://cdn.discordapp.com"
SNOWFLAKE = 1_000_000_000_000_000_000


def attachment(name: str, kind: str | None = "image/png", **more: Any) -> dict[str, Any]:
    url = f"{CDN}/attachments/1/2/{name}?ex=1&is=2&hm=3&"
    body = {"id": "2", "filename": name, "size": 5, "url": url, "proxy_url": url}
    return body | ({"content_type": kind} if kind else {}) | more


def media(name: str, kind: str | None = "image/png") -> dict[str, Any]:
    proxy = f"https://images-ext-1.discordapp.net/external/{name}"
    return {"url": f"https://example.com/{name}", "proxy_url": proxy, "content_type": kind}


GALLERY = {
    "type": 12,
    "id": 1,
    "items": [
        {"media": media("g1"), "description": "a cat", "spoiler": True},
        {"media": media("g2", "video/mp4")},
        {"media": media("g3", None)},
    ],
}
LAYOUT = [
    {
        "type": 17,
        "id": 2,
        "components": [
            {
                "type": 9,
                "id": 3,
                "components": [{"type": 10, "id": 4, "content": "text"}],
                "accessory": {"type": 11, "id": 5, "media": media("t1")},
            },
            GALLERY,
            {"type": 13, "id": 6, "file": media("f1"), "name": "f1", "size": 1},
        ],
    }
]
EMBEDS = [
    {
        "type": "rich",
        "url": "https://example.com/page",
        "thumbnail": media("e2"),
        "image": media("e1"),
        "author": {"name": "n", "icon_url": "https://example.com/icon.png"},
    }
]
STICKERS = [
    {"id": str(SNOWFLAKE), "name": "cat", "format_type": 2},
    {"id": str(SNOWFLAKE + 1), "name": "dance", "format_type": 3},
]
TEXT = f"look <:blob:{SNOWFLAKE}> <a:party:{SNOWFLAKE + 1}> <:blob:{SNOWFLAKE}> <@{SNOWFLAKE}>"
PARTS: dict[str, Any] = {
    "attachments": [
        attachment("a1.png"),
        attachment("a.txt", "text/plain"),
        attachment("a2", None),
        attachment("a3.svg", "image/svg+xml"),
    ],
    "components": LAYOUT,
    "embeds": EMBEDS,
    "sticker_items": STICKERS,
    "content": TEXT,
}
FOUND = {
    "attachments": ["a1.png", "a2"],
    "components": ["t1", "g1", "g3", "f1"],
    "embeds": ["e1", "e2"],
    "sticker_items": [f"{SNOWFLAKE}.png"],
    "content": [f"{SNOWFLAKE}.png", f"{SNOWFLAKE + 1}.webp"],
}
KEPT_FOR = {"sticker_items": "stickers", "content": "emojis"}
NOTHING: dict[str, Any] = {
    "content": "",
    "attachments": [],
    "embeds": [],
    "components": [],
    "sticker_items": [],
    "type": 0,
    "flags": 0,
    "mentions": [],
    "mention_roles": [],
    "edited_timestamp": None,
    "timestamp": datetime.now(UTC).isoformat(),
}


def message(snapshot: dict[str, Any] | None = None, **parts: Any) -> discord.Message:
    client = discord.Client(intents=discord.Intents.none())
    author = {"id": "5", "username": "u", "discriminator": "0", "avatar": None}
    body = NOTHING | {"id": "7", "channel_id": "1", "author": author, "pinned": False}
    body |= {"mention_everyone": False, "tts": False} | parts
    if snapshot is not None:
        body["message_snapshots"] = [{"message": NOTHING | snapshot}]
    channel = client.get_partial_messageable(1)
    return discord.Message(state=client._connection, channel=channel, data=body)  # type: ignore[arg-type]


def names(shown: discord.Message) -> list[str]:
    return [
        p.url.partition("?")[0].rsplit("/", 1)[-1]
        for p in pictures_of(shown, PicturePurpose.CONTENT)
    ]


def expected(kinds: list[str]) -> list[str]:
    return [name for kind in FOUND if kind in kinds for name in FOUND[kind]]


@given(st.lists(st.sampled_from(list(FOUND)), unique=True), st.booleans())
def test_pictures_stand_in_the_order_of_their_kinds_here_or_forwarded(
    kinds: list[str], forwarded: bool
) -> None:
    parts = {kind: PARTS[kind] for kind in kinds}
    shown = message(snapshot=parts) if forwarded else message(**parts)
    assert names(shown) == expected(kinds)
    assert looks_empty(shown) == (kinds == [])


def test_what_a_message_forwards_stands_between_its_layout_and_its_embeds() -> None:
    shown = message({"attachments": [attachment("s1")]}, embeds=EMBEDS, components=[GALLERY])
    assert names(shown) == ["g1", "g3", "s1", "e1", "e2"]


def test_pictures_keep_their_spoilers_and_descriptions() -> None:
    (first, *_), spoiled = (
        pictures_of(message(components=[GALLERY]), PicturePurpose.STYLE),
        pictures_of(message(components=[LAYOUT[0] | {"spoiler": True}]), PicturePurpose.STYLE),
    )
    assert (first.role, first.spoiler, first.description) == (PicturePurpose.STYLE, True, "a cat")
    assert all(picture.spoiler for picture in spoiled)
    hidden = message(content="||https://example.com/page||", embeds=EMBEDS)
    assert all(picture.spoiler for picture in pictures_of(hidden, PicturePurpose.CONTENT))
    open_ = message(content="||no|| https://example.com/page", embeds=EMBEDS)
    assert not any(picture.spoiler for picture in pictures_of(open_, PicturePurpose.CONTENT))
    named = message(attachments=[attachment("SPOILER_a.png", description="a dog")])
    (picture,) = pictures_of(named, PicturePurpose.CONTENT)
    assert (picture.spoiler, picture.description, picture.size) == (True, "a dog", 5)


def test_what_lies_elsewhere_is_taken_from_discords_copy() -> None:
    found = pictures_of(message(components=LAYOUT, embeds=EMBEDS), PicturePurpose.CONTENT)
    assert {p.url.split("/")[2] for p in found} == {"images-ext-1.discordapp.net"}


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        ({}, "not-there"),
        ({"content": "<:no:5> https://example.com/a.png"}, "not-there"),
        ({"attachments": [attachment("a.mp4", "video/mp4")]}, "not-there"),
        ({"sticker_items": STICKERS[1:]}, "is-lottie"),
    ],
)
@pytest.mark.parametrize("role", [PicturePurpose.CONTENT, PicturePurpose.STYLE])
def test_without_a_picture_a_sentence_says_why(
    parts: dict[str, Any], key: str, role: PicturePurpose
) -> None:
    for shown in (message(**parts), message(snapshot=parts)):
        with pytest.raises(RefusalError) as refused:
            demand_pictures(shown, role)
        assert refused.value.key == f"{role}-{key}"


def test_an_avatar_is_the_servers_own_first() -> None:
    state = discord.Client(intents=discord.Intents.none())._connection
    user = {"id": "5", "username": "u", "discriminator": "0", "avatar": "a_abc"}
    guild = discord.Object(9)
    plain = discord.User(state=state, data=user)  # type: ignore[arg-type]
    assert from_avatar(plain, PicturePurpose.CONTENT).url == f"{CDN}/avatars/5/a_abc.png?size=1024"
    data = {"user": user, "avatar": "def", "roles": [], "joined_at": None, "flags": 0}
    member = discord.Member(data=data, guild=guild, state=state)  # type: ignore[arg-type]
    own = f"{CDN}/guilds/9/users/5/avatars/def.png?size=1024"
    assert from_avatar(member, PicturePurpose.CONTENT).url == own
    nobody = discord.User(state=state, data=user | {"avatar": None})  # type: ignore[arg-type]
    assert from_avatar(nobody, PicturePurpose.CONTENT).url.startswith(f"{CDN}/embed/avatars/")
