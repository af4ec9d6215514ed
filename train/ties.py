#!/usr/bin/env python3
"""Trains what who weighs when a noun or pronoun may mean somebody spoken of before.

    ties.py --gold gum-train.entities.jsonl.gz --examples build/src/ties-examples --out know/ties.tsv

The gold file has GUM's coreference ("mentions" with "head" and "entity"). Genres whose texts may not be used
commercially (whow, fiction) are left out. Each choice among the candidates and "somebody new" is a softmax
over the sums of their ties; the weights are learnt in floats and shipped as integers.
"""
import argparse, gzip, json, subprocess, tempfile
from pathlib import Path

import numpy as np
import torch

LEFT_OUT = {"whow", "fiction"}
CLASSES = ["he", "it", "they", "person", "noun"]
# What is expected of news, of which the annotated texts have little: it names its speakers and goes on with the
# one who was the subject, does not go on speaking of people that only a quotation mentions, calls persons by
# their offices and bodies by what they are. In units of the weights before scaling; held FIRM times as hard as
# the other weights are held at nothing.
PRIOR = {"source": (0, 2.5, 2, 0.5, 0.5), "source-named": (1, 0.5, 0.5, 1, 0.3),
         "source-last-subject": (3, 0.5, 0.5, 0, 0), "source-other-side-of-quotes": (-1, 0, -1, -1, -0.5),
         "last-speaker-source": (2, 0.5, 1, 0, 0), "only-within-quotes": (-2, -1, -2, -1, -0.5), "definite-same-role": (0, 0, 0, 2, 0),
         "leading-definite": (0, 0, 0, 1, 0), "leading-source": (0.5, 0, 0, 0, 0), "pair": (0, 0, 4, 0, 0),
         "definite-named-same-kind": (0, 0, 0, 1, 4.5), "definite-named": (0, 0, 0, 1, 0),
         "called-by-the-last-words": (0, 0, 0, 2, 1), "leading-at-block-start": (0.5, 0, 0, 0, 0)}
FIRM = 20
UNIT = 64
MOST = 20  # candidates, as ties.h has it


def byte_offsets(text):
    at, out = 0, []
    for c in text:
        out.append(at)
        at += len(c.encode())
    return out + [at]


def write_documents(gold, folder):
    paths = []
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        for d in map(json.loads, lines):
            if d["genre"] in LEFT_OUT:
                continue
            text = d["text"].replace("\n", "\n\n")
            at, shift, offsets = byte_offsets(text), 0, []
            for c in d["text"]:
                offsets.append(at[len(offsets) + shift])
                shift += c == "\n"
            path = folder / (d["id"] + ".txt")
            path.write_text(text, encoding="utf-8", newline="")
            path.with_name(path.name + ".gold").write_text(
                "".join(f"{offsets[m['head'][0]]} {m['entity']}\n" for m in d["mentions"]), encoding="utf-8")
            paths.append(path)
    return paths


def examples(program, paths):
    out = subprocess.run([program], input="".join(f"{p}\n" for p in paths), stdout=subprocess.PIPE, text=True, check=True)
    for line in out.stdout.splitlines():
        kind, right, annotated, *rest = line.split(" ", 3)
        sets = [list(map(int, c.split())) for c in (rest[0].split(";")[:-1] if rest else [])]
        yield int(kind), int(right), annotated == "1", sets


def learn(cases, ties, always, decay, prior):
    """The weights of one class. always: somebody new is no answer."""
    x = np.zeros((len(cases), MOST, ties), np.float32)
    mask = np.full((len(cases), MOST + 1), -1e9, np.float32)
    y = np.zeros(len(cases), np.int64)
    for i, (right, sets) in enumerate(cases):
        for k, s in enumerate(sets):
            x[i, k, s] = 1
            mask[i, k] = 0
        y[i] = right if right < len(sets) else MOST
        if not always:
            mask[i, MOST] = 0
    x, mask, y = torch.from_numpy(x), torch.from_numpy(mask), torch.from_numpy(y)
    prior = torch.tensor(prior, dtype=torch.float32)
    held = torch.where(prior != 0, float(FIRM), 1.0)
    w = prior.clone().requires_grad_(True)
    step = torch.optim.LBFGS([w], max_iter=200, line_search_fn="strong_wolfe")

    def closure():
        step.zero_grad()
        scores = torch.cat([x @ w, torch.zeros(len(x), 1)], 1) + mask
        loss = torch.nn.functional.cross_entropy(scores, y) + decay * (held * (w - prior) ** 2).sum() / len(x)
        loss.backward()
        return loss
    step.step(closure)
    with torch.no_grad():
        right = ((torch.cat([x @ w, torch.zeros(len(x), 1)], 1) + mask).argmax(1) == y).float().mean()
    return w.detach().numpy(), float(right)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--examples", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--decay", type=float, default=1.0)
    options = parser.parse_args()
    names = subprocess.run([options.examples, "names"], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    with tempfile.TemporaryDirectory() as folder:
        cases = list(examples(options.examples, write_documents(options.gold, Path(folder))))
    weights = []
    for kind, name in enumerate(CLASSES):
        always = name == "he"
        mine = [(right, sets) for k, right, annotated, sets in cases
                if k == kind and sets and not (always and right >= len(sets))]
        w, right = learn(mine, len(names), always, options.decay, [PRIOR.get(n, (0,) * 5)[kind] for n in names])
        print(f"{name}: {len(mine)} choices, {right:.3f} right")
        weights.append(w)
    rows = sorted("\t".join([tie] + [str(round(float(w[i]) * UNIT)) for w in weights]) + "\tGUM, train/ties.py"
                  for i, tie in enumerate(names))
    head = "tie\t" + "\t".join(f"{c}:number" for c in CLASSES) + "\tsource"
    about = ("# What speaks for (above 0) and against a pronoun or noun meaning somebody spoken of before: see ties.h.\n"
             "# Learnt; made by train/ties.py, not by hand.")
    Path(options.out).write_text("\n".join([head, about] + rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
