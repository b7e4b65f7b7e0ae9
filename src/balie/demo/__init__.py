"""The demo town: a synthetic municipality and the simulators around it.

It owns invented data and nothing of Balie itself. It runs as a separate process and is reached over HTTP and SMTP
with the protocols that the real parties speak; production differs by settings only. It imports no other room.
"""
