"""Voting, each member for themselves: hearts, stars, or one of two.

A button says what it sets, not what it changes: pressed twice, or late, it does no more than once.
"""

import asyncio
import hashlib
from collections import Counter
from typing import Any
from weakref import WeakValueDictionary

import discord
from discord import ui
from yarl import URL

from bot.challenges import pairing
from bot.challenges.buttons import ChallengeAction, ChallengeButton, ChallengePress, presses_of
from bot.challenges.eligibility import check_member
from bot.challenges.results import candidate
from bot.database.challenges.models import Ballot, Challenge, Entry, Phase
from bot.errors import RefusalError
from bot.exts.challenge import _pages
from bot.exts.challenge._pages import Interaction
from bot.i18n import texts

_MOST_STARS = 5
_MOST_AT_ONCE = 4
_room = asyncio.Semaphore(_MOST_AT_ONCE)
_turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
_VALUES = {ChallengeAction.HEART: ("0", "1"), ChallengeAction.STAR: tuple("012345")}


async def open_ballot(interaction: Interaction, press: ChallengePress) -> None:
    """Show the page of entries, or the pair, to vote on."""
    challenge = await _votable(interaction, press)
    await _pages.begin(interaction)
    if challenge.ballot is Ballot.DUELS:
        await _show_pair(interaction, challenge)
    else:
        await _show_page(interaction, challenge, press.page)


async def rate(interaction: Interaction, press: ChallengePress) -> None:
    """Take hearts or stars, and show that they were taken."""
    if press.value not in _VALUES[press.action]:
        raise RefusalError("vote-impossible")
    # At the end of a vote hundreds press at once: each is acknowledged before any is counted.
    await interaction.response.defer()
    user = interaction.user.id
    own_turn = _turns.setdefault(user, asyncio.Lock())
    # One after the other of a member, so that what they see last is how it stands.
    async with own_turn, _room:
        challenge = await _votable(interaction, press)
        repositories = interaction.client.services.challenges
        now, value = repositories.clock.now(), int(press.value)
        if not await repositories.votes.rate(press.entry_id, user, value, now):
            raise await _refusal(interaction, press.entry_id)
        # The pictures stay where they are, and nothing is read that the message says itself.
        assert interaction.message is not None
        shown, pages = _on_page(interaction.message)
        view = await _page(interaction, challenge, shown, press.page, pages, None)
        await interaction.edit_original_response(view=view)


async def decide(interaction: Interaction, press: ChallengePress) -> None:
    """Take the better one of two, and show the next pair."""
    challenge = await _votable(interaction, press)
    repositories, user = interaction.client.services.challenges, interaction.user.id
    winner, loser = press.entry_id, press.value
    if not await repositories.votes.decide(winner, loser, user, repositories.clock.now()):
        raise await _refusal(interaction, winner, loser)
    await _pages.begin(interaction)
    await _show_pair(interaction, challenge)


async def _votable(interaction: Interaction, press: ChallengePress) -> Challenge:
    """Return the challenge of a press if its member may vote in it now. Raises RefusalError."""
    repositories = interaction.client.services.challenges
    challenge = await repositories.challenges.here(press.challenge_id, interaction.guild_id)
    now = repositories.clock.now()
    if challenge.phase is not Phase.VOTING or now >= challenge.ends_at:
        raise RefusalError("vote-not-now")
    check_member(challenge, interaction.user, now)
    return challenge


async def _refusal(interaction: Interaction, *entry_ids: str) -> RefusalError:
    """Return why a vote was not taken."""
    entries = [await interaction.client.services.challenges.entries.get(one) for one in entry_ids]
    if any(entry is None or entry.hidden_because is not None for entry in entries):
        return RefusalError("vote-entry-gone")
    if any(entry is not None and entry.user_id == interaction.user.id for entry in entries):
        return RefusalError("vote-own-entry")
    return RefusalError("vote-not-now")


async def _entries(interaction: Interaction, challenge: Challenge) -> list[Entry]:
    """Return the entries that a member may vote for, in an order of their own."""
    user = interaction.user.id

    def place(entry: Entry) -> bytes:
        # Nobody's entry is the first that everybody looks at.
        return hashlib.sha256(f"{user}:{entry.id}".encode()).digest()

    shown = await interaction.client.services.challenges.entries.of(challenge.id)
    return sorted((e for e in shown if e.hidden_because is None and e.user_id != user), key=place)


