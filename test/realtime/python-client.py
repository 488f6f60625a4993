"""Follows a market with socket.io's official client for Python; prints each answer and message as a line of JSON."""

import json
import sys
import threading

import socketio

url, token, transport, since, wanted, patience = sys.argv[1:]
client = socketio.Client(reconnection=False)
heard = 0
enough = threading.Event()
saying = threading.Lock()


def say(kind, value):
    # Answers and messages come on threads of their own, and `print` writes a line and its end apart.
    with saying:
        print(json.dumps({"kind": kind, "value": value}), flush=True)


@client.on("events")
def on_events(message):
    global heard
    say("events", message)
    heard += len(message["events"])
    if heard >= int(wanted):
        enough.set()


try:
    client.connect(url, transports=transport.split("+"), auth={"protocol": 1, "token": token}, wait_timeout=int(patience))
    say("subscribed", client.call("subscribe", {"channel": {"kind": "market"}, "since": int(since)}, timeout=60))
    say("refused", client.call("subscribe", {"channel": {"kind": "nothing"}}))
    enough.wait()
    client.disconnect()
except socketio.exceptions.ConnectionError as trouble:
    say("trouble", str(trouble))
