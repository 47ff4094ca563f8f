"""How a challenge looks in its channel: its card, what is said on the way, the results."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.challenges.buttons import ChallengeAction, ChallengeButton, ChallengePress
from bot.database.challenges.models import Challenge, Entry, Phase, Subject
from bot.i18n import texts
from bot.styles.presets import preset_name
from bot.ui.layout import GOLD, GREY, Post
from styletransfer import presets

_COLOURS = {
    Phase.SCHEDULED: GREY,
    Phase.OPEN: GOLD,
    Phase.VOTING: discord.Colour(0x5865F2),
    Phase.ENDED: GREY,
    Phase.CANCELLED: GREY,
}
_MEDALS = ("🥇", "🥈", "🥉")
PODIUM = 3


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a channel may know of a challenge: how much was entered and, at the end, voted."""

    entries: int
    voters: int = 0
    votes: int = 0


def style_name(challenge: Challenge, locale: str) -> str:
    """Return the style of a challenge as members read it."""
    if is_secret(challenge):
        return texts.say(locale, "challenge-style-surprise")
    if challenge.preset is not None:
        return preset_name(presets.find(challenge.preset), locale)
    if challenge.style_name is not None:
        return discord.utils.escape_markdown(challenge.style_name)
    return texts.say(locale, "challenge-style-free")


def is_secret(challenge: Challenge) -> bool:
    """Say whether the style of a challenge is still a surprise."""
    return challenge.surprise and challenge.phase is Phase.SCHEDULED


def title_of(challenge: Challenge) -> str:
    """Return the title of a challenge, with nothing in it that Discord would take for markup."""
    return discord.utils.escape_markdown(challenge.title)


def card(challenge: Challenge, entries: int, files: Sequence[discord.File], mark: str) -> Post:
    """Return the announcement of a challenge as it stands now; `mark` tells it from other posts."""
    locale = challenge.locale
    theme = f"\n{challenge.theme}" if challenge.theme else ""
    items: list[ui.Item[Any]] = [ui.TextDisplay(f"## 🎨 {title_of(challenge)}{theme}")]
    if files:
        items.append(_gallery(files))
    items.append(ui.TextDisplay("\n".join(facts(challenge, locale))))
    items.append(ui.TextDisplay(f"### {_state(challenge, entries)}"))
    items.append(ui.ActionRow[Any](*_controls(challenge, mark)))
    return _post(*items, colour=_COLOURS[challenge.phase], files=tuple(files))


def facts(challenge: Challenge, locale: str) -> list[str]:
    """Return what members have to know of a challenge, a line each."""

    def say(key: str, **values: str | int) -> str:
        return texts.say(locale, key, **values)

    when = discord.utils.format_dt
    lines = [
        say("challenge-fact-style", style=style_name(challenge, locale)),
        say(f"challenge-fact-subject-{challenge.subject}"),
    ]
    if challenge.phase is Phase.SCHEDULED:
        lines.append(say("challenge-fact-opens", when=when(challenge.opens_at, "F")))
    lines += [
        say("challenge-fact-closes", when=when(challenge.closes_at, "F")),
        say(
            "challenge-fact-ends",
            when=when(challenge.ends_at, "F"),
            how=say(f"challenge-ballot-{challenge.ballot}"),
        ),
        say("challenge-fact-entries", count=challenge.per_member),
    ]
    if challenge.roles:
        roles = ", ".join(f"<@&{role}>" for role in challenge.roles)
        lines.append(say("challenge-fact-roles", roles=roles))
    if challenge.account_days:
        lines.append(say("challenge-fact-account", days=challenge.account_days))
    if challenge.member_days:
        lines.append(say("challenge-fact-member", days=challenge.member_days))
    if challenge.prize_role_id:
        role = f"<@&{challenge.prize_role_id}>"
        lines.append(say("challenge-fact-prize", role=role, days=challenge.prize_days))
    if challenge.anonymous:
        secret = say("challenge-fact-anonymous")
        lines.append(f"-# {secret}")
    return lines


def reminder(challenge: Challenge, kind: str, followers: Sequence[int]) -> Post:
    """Return what is said of a challenge when a phase begins, or soon ends."""
    locale = challenge.locale
    moment = challenge.ends_at if challenge.phase is Phase.VOTING else challenge.closes_at
    when = discord.utils.format_dt(moment, "R")
    key = {Phase.OPEN.value: "opened", Phase.VOTING.value: "voting"}.get(kind, kind)
    text = texts.say(locale, f"challenge-notice-{key}", title=title_of(challenge), when=when)
    controls = ui.ActionRow[Any](*_controls(challenge, kind))
    said = ui.TextDisplay[ui.LayoutView](f"{_called(followers)}{text}")
    return _post(said, controls, colour=_COLOURS[challenge.phase])


def cancelled(challenge: Challenge, followers: Sequence[int]) -> Post:
    """Return the news that a challenge was cancelled."""
    locale, mark = challenge.locale, Phase.CANCELLED.value
    text = texts.say(locale, "challenge-notice-cancelled", title=title_of(challenge))
    row = ui.ActionRow[Any](_fame(challenge, mark))
    return _post(ui.TextDisplay(f"{_called(followers)}{text}"), row, colour=GREY)


