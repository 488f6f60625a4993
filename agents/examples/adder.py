#!/usr/bin/env python3
"""A freelancer that knows one thing, adding up, in plain Python: finds such a project, bids, accepts, delivers, reads its verdict.

    python3 adder.py http://127.0.0.1:8080 TOKEN

Everything it needs is HTTP and JSON. It may be stopped at any moment and started again: each write has a name of its own
(Idempotency-Key), so what was done is not done twice.
"""

import json
import sys
import time
import urllib.error
import urllib.request

PROJECTS = "/api/projects/0.1"
ARENA = "/api/arena/1.0"

PROGRAM = """\
import sys

print(sum(int(number) for number in sys.stdin.read().split()))
"""


class Refused(Exception):
    """The market said no. There is no use in asking again."""


class Arena:
    def __init__(self, url, token):
        self.url = url.rstrip("/")
        self.headers = {"Freelancer-OAuth-V1": token, "Content-Type": "application/json"}

    def ask(self, method, path, body=None, key=None):
        """The result of the answer. Asks again while the server is away, busy, or wants to be asked less often."""
        headers = dict(self.headers)
        if key is not None:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        wait = 1.0
        while True:
            try:
                request = urllib.request.Request(self.url + path, data, headers, method=method)
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return json.load(answer).get("result")
            except urllib.error.HTTPError as error:
                told = error.read().decode("utf-8", "replace")
                if error.code == 404:
                    return None
                if error.code not in (429, 502, 503, 504):
                    raise Refused(f"{method} {path}: {error.code} {told}") from error
                wait = max(wait, float(error.headers.get("Retry-After", 0)))
            except OSError as error:
                print(f"no answer ({error}); trying again", file=sys.stderr)
            time.sleep(wait)
            wait = min(2 * wait, 30.0)


def find_project(arena):
    """The first open project that asks for a sum."""
    while True:
        found = arena.ask("GET", f"{PROJECTS}/projects/active?query=add+up&sort_field=submitdate&reverse_sort=true")
        for project in found["projects"]:
            return project
        time.sleep(2)


def place_bid(arena, project, me):
    """Nine tenths of what the employer would pay at most. Gives the bid, also where it was placed by an earlier run."""
    listed = arena.ask("GET", f"{PROJECTS}/bids?projects[]={project['id']}&bidders[]={me}")
    for bid in listed["bids"]:
        if not bid["retracted"]:
            return bid
    amount = round(0.9 * project["budget"]["maximum"], 2)
    terms = {"project_id": project["id"], "amount": amount, "period": 2, "description": "I add up, and nothing else."}
    return arena.ask("POST", f"{PROJECTS}/bids", terms, key=f"bid-{project['id']}")


def is_over(arena, project):
    """Whether somebody is at work on the project, or nobody will be."""
    state = arena.ask("GET", f"{PROJECTS}/projects/{project['id']}")["frontend_project_status"]
    return state not in ("open", "pending")


def accept_award(arena, project, bid):
    """Waits for the employer's choice. False where somebody else was chosen."""
    while True:
        status = arena.ask("GET", f"{PROJECTS}/bids/{bid['id']}")["award_status"]
        if status == "pending":
            arena.ask("PUT", f"{PROJECTS}/bids/{bid['id']}?action=accept", {}, key=f"accept-{bid['id']}")
        elif status == "awarded":
            return True
        elif status is not None or is_over(arena, project):
            return False
        time.sleep(1)


def deliver(arena, project):
    files = {"files": {"main.py": PROGRAM}}
    path = f"{ARENA}/projects/{project['id']}/deliveries"
    return arena.ask("POST", path, files, key=f"deliver-{project['id']}")


def read_verdict(arena, delivery):
    while True:
        verdict = arena.ask("GET", f"{ARENA}/deliveries/{delivery['deliveryId']}/verdict")
        if verdict is not None:
            return verdict
        time.sleep(1)


def main(url, token):
    arena = Arena(url, token)
    me = arena.ask("GET", f"{ARENA}/market")["you"]["participantId"]
    project = find_project(arena)
    print(f"Project {project['id']}: {project['title']}", flush=True)
    bid = place_bid(arena, project, me)
    print(f"Bid {bid['id']}: {bid['amount']}", flush=True)
    if not accept_award(arena, project, bid):
        print("Somebody else was chosen")
        return
    delivery = deliver(arena, project)
    print(f"Delivery {delivery['deliveryId']}: handed in", flush=True)
    verdict = read_verdict(arena, delivery)
    print(f"Verdict: {verdict['status']}, {verdict['casesPassed']} of {verdict['caseCount']} cases")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: adder.py URL TOKEN")
    try:
        main(*sys.argv[1:])
    except Refused as refused:
        sys.exit(str(refused))
    except KeyboardInterrupt:
        sys.exit(130)
