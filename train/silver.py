"""Lines that the teacher labelled, with its likeliest labels and how sure it was of each."""
import glob
import json

import numpy
import torch

import corpus
import text

KINDS = ("head", "relation", "tag", "name")


class Silver:
    def __init__(self, lines, pattern, xpos_of_tag):
        """lines: the file that teacher.py label read; pattern: what it wrote, one file or several."""
        texts, self.lines = [json.loads(x) for x in open(lines)], []
        for path in sorted(glob.glob(pattern)):
            with numpy.load(path) as f:
                a = {k: f[k] for k in f.files}
            at = 0
            for i, n in zip(a["lines"].tolist(), a["lengths"].tolist()):
                part = {k: a[k][at:at + n] for k in ("end",) + KINDS + tuple(k + "_p" for k in KINDS)}
                part["forms"], part["space"], part["joined"] = texts[i]
                part["xpos"] = [xpos_of_tag[t] for t in part["tag"][:, 0].tolist()]
                self.lines.append(part)
                at += n
        self.words = sum(len(x["forms"]) for x in self.lines)

def copy(maker, x, generator):
    """A training line, written in another way now and then; its labels stay."""
    forms, chance = x["forms"], generator.random()
    if generator.random() < 0.4:
        forms = corpus.restyled(forms, x["xpos"], generator)
    how = "upper" if chance < 0.05 else "lower" if chance < 0.06 else "title" if chance < 0.13 else None
    if how:
        forms = corpus.recased(forms, how)
    style, features, before = text.line_style(forms), [], True
    for i, f in enumerate(forms):
        after = x["space"][i] or i + 1 == len(forms)
        features.append(maker.words.features(f) + [maker.words.place(style, before, after, x["joined"][i], i == 0)])
        before = x["space"][i]
    return {"features": features, "tag": x["tag"], "soft": x}


def soft_batch(lines):
    """As Maker.batch, with the teacher's labels: b.soft[kind] = numbers and probabilities [words, most]."""
    b = corpus.Batch([len(x["tag"]) for x in lines])
    b.features = torch.tensor([v for x in lines for v in x["features"]], dtype=torch.long)
    whole = {k: torch.from_numpy(numpy.concatenate([x["soft"][k] for x in lines])) for k in
             ("end",) + KINDS + tuple(k + "_p" for k in KINDS)}
    b.end = whole["end"].float()
    b.soft = {}
    for k in KINDS:
        p = whole[k + "_p"].float()
        b.soft[k] = whole[k].long(), p / p.sum(1, keepdim=True).clamp_min(1e-6)
    ends = whole["end"] > 0.5
    ends = ends | (b.at + 1 == b.lengths[b.line])
    number = torch.cumsum(ends.long(), 0)
    b.sentence = torch.cat([torch.zeros(1, dtype=torch.long), number[:-1]])
    return b
