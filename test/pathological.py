#!/usr/bin/env python3
"""Deep, long and repeated input: time may grow with its size, and not faster. Writes TAP.

    pathological.py DATELINE

Each case is made at one size and at four times that size; the processor's time of the second may be at most LIMIT times that
of the first, start of the program apart. That is a ratio of work done, so that a slow or busy machine changes nothing. The
best of some runs counts.
"""
import os
import resource
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
GROWTH = 4
LIMIT = 8  # in proportion would be 4, squared would be 16
LEAST = 0.02  # seconds; below this a ratio says nothing
FAR_TOO_LONG = 120

CASES = {
    "open-quotes": (".txt", 3000, lambda n: "\u201c" * n),
    "open-quotes-with-words": (".txt", 1500, lambda n: "\u201cthe mayor said " * n),
    "straight-quotes": (".txt", 3000, lambda n: '"a" he said "' * n),
    "closing-quotes": (".txt", 3000, lambda n: "word\u201d " * n),
    "brackets": (".txt", 4000, lambda n: "(" * n + "a" + ")" * n),
    "no-full-stop": (".txt", 2500, lambda n: "and the minister said that " * n),
    "one-word": (".txt", 100000, lambda n: "a" * n),
    "one-long-line": (".txt", 1000, lambda n: "The mayor of Paris said on Monday that he would not sell. " * n),
    "many-short-lines": (".txt", 4000, lambda n: "He said no.\n" * n),
    "many-blank-lines": (".txt", 200000, lambda n: "\n" * n + "a"),
    "many-names": (".txt", 1000, lambda n: " ".join(f"Mr Ann{i} Lee{i} met Bo{i} Ray{i}." for i in range(n))),
    "one-name-again-and-again": (".txt", 4000, lambda n: "Ann Lee met Ann Lee. " * n),
    "many-dates": (".txt", 3000, lambda n: "on Monday, 3 May 2017, " * n),
    "many-places": (".txt", 3000, lambda n: "in Paris and Berlin, " * n),
    "pronouns": (".txt", 3000, lambda n: "He told her that they saw him. " * n),
    "accusations": (".txt", 1500, lambda n: "France accused Russia of attacking Syria. " * n),
    "commas": (".txt", 10000, lambda n: "a, " * n),
    "dashes": (".txt", 10000, lambda n: "\u2014 " * n),
    "bad-bytes": (".txt", 12000, lambda n: b"\xff\xc3 " * n),
    "spaces": (".txt", 200000, lambda n: "a" + " " * n + "b"),
    "nested-elements": (".html", 5000, lambda n: "<div>" * n + "<p>The mayor said no."),
    "nested-inline": (".html", 5000, lambda n: "<p>" + "<b><i>" * n + "The mayor said no."),
    "misnested": (".html", 2000, lambda n: "<b><p>x</b></p>" * n),
    "open-tables": (".html", 2000, lambda n: "<table><tr><td>" * n + "x"),
    "one-attribute": (".html", 200000, lambda n: '<p class="' + "a " * n + '">x</p>'),
    "many-attributes": (".html", 3000, lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n)) + ">x</p>"),
    "many-paragraphs": (".html", 3000, lambda n: "<article>" + "<p>The mayor said no.</p>" * n),
    "many-links": (".html", 5000, lambda n: "<p>" + '<a href="/x">link</a> ' * n),
    "many-breaks": (".html", 8000, lambda n: "<p>" + "x<br>" * n),
    "open-comment": (".html", 50000, lambda n: "<p>x</p><!--" + "-" * n),
    "many-lt": (".html", 50000, lambda n: "<" * n),
    "many-entities": (".html", 12000, lambda n: "<p>" + "&amp;" * n),
    "long-class-above-many-lines": (".html", 2000, lambda n: '<div class="' + "a b " * n + '">' + "<p>The mayor said no.</p>" * n),
    "pull-quotes": (".html", 1000, lambda n: "<p>The mayor said that he would not sell the harbour.</p><blockquote>he would not sell the harbour</blockquote>" * n),
    "bylines": (".html", 3000, lambda n: "<h1>The mayor said no</h1>" + "<p>By Ann Lee and Bo Ray, 3 May 2017</p>" * n),
    "title-in-parts": (".html", 3000, lambda n: "<title>" + "The mayor | " * n + "</title>" + "<h2>The mayor</h2>" * n),
    "many-authors": (".html", 1000, lambda n: '<meta name="author" content="Ann Lee"><meta property="og:site_name" content="The Post">' * n + "<p>By Ann Lee</p>" * n),
    "nested-json-ld": (".html", 5000, lambda n: '<script type="application/ld+json">' + '{"a":[' * n),
}


def made(folder, name, size):
    suffix, _, make = CASES[name]
    path = os.path.join(folder, f"{name}-{size}{suffix}")
    content = make(size)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def timed(path, runs):
    """The least processor time, in seconds, of some runs."""
    best = FAR_TOO_LONG
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([PROGRAM, "read", "--format", "json", "--tokens", "--jobs", "1", path],
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=FAR_TOO_LONG)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        if done.returncode:
            raise RuntimeError(f"ended with {done.returncode}: {done.stderr.decode('utf-8', 'replace')[:300]}")
    return best


def judge(folder, name, start):
    """What is wrong, or nothing. A size is made larger until it takes long enough to be measured."""
    size = CASES[name][1]
    small = timed(made(folder, name, size), 2) - start
    large = timed(made(folder, name, size * GROWTH), 1) - start
    if large < LEAST or large <= LIMIT * max(small, LEAST / GROWTH):
        return "", small, large
    small = min(small, timed(made(folder, name, size), 3) - start)
    large = min(large, timed(made(folder, name, size * GROWTH), 2) - start)
    ratio = large / max(small, LEAST / GROWTH)
    return (f"{GROWTH} times the size takes {ratio:.1f} times as long" if ratio > LIMIT else ""), small, large


def main():
    names = sys.argv[2:] or list(CASES)
    bad = 0
    print(f"1..{len(names)}")
    with tempfile.TemporaryDirectory() as folder:
        nothing = os.path.join(folder, "nothing.txt")
        open(nothing, "w").close()
        start = timed(nothing, 5)
        for n, name in enumerate(names, 1):
            try:
                wrong, small, large = judge(folder, name, start)
            except (RuntimeError, subprocess.TimeoutExpired) as failed:
                wrong, small, large = str(failed)[:300], 0, 0
            bad += bool(wrong)
            print(f"{'not ok' if wrong else 'ok'} {n} - {name} takes time in proportion")
            print(f"#   {small:.3f} s, {large:.3f} s {wrong}", flush=True)
    return 1 if bad else 0


sys.exit(main())