def results(
    challenge: Challenge,
    ranked: Sequence[Entry],
    jury: Entry | None,
    numbers: Numbers,
    podium: discord.File | None,
    followers: Sequence[int],
) -> Post:
    """Return what came of a challenge; `ranked` are its entries, the best first."""
    locale = challenge.locale
    title = texts.say(locale, "challenge-results-title", title=title_of(challenge))
    lines = [
        texts.say(
            locale,
            "challenge-results-place",
            medal=medal,
            member=member(entry, locale),
            score=score(challenge, entry, locale),
        )
        for medal, entry in zip(_MEDALS, ranked, strict=False)
    ] or [texts.say(locale, "challenge-results-nobody")]
    if jury is not None:
        who = member(jury, locale)
        lines.append(texts.say(locale, "challenge-results-jury", member=who))
    counted = texts.say(
        locale,
        "challenge-results-numbers",
        entries=numbers.entries,
        voters=numbers.voters,
        votes=numbers.votes,
    )
    first: list[ui.Item[Any]] = [ui.TextDisplay(f"{_called(followers)}## {title}")]
    files = (podium,) if podium else ()
    gallery = [_gallery(files)] if files else []
    said = ui.TextDisplay[ui.LayoutView]("\n".join([*lines, f"-# {counted}"]))
    mark = Phase.ENDED.value
    look = ChallengePress(ChallengeAction.GALLERY, challenge.id, value=mark)
    row = ui.ActionRow[Any](
        ChallengeButton(look, texts.say(locale, "challenge-gallery-button"), emoji="🖼️"),
        _fame(challenge, mark),
    )
    return _post(*first, *gallery, said, row, colour=GOLD, files=files)


def member(entry: Entry, locale: str) -> str:
    """Return whose an entry is, as a mention."""
    return f"<@{entry.user_id}>" if entry.user_id else texts.say(locale, "challenge-somebody")


def score(challenge: Challenge, entry: Entry, locale: str) -> str:
    """Return what an entry has come to in the vote."""
    value = entry.score or 0.0
    key = f"challenge-score-{challenge.ballot}"
    if challenge.ballot == "hearts":
        return texts.say(locale, key, hearts=round(value))
    if not entry.voters:
        return texts.say(locale, "challenge-score-none")
    # As a string: Fluent would write the digits as it likes.
    said = f"{value:.2f}" if challenge.ballot == "stars" else f"{round(value * 100)}"
    return texts.say(locale, key, score=said, voters=entry.voters)


def _state(challenge: Challenge, entries: int) -> str:
    key = f"challenge-state-{challenge.phase}"
    moments = {
        Phase.SCHEDULED: challenge.opens_at,
        Phase.OPEN: challenge.closes_at,
        Phase.VOTING: challenge.ends_at,
    }
    moment = moments.get(challenge.phase)
    when = discord.utils.format_dt(moment, "R") if moment else ""
    return texts.say(challenge.locale, key, entries=entries, when=when)


def _controls(challenge: Challenge, mark: str) -> list[ChallengeButton]:
    """Return what may be done now; the first button that every post has carries its mark."""
    locale = challenge.locale

    def button(
        act: ChallengeAction, key: str, emoji: str, *, first: bool = False
    ) -> ChallengeButton:
        style = discord.ButtonStyle.primary if first else discord.ButtonStyle.secondary
        press = ChallengePress(act, challenge.id, value=mark)
        return ChallengeButton(press, texts.say(locale, key), emoji=emoji, style=style)

    follow = button(ChallengeAction.FOLLOW, "challenge-follow-button", "🔔")
    mine = button(ChallengeAction.MINE, "challenge-mine-button", "📂")
    match challenge.phase:
        case Phase.SCHEDULED:
            return [follow]
        case Phase.OPEN:
            key = f"challenge-enter-button-{'avatar' if avatar(challenge) else 'photo'}"
            return [button(ChallengeAction.ENTER, key, "🖌️", first=True), mine, follow]
        case Phase.VOTING:
            return [
                button(ChallengeAction.VOTE, "challenge-vote-button", "🗳️", first=True),
                mine,
                follow,
            ]
        case Phase.ENDED:
            return [
                button(ChallengeAction.GALLERY, "challenge-gallery-button", "🖼️"),
                _fame(challenge, mark),
            ]
        case Phase.CANCELLED:
            return [_fame(challenge, mark)]


def avatar(challenge: Challenge) -> bool:
    """Say whether everybody paints their avatar."""
    return challenge.subject is Subject.AVATAR


def _fame(challenge: Challenge, mark: str) -> ChallengeButton:
    label = texts.say(challenge.locale, "challenge-fame-button")
    return ChallengeButton(
        ChallengePress(ChallengeAction.FAME, challenge.id, value=mark), label, emoji="🏛️"
    )


def _called(followers: Sequence[int]) -> str:
    return " ".join(f"<@{user}>" for user in followers) + "\n" if followers else ""


def _gallery(files: Sequence[discord.File]) -> ui.MediaGallery[ui.LayoutView]:
    return ui.MediaGallery(
        *(
            discord.MediaGalleryItem(file, description=file.description, spoiler=file.spoiler)
            for file in files
        )
    )


def _post(
    *items: ui.Item[Any], colour: discord.Colour, files: tuple[discord.File, ...] = ()
) -> Post:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(*items, accent_colour=colour))
    return Post(view, files)
