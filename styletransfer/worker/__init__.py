"""The inference process: it takes one request at a time and answers with a stream of events.

Only `protocol` and `framing` are meant to be imported from outside; they need neither torch nor
Pillow. The process itself is started as `python -m styletransfer.worker`.
"""
