"""From paragraphs of tokens to batches of numbers, with the copies that make the network robust."""
import json
import random

import torch

import data
import names
import text
from net import ROWS, Batch

LONGEST = 128  # words of a training line, unless one sentence is longer


class Labels:
    def __init__(self, items):
        self.items = list(items)
        self.number = {x: i for i, x in enumerate(self.items)}


class Words:
    """The word table: known normal forms by their hash. Row 0 is for all others."""
    def __init__(self, hashes):
        self.row = {h: i + 1 for i, h in enumerate(hashes)}
        self.cache = {}

    def features(self, form):
        f = self.cache.get(form)
        if f is None:
            h = text.hashes(form)
            f, start = [self.row.get(h[0], 0)], len(self.row) + 1
            for value, size in zip(h[1:], list(ROWS.values())):
                f.append(start + value % size)
                start += size
            self.cache[form] = f
        return f

    def place(self, style, before, after, joined, first):
        return len(self.row) + 1 + sum(ROWS.values()) - ROWS["place"] + (style << 4 | before << 3 | after << 2 | joined << 1 | first)


def load_names(paragraph_tags, documents, gum=None):
    """Writes each token's name tag: from the tagger's tags, a line a paragraph, and GUM's own names where given."""
    tags = iter(paragraph_tags)
    for doc, paragraphs in documents:
        marks = None
        if gum is not None:
            full, found = gum[doc]
            marks, at = [], 0
        for p in paragraphs:
            tokens = [t for s in p for t in s]
            silver = names.spans_of(json.loads(next(tags)))
            if gum is None:
                # A tagger's organisations are too often something else; persons, places, dates and numbers are good.
                merged = silver
                for t in tokens:
                    t.name = None if t.upos == "PROPN" else ""
            else:
                begins = []
                for t in tokens:
                    at = full.index(t.form, at)
                    begins.append(at)
                    at += len(t.form)
                ends = [b + len(t.form) for b, t in zip(begins, tokens)]
                gold = []
                for b, e, kind in found:
                    inside = [i for i in range(len(tokens)) if begins[i] < e and b < ends[i]]
                    if inside:
                        gold.append((inside[0], inside[-1] + 1, kind))
                merged = names.merge(gold, silver)
            for t, tag in zip(tokens, names.bio(merged, len(tokens))):
                if gum is not None or tag[2:] in names.FREE + ("PERSON", "GPE", "LOC"):
                    t.name = tag
                elif t.name is not None:
                    t.name = tag if tag == "O" else None


def lines_of(documents, generator):
    """Paragraphs cut between sentences to lines of at most LONGEST words; where, is chance."""
    for _, paragraphs in documents:
        for p in paragraphs:
            if sum(map(len, p)) <= LONGEST:
                yield p
                continue
            line, room = [], generator.randint(20, LONGEST)
            for s in p:
                if line and sum(map(len, line)) + len(s) > room:
                    yield line
                    line, room = [], LONGEST
                line.append(s)
            if line:
                yield line


def without_last_stop(sentence):
    """The sentence without its final punctuation mark, if nothing hangs on it."""
    if len(sentence) > 2 and sentence[-1].upos == "PUNCT" and all(t.head != len(sentence) for t in sentence):
        return sentence[:-1]
    return sentence


STYLES = [('"', '"'), ("\u201c", "\u201d"), ("``", "''"), ("\u2018", "\u2019"), ("'", "'"), ("\u00ab", "\u00bb"), ("\u201e", "\u201c")]


def restyled(forms, xpos, generator):
    """The forms with another kind of quotation mark and apostrophe."""
    chance = generator.random()
    style = STYLES[1 if chance < 0.5 else 0 if chance < 0.8 else generator.randint(2, 6)]
    apostrophe = generator.random() < 0.5
    out = []
    for f, x in zip(forms, xpos):
        if x == "``" and f in ('"', "\u201c", "``", "''", "'", "\u2018"):
            f = style[0]
        elif x == "''" and f in ('"', "\u201d", "''", "``", "'", "\u2019"):
            f = style[1]
        elif apostrophe:
            f = f.replace("'", "\u2019")
        else:
            f = f.replace("\u2019", "'")
        out.append(f)
    return out


SMALL_WORDS = set("a an and as at but by for from in into of on or the to with is n't 's".split())


def recased(forms, how):
    if how == "upper":
        return [f.upper() for f in forms]
    if how == "lower":
        return [f.lower() for f in forms]
    return [f if f.lower() in SMALL_WORDS and i else f[0].upper() + f[1:] for i, f in enumerate(forms)]


class Maker:
    """Makes batches: tensors of features and of what is to be learnt."""
    def __init__(self, words, tags, relations, name_tags):
        self.words, self.tags, self.relations, self.names = words, tags, relations, name_tags

    def line(self, sentences, generator=None):
        forms, change = None, None
        if generator:
            chance = generator.random()
            change = "upper" if chance < 0.04 else "lower" if chance < 0.07 else "title" if chance < 0.11 else None
            if generator.random() < (0.7 if change in ("title", "upper") else 0.06):
                sentences = sentences[:-1] + [without_last_stop(sentences[-1])]
        tokens = [t for s in sentences for t in s]
        forms = [t.form for t in tokens]
        if generator:
            if generator.random() < 0.4:
                forms = restyled(forms, [t.xpos for t in tokens], generator)
            if change:
                forms = recased(forms, change)
        return self.numbers(sentences, tokens, forms)

    def numbers(self, sentences, tokens, forms):
        style = text.line_style(forms)
        features, before = [], True
        for i, (t, f) in enumerate(zip(tokens, forms)):
            last = i + 1 == len(tokens)
            features.append(self.words.features(f) + [self.words.place(style, before, t.space or last, t.joined, i == 0)])
            before = t.space
        out = {"features": features, "tag": [], "head": [], "relation": [], "end": [], "name": [], "sentence": [], "weight": []}
        start = 0
        for k, s in enumerate(sentences):
            for i, t in enumerate(s):
                out["tag"].append(self.tags.number.get((t.upos, t.xpos, t.feats), -100))
                out["head"].append(-1 if t.head == 0 else start + t.head - 1)
                out["relation"].append(self.relations.number.get(t.deprel, -100))
                out["end"].append(float(i + 1 == len(s)))
                out["name"].append(self.names.number.get(t.name, -100) if t.name else -100)
                out["sentence"].append(k)
            start += len(s)
        return out

    def batch(self, lines):
        b = Batch([len(x["tag"]) for x in lines])
        starts, at = [], 0
        for x in lines:
            starts.append(at)
            at += len(x["tag"])

        def packed(key, kind=torch.long):
            return torch.tensor([v for x in lines for v in x[key]], dtype=kind)
        b.features = packed("features")
        for key in ("tag", "relation", "name", "sentence", "head"):
            setattr(b, key, packed(key))
        b.end = packed("end", torch.float)
        return b


def batches(lines, size, generator, shuffled=True):
    """Groups of lines of like length, about size words each."""
    order = list(range(len(lines)))
    if shuffled:
        generator.shuffle(order)
        pools = [order[i:i + 256] for i in range(0, len(order), 256)]
    else:
        pools = [order]
    groups = []
    for pool in pools:
        pool.sort(key=lambda i: len(lines[i]["tag"]))
        group, longest = [], 0
        for i in pool:
            longest = max(longest, len(lines[i]["tag"]))
            if group and longest * (len(group) + 1) > size:
                groups.append(group)
                group, longest = [], len(lines[i]["tag"])
            group.append(i)
        groups.append(group)
    if shuffled:
        generator.shuffle(groups)
    return groups
