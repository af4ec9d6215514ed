#!/usr/bin/env python3
"""What the command promises: statuses, formats, pipes, terminals. Writes TAP.

    cli.py DATELINE EXAMPLES
"""
import gzip
import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = os.path.abspath(sys.argv[1])
PAGE = str(Path(sys.argv[2]) / "strait.html")
NOTE = str(Path(sys.argv[2]) / "note.txt")
SCRATCH = tempfile.TemporaryDirectory()
BASE = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}


def run(*words, stdin=b"", **more):
    return subprocess.run([PROGRAM, *words], input=stdin, capture_output=True, timeout=120, env={**BASE, **more})


def records(done):
    return [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]


def on_terminal(*words, environment=None, stream="stdout"):
    """What the command writes to a terminal of 70 columns, which is one of its two outputs."""
    try:
        master, slave = pty.openpty()
    except OSError as wrong:
        raise unittest.SkipTest(f"no pseudo-terminal here: {wrong}")
    subprocess.run(["stty", "cols", "70"], stdin=slave, check=True)
    ends = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: slave}
    child = subprocess.Popen([PROGRAM, *words], stdin=subprocess.DEVNULL, **ends,
                             env={**BASE, "TERM": "xterm", **(environment or {})}, close_fds=True)
    os.close(slave)
    out, late = b"", time.monotonic() + 200
    while time.monotonic() < late:
        if select.select([master], [], [], 0.2)[0]:
            try:
                piece = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            out += piece
    child.wait(timeout=10)
    os.close(master)
    return out.decode("utf-8")


def scratch(name, content):
    path = Path(SCRATCH.name) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return str(path)


# ---- What is promised

def a_pipe_gets_one_json_object_a_line():
    return [r["source"]["path"] for r in records(run("read", PAGE, NOTE))] == [PAGE, NOTE]


def a_terminal_gets_a_page_in_its_width():
    out = on_terminal("read", PAGE).replace("\r\n", "\n")
    for code in ("\033[0m", "\033[1m", "\033[2m", "\033[1;36m", "\033[31m", "\033[32m", "\033[33m"):
        out = out.replace(code, "")
    return "mackerel" in out and "\033" not in out and max(map(len, out.split("\n"))) <= 70


def a_terminal_gets_colour():
    return "\033[1m" in on_terminal("read", PAGE)


def no_color_is_heeded():
    return "\033" not in on_terminal("read", PAGE, environment={"NO_COLOR": "1"})


def a_dumb_terminal_gets_none():
    return "\033" not in on_terminal("read", PAGE, environment={"TERM": "dumb"})


def colour_can_be_asked_for_and_refused():
    return (b"\033[1m" in run("read", "--format", "text", "--colour", "always", PAGE).stdout
            and b"\033" not in run("read", "--format=text", "--colour=never", PAGE).stdout)


def a_page_to_read_has_the_hour_as_people_write_it():
    return "2024-03-12 17:40 ·".encode() in run("read", "--format", "text", PAGE).stdout


def text_in_a_pipe_has_no_colour():
    return b"\033" not in run("read", "--format", "text", PAGE).stdout


def standard_input_is_read_without_a_name():
    with open(NOTE, "rb") as note:
        text = note.read()
    a, b = run("read", stdin=text), run("read", "-", stdin=text)
    return a.stdout == b.stdout and records(a)[0]["source"]["path"] == "-"


def a_missing_file_is_told_and_the_others_are_read():
    done = run("read", "/no/such/file", NOTE)
    return done.returncode == 1 and len(records(done)) == 1 and b"/no/such/file" in done.stderr


def results_alone_go_to_standard_output():
    done = run("read", "--timings", NOTE)
    return len(records(done)) == 1 and b"articles" in done.stderr and "timings" in records(done)[0]


def an_unknown_option_is_a_usage_error():
    done = run("read", "--fromat", "json", NOTE)
    return done.returncode == 2 and b"--help" in done.stderr and not done.stdout


def bad_values_are_usage_errors():
    wrong = [("--jobs", "many"), ("--jobs", "-1"), ("--format", "xml"), ("--only", "kitchen"), ("--published", "soon"),
             ("--min-confidence", "2"), ("--colour", "red"), ("--format",), ("--tokens=1",)]
    return all(run("read", *w, *([NOTE] if len(w) > 1 else [])).returncode == 2 for w in wrong)


def an_unknown_command_is_a_usage_error():
    return run("raed", NOTE).returncode == 2


def a_model_that_is_none_is_an_internal_fault():
    done = run("read", "--model", scratch("none.model", b"not a model"), NOTE)
    return done.returncode == 3 and b"none.model" in done.stderr and not done.stdout


