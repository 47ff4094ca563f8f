"""Routes that Discord has and the sandbox has not.

A bot that calls one has to learn that the sandbox is too small, not that its address is wrong.
"""

import re

_ROUTES = """
PATCH /applications/@me
GET PATCH /applications/{}
GET /applications/{}/activity-instances/{}
POST /applications/{}/attachment
POST /applications/{}/emojis
GET DELETE PATCH /applications/{}/emojis/{}
GET POST /applications/{}/entitlements
GET DELETE /applications/{}/entitlements/{}
POST /applications/{}/entitlements/{}/consume
GET PUT /applications/{}/guilds/{}/commands/{}/permissions
GET PUT /applications/{}/role-connections/metadata
POST /channels/{}/followers
GET POST /channels/{}/invites
POST /channels/{}/messages/{}/crosspost
GET /channels/{}/polls/{}/answers/{}
POST /channels/{}/polls/{}/expire
PUT DELETE /channels/{}/recipients/{}
POST /channels/{}/send-soundboard-sound
GET /channels/{}/threads/search
GET /channels/{}/users/@me/threads/archived/private
PUT /channels/{}/voice-status
GET POST /channels/{}/webhooks
GET /guilds/templates/{}
PATCH /guilds/{}
GET /guilds/{}/audit-logs
GET POST /guilds/{}/auto-moderation/rules
GET DELETE PATCH /guilds/{}/auto-moderation/rules/{}
GET /guilds/{}/bans
GET PUT DELETE /guilds/{}/bans/{}
POST /guilds/{}/bulk-ban
PATCH /guilds/{}/channels
GET POST /guilds/{}/emojis
GET DELETE PATCH /guilds/{}/emojis/{}
PUT /guilds/{}/incident-actions
GET /guilds/{}/integrations
DELETE /guilds/{}/integrations/{}
GET /guilds/{}/invites
PUT /guilds/{}/members/{}
GET /guilds/{}/messages/search
GET /guilds/{}/new-member-welcome
GET PUT /guilds/{}/onboarding
GET /guilds/{}/preview
GET POST /guilds/{}/prune
GET /guilds/{}/regions
GET /guilds/{}/requests
PATCH /guilds/{}/requests/{}
POST PATCH /guilds/{}/roles
GET /guilds/{}/roles/member-counts
GET DELETE /guilds/{}/roles/{}
POST /guilds/{}/scheduled-events/{}/exceptions
DELETE PATCH /guilds/{}/scheduled-events/{}/exceptions/{}
GET /guilds/{}/scheduled-events/{}/users
GET /guilds/{}/scheduled-events/{}/users/counts
GET /guilds/{}/scheduled-events/{}/{}/users
GET POST /guilds/{}/soundboard-sounds
GET DELETE PATCH /guilds/{}/soundboard-sounds/{}
GET POST /guilds/{}/stickers
GET DELETE PATCH /guilds/{}/stickers/{}
GET POST /guilds/{}/templates
PUT DELETE PATCH /guilds/{}/templates/{}
GET /guilds/{}/vanity-url
GET PATCH /guilds/{}/voice-states/@me
GET PATCH /guilds/{}/voice-states/{}
GET /guilds/{}/webhooks
GET PATCH /guilds/{}/welcome-screen
GET PATCH /guilds/{}/widget
GET /guilds/{}/widget.json
GET /guilds/{}/widget.png
GET DELETE /invites/{}
GET PUT /invites/{}/target-users
GET /invites/{}/target-users/job-status
PUT POST /lobbies
GET DELETE PATCH /lobbies/{}
PATCH /lobbies/{}/channel-linking
DELETE /lobbies/{}/members/@me
POST /lobbies/{}/members/@me/invites
POST /lobbies/{}/members/bulk
PUT DELETE /lobbies/{}/members/{}
POST /lobbies/{}/members/{}/invites
GET POST /lobbies/{}/messages
PUT /lobbies/{}/messages/{}/moderation-metadata
GET /oauth2/@me
GET /oauth2/keys
GET /oauth2/userinfo
PUT /partner-sdk/dms/{}/{}/messages/{}/moderation-metadata
POST /partner-sdk/provisional-accounts/unmerge
POST /partner-sdk/provisional-accounts/unmerge/bot
POST /partner-sdk/token
POST /partner-sdk/token/bot
GET /skus/{}/subscriptions
GET /skus/{}/subscriptions/{}
GET /soundboard-default-sounds
POST /stage-instances
GET DELETE PATCH /stage-instances/{}
GET /sticker-packs
GET /sticker-packs/{}
GET /stickers/{}
PATCH /users/@me
GET /users/@me/applications/{}/entitlements
GET PUT DELETE /users/@me/applications/{}/role-connection
GET /users/@me/connections
GET /users/@me/guilds/{}/member
GET /voice/regions
GET DELETE PATCH /webhooks/{}
GET DELETE PATCH /webhooks/{}/{}
POST /webhooks/{}/{}/github
POST /webhooks/{}/{}/slack
"""


def lacks(method: str, path: str) -> bool:
    """Say whether Discord answers at a path (without the API's version) and the sandbox not."""
    return any(method in methods and route.fullmatch(path) for route, methods in _LACKED)


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("[^/]+".join(map(re.escape, template.split("{}"))))


_LACKED = [
    (_pattern(template), methods)
    for *methods, template in map(str.split, _ROUTES.strip().splitlines())
]
