#!/usr/bin/env python3
"""Memory after many articles is what it was after few. Writes TAP.

    memory.py DATELINE

One run reads articles as they come through a pipe. When all that was sent has come back, the run waits and holds nothing but
what it keeps; that is looked at after FEW articles and after MANY, the same one coming last both times.
"""
import json
import os
import random
import subprocess
import sys

PROGRAM = os.path.abspath(sys.argv[1])
FEW, MANY = 100, 1000
SLACK = 1024  # KB: places in the allocator's lists move a little

NAMES = "Adela Bruno Chiara Dorin Elif Farouk Greta Hamza Ines Jonas".split()
TOWNS = "Lisbon Oslo Nairobi Lima Hanoi Quito Dakar Riga Perth Sofia".split()
VERBS = "welcomed rejected praised delayed signed questioned".split()
THINGS = "the harbour plan,a tax on salt,the new timetable,an old border treaty,the rescue of the bank".split(",")


def sentence(r, i):
    name = f"{r.choice(NAMES)} {r.choice('BDFGKLMNPRST')}{r.choice('aeiou')}{r.choice('lmnrst')}{i % 997}ov"
    return r.choice((
        f"{name}, the mayor of {r.choice(TOWNS)}, {r.choice(VERBS)} {r.choice(THINGS)} on Monday.",
        f'"We shall not wait for {r.choice(TOWNS)}," {name} told reporters, "and they know it."',
        f"The ministry in {r.choice(TOWNS)} accused {name} of hiding {r.choice(THINGS)} from the court."))


def article(i):
    r = random.Random(i)
    count = 400 if i % 37 == 5 else r.randrange(1, 30)
    lines = [" ".join(sentence(r, i * 31 + n + k) for k in range(r.randrange(1, 5))) for n in range(count // 2 + 1)]
    return {"title": f"Number {i} of the day", "text": "\n".join(lines), "date": f"2019-0{1 + i % 9}-1{i % 10}"}


def held(process):
    """KB of memory that is the process's own: what it may write, and what of it is resident."""
    with open(f"/proc/{process.pid}/status", encoding="ascii") as file:
        fields = dict(line.split(":", 1) for line in file if ":" in line)
    return {name: int(fields[name].split()[0]) for name in ("VmData", "RssAnon")}


def send(process, articles):
    """Sends each and waits until its record has come."""
    for a in articles:
        process.stdin.write(json.dumps(a).encode().ljust(4096) + b"\n")  # no shorter than what tells its kind
        process.stdin.flush()
        json.loads(process.stdout.readline())


def grown(*options):
    process = subprocess.Popen([PROGRAM, "read", "--format", "json", "--jobs", "1", *options, "-"],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    last = [article(1)] * 4  # in each of the places that a run has for articles
    send(process, [article(i) for i in range(FEW)] + last)
    before = held(process)
    send(process, [article(i) for i in range(FEW, MANY)] + last)
    after = held(process)
    process.stdin.close()
    process.wait(timeout=60)
    return {name: (before[name], after[name]) for name in before}


def main():
    if not os.path.exists("/proc/self/status"):
        print("1..0 # SKIP no /proc to see memory in")
        return 0
    cases = {"a full reading": (), "the page alone": ("--only", "page")}
    bad = 0
    print(f"1..{len(cases)}")
    for n, (name, options) in enumerate(cases.items(), 1):
        sizes = grown(*options)
        wrong = any(after > before + SLACK for before, after in sizes.values())
        bad += wrong
        print(f"{'not ok' if wrong else 'ok'} {n} - {name}: memory after {MANY} articles is that after {FEW}")
        for what, (before, after) in sizes.items():
            print(f"#   {what}: {before} KB, then {after} KB", flush=True)
    return 1 if bad else 0


sys.exit(main())
