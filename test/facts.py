#!/usr/bin/env python3
"""Checks the facts about actors: facts.py KNOW_FOLDER. Prints TAP; every failure names the row."""
import datetime, re, sys, unicodedata
from pathlib import Path

KNOW = Path(sys.argv[1])
TESTS = []


def rows(name):
    lines = (KNOW / name).read_text(encoding="utf-8").split("\n")
    columns = [c.split(":")[0] for c in lines[0].split("\t")]
    return [dict(zip(columns, line.split("\t"))) for line in lines[1:] if line and not line.startswith("#")]


def folded(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn").lower()


def offices():
    """The rows of each office, in the order of their beginnings."""
    held = {}
    for r in rows("roles.tsv"):
        office = r["country"], r["role"] if r["country"] != "IGO" else r["found"].split("|")[1]
        held.setdefault(office, []).append(r)
    return {o: sorted(rs, key=lambda r: r["begin"]) for o, rs in held.items()}


def test(what):
    return lambda check: TESTS.append((what, check))


@test("every office is held by a known person")
def _():
    persons = {r["key"]: r for r in rows("actors.tsv") if r["kind"] == "person"}
    return [f"{r['key']}: not in actors.tsv" for r in rows("roles.tsv") if r["key"] not in persons]


@test("a term begins before it ends, and on days that exist")
def _():
    bad = []
    for r in rows("roles.tsv"):
        begin, end = (datetime.date.fromisoformat(r[c]) if r[c] else datetime.date.max for c in ("begin", "end"))
        if begin >= end:
            bad.append(f"{r['key']}, {r['role']}: {begin} to {end}")
    return bad


@test("no office is held by two at once")
def _():
    return [f"{o}: {a['key']} until {a['end'] or 'now'}, {b['key']} from {b['begin']}" for o, held in offices().items()
            for a, b in zip(held, held[1:]) if not a["end"] or a["end"] > b["begin"]]


@test("an office stands empty for five years at the most, unless it was abolished")
def _():
    def years(a, b):
        return (datetime.date.fromisoformat(b) - datetime.date.fromisoformat(a)).days / 365
    return [f"{o}: nobody from {a['end']} to {b['begin']}" for o, held in offices().items()
            for a, b in zip(held, held[1:]) if a["end"] and years(a["end"], b["begin"]) > 5]


@test("nobody follows themselves")
def _():
    return [f"{o}: {a['key']}, {a['end']}" for o, held in offices().items()
            for a, b in zip(held, held[1:]) if a["key"] == b["key"] and a["end"] == b["begin"]]


@test("an actor has one row, a key made of letters, and each name once")
def _():
    seen, bad = set(), []
    for r in rows("actors.tsv"):
        names = r["names"].split("|")
        if r["key"] in seen or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", r["key"]):
            bad.append(f"{r['key']}: twice, or no key")
        if len(set(names)) < len(names) or not all(names):
            bad.append(f"{r['key']}: a name twice or empty")
        seen.add(r["key"])
    return bad


@test("a person has a gender and nothing else has")
def _():
    return [f"{r['key']}: {r['gender'] or 'none'}" for r in rows("actors.tsv")
            if (r["gender"] in ("female", "male")) != (r["kind"] == "person")]


@test("a country is one that countries.tsv has, or IGO, and only armed groups have none")
def _():
    known = {r["country"] for r in rows("countries.tsv")} | {"IGO"}
    return [f"{r['key']}: {r['country']}" for n in ("actors.tsv", "roles.tsv") for r in rows(n)
            if r["country"] not in known and (r["country"] or r.get("sector") != "REB")]


@test("no noun and no given name has two rows")
def _():
    bad = []
    for name, column in (("nouns.tsv", "noun"), ("given.tsv", "name")):
        seen = set()
        for r in rows(name):
            if folded(r[column]) in seen:
                bad.append(f"{name}: {r[column]}")
            seen.add(folded(r[column]))
    return bad


@test("the rows stand in the order of their bytes")
def _():
    bad = []
    for path in sorted(KNOW.glob("*.tsv")):
        lines = [x for x in path.read_bytes().split(b"\n")[1:] if x and not x.startswith(b"#")]
        bad += [f"{path.name}: {b.decode()}" for a, b in zip(lines, lines[1:]) if a > b][:1]
    return bad


print(f"1..{len(TESTS)}")
for n, (what, check) in enumerate(TESTS, 1):
    wrong = check()
    print(f"{'not ok' if wrong else 'ok'} {n} - {what}")
    for line in wrong[:20]:
        print("# " + line)
sys.exit(any(check() for _, check in TESTS))
