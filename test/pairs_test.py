#!/usr/bin/env python3
"""Tests of the harness itself: that it fails where it should. Writes TAP."""
import copy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import pairs  # noqa: E402

RECORD = {
    "text": "Lena Ortiz said no.", "title": None,
    "actors": [{"name": "Lena Ortiz", "kind": "person", "members": []}, {"name": "Marren", "kind": "country", "members": []}],
    "dates": [{"value": "2017-05-29", "text": "Monday"}], "places": [],
    "statements": [{"speaker": {"actor": 0, "text": "she"}, "addressee": None, "content": [{"text": "no"}], "parent": None,
                    "date": 0, "place": None, "confidence": 0.5}],
    "events": [{"type": "REJECT", "sources": [0], "targets": [1, 0], "date": None, "place": None, "statement": 0}],
}

PASS = [
    {},
    {"title": None},
    {"text": {"has": "Ortiz", "lacks": ["Share"]}},
    {"statements": [{"speaker": {"actor": "Lena Ortiz"}, "content": ["no"], "date": "2017-05-29"}]},
    {"statements": [{"speaker": "she", "confidence": 0.5}]},
    {"statements": [{"date": "Monday"}]},
    {"events": [{"sources": ["Lena Ortiz"], "targets": ["Lena Ortiz", "Marren"], "statement": {"speaker": "she"}}]},
    {"actors": [{"kind": "country"}, {"kind": "person"}]},
    {"absent": {"events": [{"type": "ACCUSE"}], "text": ["Share"]}},
    {"count": {"events": 1, "actors": {"most": 2}, "statements": {"least": 1}}},
]
FAIL = [
    {"title": "A"},
    {"no such field": None},
    {"text": {"has": "Share"}},
    {"text": {"lacks": "Ortiz"}},
    {"statements": [{"speaker": {"actor": "Marren"}}]},
    {"statements": [{"speaker": "he"}]},
    {"statements": [{"content": ["no", "yes"]}]},
    {"statements": [{"cue": "said"}]},
    {"statements": [{}, {}]},
    {"statements": []},
    {"events": [{"targets": ["Marren"]}]},
    {"actors": [{"kind": "country"}, {"kind": "country"}]},
    {"places": ["Versailles"]},
    {"absent": {"events": [{"type": "REJECT"}]}},
    {"absent": {"text": "Ortiz"}},
    {"count": {"events": 2}},
    {"count": {"actors": {"most": 1}}},
]


def main():
    cases = [(e, True) for e in PASS] + [(e, False) for e in FAIL]
    bad = 0
    print(f"1..{len(cases)}")
    for n, (expected, good) in enumerate(cases, 1):
        found = pairs.check(expected, copy.deepcopy(RECORD))
        right = good == (not found)
        bad += not right
        print(f"{'ok' if right else 'not ok'} {n} - {'takes' if good else 'refuses'} {expected}")
    return 1 if bad else 0


sys.exit(main())