async def _show_page(interaction: Interaction, challenge: Challenge, page: int) -> None:
    entries = await _entries(interaction, challenge)
    if not entries:
        raise RefusalError("vote-nothing")
    size = 1 if challenge.ballot is Ballot.STARS else _pages.PAGE
    pages = -(-len(entries) // size)
    page = min(page, pages - 1)
    here = entries[page * size : (page + 1) * size]
    files = await _pages.files_of(interaction, here, str(interaction.locale))
    shown = [entry.id for entry in here]
    view = await _page(interaction, challenge, shown, page, pages, files)
    await interaction.edit_original_response(view=view, attachments=files)


async def _page(
    interaction: Interaction,
    challenge: Challenge,
    shown: list[str],
    page: int,
    pages: int,
    files: list[discord.File] | None,
) -> ui.LayoutView:
    """Return a page of a ballot; with no `files` those of the message before stay."""
    locale = str(interaction.locale)
    votes = await interaction.client.services.challenges.votes.of(challenge.id, interaction.user.id)
    title = texts.say(
        locale,
        f"vote-title-{challenge.ballot}",
        title=discord.utils.escape_markdown(challenge.title),
        page=page + 1,
        pages=pages,
        given=len(votes),
    )
    items: list[ui.Item[Any]] = [ui.TextDisplay(title)]
    items += _pages.gallery(files) if files is not None else _same_pictures(interaction)
    buttons = _stars if challenge.ballot is Ballot.STARS else _hearts
    items += _pages.row(buttons(challenge, shown, votes, page))
    turn = ChallengePress(ChallengeAction.VOTE, challenge.id, page=page, value=str(pages))
    items += _pages.row(_pages.turning(turn, pages, locale))
    return _pages.layout(*items)


def _on_page(message: discord.Message) -> tuple[list[str], int]:
    """Return the entries that a page of a ballot shows, and how many pages there are."""
    presses = presses_of(message)
    entries = dict.fromkeys(press.entry_id for press in presses if press.action in _VALUES)
    pages = [press.value for press in presses if press.action is ChallengeAction.VOTE]
    return list(entries), int(pages[0]) if pages else 1


def _same_pictures(interaction: Interaction) -> list[ui.Item[Any]]:
    """Return the pictures of the message that was pressed, without sending them anew."""
    assert interaction.message is not None
    page = ui.LayoutView.from_message(interaction.message, timeout=None)
    items = [
        discord.MediaGalleryItem(
            f"attachment://{URL(shown.media.url).name}",
            description=shown.description,
            spoiler=shown.spoiler,
        )
        for gallery in page.walk_children()
        if isinstance(gallery, ui.MediaGallery)
        for shown in gallery.items
    ]
    return [ui.MediaGallery[ui.LayoutView](*items)] if items else []


def _hearts(
    challenge: Challenge, shown: list[str], votes: dict[str, int], page: int
) -> list[ChallengeButton]:
    return [
        ChallengeButton(
            ChallengePress(
                ChallengeAction.HEART, challenge.id, entry, page, "0" if entry in votes else "1"
            ),
            str(number),
            emoji="❤️" if entry in votes else "🤍",
            style=_style(chosen=entry in votes),
        )
        for number, entry in enumerate(shown, start=1)
    ]


def _stars(
    challenge: Challenge, shown: list[str], votes: dict[str, int], page: int
) -> list[ChallengeButton]:
    (entry,) = shown
    given = votes.get(entry, 0)
    return [
        ChallengeButton(
            ChallengePress(
                ChallengeAction.STAR, challenge.id, entry, page, str(0 if stars == given else stars)
            ),
            str(stars),
            emoji="⭐",
            style=_style(chosen=stars <= given),
        )
        for stars in range(1, _MOST_STARS + 1)
    ]


def _style(*, chosen: bool) -> discord.ButtonStyle:
    return discord.ButtonStyle.success if chosen else discord.ButtonStyle.secondary


async def _show_pair(interaction: Interaction, challenge: Challenge) -> None:
    locale, user = str(interaction.locale), interaction.user.id
    repositories = interaction.client.services.challenges
    entries = {entry.id: entry for entry in await repositories.entries.of(challenge.id)}
    fought = await repositories.votes.duels(challenge.id)
    shown = Counter(one for duel in fought for one in (duel.first_id, duel.second_id))
    seen = [frozenset((d.first_id, d.second_id)) for d in fought if d.user_id == user]
    pair = await asyncio.to_thread(
        pairing.next_pair, [candidate(entry) for entry in entries.values()], user, shown, seen
    )
    title = texts.say(
        locale,
        "vote-title-duels",
        title=discord.utils.escape_markdown(challenge.title),
        given=len(seen),
    )
    if pair is None:
        done = texts.say(locale, "vote-duels-done")
        await _pages.show(interaction, ui.TextDisplay(f"{title}\n{done}"))
        return
    left, right = pair
    files = await _pages.files_of(interaction, [entries[left], entries[right]], locale)
    buttons = [
        ChallengeButton(
            ChallengePress(ChallengeAction.DUEL, challenge.id, winner, value=loser),
            texts.say(locale, key),
            emoji=emoji,
            style=discord.ButtonStyle.primary,
        )
        for winner, loser, key, emoji in (
            (left, right, "vote-left", "⬅️"),
            (right, left, "vote-right", "➡️"),
        )
    ]
    await _pages.show(
        interaction,
        ui.TextDisplay(title),
        *_pages.gallery(files),
        *_pages.row(buttons),
        files=files,
    )