def a_full_disk_is_told():
    if not os.path.exists("/dev/full"):
        return True
    with open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, "read", PAGE], stdout=full, stderr=subprocess.PIPE, timeout=60)
    return done.returncode == 3 and b"space" in done.stderr


def a_reader_that_leaves_is_no_fault():
    """As behind "| head -1", with SIGPIPE as shells leave it and as some hosts do, ignored."""
    folder = str(Path(scratch("many/0.txt", b"The mayor said no.\n")).parent)
    for i in range(1, 300):
        scratch(f"many/{i}.txt", b"The mayor said no. " * 50)
    good = True
    for restore in (True, False):
        child = subprocess.Popen([PROGRAM, "read", "--tokens", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 restore_signals=restore)
        child.stdout.readline()
        child.stdout.close()
        said = child.stderr.read()
        child.stderr.close()
        good &= child.wait(timeout=60) in (0, -13) and not said
    return good


def a_folder_is_read_by_name():
    for name in ("b.txt", "a.txt", "in/c.txt"):
        scratch("folder/" + name, b"The mayor said no.\n")
    done = run("read", str(Path(SCRATCH.name) / "folder"))
    return [r["source"]["path"][-5:] for r in records(done)] == ["a.txt", "b.txt", "c.txt"]


def a_long_run_shows_its_progress_on_a_terminal():
    for i in range(400):
        scratch(f"long/{i}.txt", b"The mayor said no. " * 60)
    said = on_terminal("read", "--jobs", "1", str(Path(SCRATCH.name) / "long"), stream="stderr")
    return " articles" in said and "MB/s" in said and said.endswith("\r\033[Kdateline: 400 articles read\r\n")


def damage_in_packed_lines_costs_its_own_lines_alone():
    line = json.dumps({"text": "The mayor said no."}).encode() + b"\n"
    packed = [gzip.compress(line * 3) for _ in range(3)]
    packed[1] = packed[1][:12] + b"\x55" * 12 + packed[1][24:]
    done = run("read", "--only", "page", scratch("damaged.jsonl.gz", b"".join(packed)))
    return len(records(done)) >= 6 and done.returncode == 1 and b"; reading goes on behind it" in done.stderr


def brat_gets_a_text_and_its_annotations():
    folder = Path(SCRATCH.name) / "annotated"
    done = run("read", "--format", "brat", "--into", str(folder), PAGE, NOTE)
    names = sorted(p.name for p in folder.iterdir())
    text = (folder / "000001-strait.txt").read_text(encoding="utf-8")
    spans, used, kinds = {}, set(), set()
    for line in (folder / "000001-strait.ann").read_text(encoding="utf-8").splitlines():
        name, what, *words = line.split("\t")
        if name.startswith("T"):
            kind, places = what.split(" ", 1)
            places = [tuple(map(int, p.split())) for p in places.split(";")]
            spans[name] = kind
            if " ".join(text[b:e] for b, e in places) != words[0] or any("\n" in text[b:e] for b, e in places):
                return False
        elif name.startswith("E"):
            kinds.add(what.split(":")[0])
            used |= {word.split(":")[1] for word in what.split()}
            if spans[what.split()[0].split(":")[1]] != what.split(":")[0]:
                return False
    return (done.returncode == 0 and not done.stdout and used and used <= set(spans) and {"statement", "ACCUSE"} <= kinds
            and names == ["000001-strait.ann", "000001-strait.txt", "000002-note.ann", "000002-note.txt"])


def brat_wants_a_folder():
    return run("read", "--format", "brat", NOTE).returncode == 2 and run("read", "--into", "x", NOTE).returncode == 2


def what_was_read_and_what_was_not_is_counted_at_the_end():
    done = run("read", "/no/such/file", NOTE)
    return done.stderr.decode().endswith("dateline: 1 article read, 1 could not be\n") and not run("read", NOTE).stderr


def a_record_comes_as_soon_as_its_line_has():
    child = subprocess.Popen([PROGRAM, "read"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=BASE)
    child.stdin.write(json.dumps({"text": "The mayor said no.", "title": "No"}).encode().ljust(5000) + b"\n")
    child.stdin.flush()
    first = json.loads(child.stdout.readline())
    child.stdin.close()
    return first["title"] == "No" and not child.stdout.read() and child.wait(timeout=60) == 0


def damage_in_an_archive_is_placed_and_the_next_record_found():
    record = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 19\r\n\r\nThe mayor said no.\n\r\n\r\n"
    packed = [gzip.compress(record.encode()) for _ in range(4)]
    packed[1] = packed[1][:20] + b"\x55" * 12 + packed[1][32:]
    done = run("read", scratch("damaged.warc.gz", b"".join(packed)))
    places = [int(n) for n in re.findall(rb"at byte (\d+)", done.stderr)]
    return (len(records(done)) == 3 and done.returncode == 1 and b"; reading goes on" in done.stderr and places
            and all(len(packed[0]) <= n <= len(packed[0]) + len(packed[1]) for n in places))


def an_empty_folder_is_no_fault():
    Path(SCRATCH.name, "empty").mkdir()
    done = run("read", str(Path(SCRATCH.name, "empty")))
    return done.returncode == 0 and not done.stdout


def names_after_two_dashes_are_files():
    path = scratch("--tokens", b"The mayor said no.\n")
    done = subprocess.run([PROGRAM, "read", "--", "--tokens"], cwd=Path(path).parent, capture_output=True, timeout=60)
    return [r["source"]["path"] for r in records(done)] == ["--tokens"]


def only_stops_after_the_room():
    record = records(run("read", "--only", "page", PAGE))[0]
    return record["text"] and not record["statements"] and not record["dates"]


def tokens_are_given_when_asked_for():
    return "sentences" in records(run("read", "--tokens", NOTE))[0] and "sentences" not in records(run("read", NOTE))[0]


def page_offsets_lead_back_to_the_page():
    record = records(run("read", "--page-offsets", "--verbatim", NOTE))[0]
    page = Path(NOTE).read_bytes()
    return record["blocks"] and all(
        page[b["page"][0]:b["page"][1]].decode() == record["text"][b["begin"]:b["end"]] for b in record["blocks"])


def gdelt_has_its_columns_and_countries():
    rows = run("read", "--verbatim", "--format", "gdelt", "-",
               stdin=b"Turkish troops shelled a village near Aleppo in Syria on Monday.\n").stdout.decode().splitlines()
    cells = [row.split("\t") for row in rows]
    return len(cells) == 1 and len(cells[0]) == 61 and cells[0][5] == "TURMIL" and "SY" in cells[0][51:59]


def min_confidence_leaves_out_and_keeps_the_rest_whole():
    every, sure = (records(run("read", "--min-confidence", n, PAGE))[0] for n in ("0", "1"))
    rest = [e for e in every["events"] if e["confidence"] is None or e["confidence"] >= 1]
    return (sure["text"] == every["text"] and len(sure["events"]) == len(rest)
            and all(e["statement"] is None or e["statement"] < len(sure["statements"]) for e in sure["events"]))


def help_tells_options_examples_and_statuses():
    done = run("read", "--help")
    return done.returncode == 0 and all(w in done.stdout for w in (b"--published", b"Examples", b"Exit status"))


def the_manual_and_the_completions_know_every_option():
    names = [line.split()[0] for line in run("read", "--help").stdout.decode().split("\n") if line.startswith("  --")]
    docs = Path(sys.argv[2]).parent / "docs"
    manual = (docs / "dateline.1").read_text().replace("\\-", "-")
    bash, zsh, fish = ((docs / "completions" / f).read_text() for f in ("dateline.bash", "_dateline", "dateline.fish"))
    return len(names) > 10 and all(n in manual and n in bash and n in zsh and f"-l {n[2:]}" in fish
                                   for n in names if n != "--help")


def version_tells_program_record_and_model():
    done = run("--version")
    return done.returncode == 0 and [line.split()[0] for line in done.stdout.decode().splitlines()] == ["dateline", "record", "model"]


def a_name_that_is_no_utf8_gives_valid_json():
    path = os.path.join(os.fsencode(SCRATCH.name), b"caf\xe9.txt")
    with open(path, "wb") as file:
        file.write(b"The mayor said no.\n")
    done = subprocess.run([PROGRAM, "read", path], capture_output=True, timeout=60)
    return done.returncode == 0 and "\ufffd" in records(done)[0]["source"]["path"]


def main():
    promises = [f for f in globals().values() if callable(f) and getattr(f, "__code__", None)
                and f.__code__.co_firstlineno > scratch.__code__.co_firstlineno and f is not main]
    bad = 0
    print(f"1..{len(promises)}")
    for n, promise in enumerate(promises, 1):
        try:
            good, why = bool(promise()), ""
        except unittest.SkipTest as skipped:
            print(f"ok {n} - {promise.__name__.replace('_', ' ')} # SKIP {skipped}")
            continue
        except Exception as wrong:  # noqa: BLE001 - any fault is a failed promise
            good, why = False, f" # {type(wrong).__name__}: {str(wrong)[:200]}".replace("\n", " ")
        bad += not good
        print(f"{'ok' if good else 'not ok'} {n} - {promise.__name__.replace('_', ' ')}")
        if why:
            print("#  " + why)
    return 1 if bad else 0


sys.exit(main())
