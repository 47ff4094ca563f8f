"""The inference process: it takes one request at a time and answers with a stream of events.

Only `styletransfer.worker.protocol` is meant to be imported from outside; it needs neither torch
nor Pillow. The process itself is started as `python -m styletransfer.worker`.
"""
