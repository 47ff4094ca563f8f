"""A local stand-in for Discord: REST, gateway, CDN and a page, over TCP on this machine.

    server        where it starts: `Sandbox.started()`, by `bot.cli.sandbox`
    backend       the parts put together: world, events, interactions, limits, journal
    rest/         the API, a file for each resource; `routing` and `api` are what they share
    gateway/      sessions and their sockets; `events` says who is told of what
    interactions/ what a member did, what the bot is told, by when it has to answer
    validate/     what Discord accepts in a body, and how it says no
    state/        the world: servers, members, messages, files and their signed addresses
    cdn           files behind those addresses
    control       the sandbox's own calls, under `/sandbox/`: time, settings, connections, journal
    guild_control and those about guilds, that come and go
    client/       a member's client, for tests and the demo; knows nothing of all this

The bot's own process never imports this package.
"""
