"""A local stand-in for Discord: REST, gateway, CDN and a page, over TCP on this machine.

The bot's own process never imports this package; `bot.sandbox.server.Sandbox` is where it starts.
"""
