"""Names for training: GUM's own where it has them, a packaged OntoNotes tagger's for the rest.

GUM knows person, place and organization; the tagger (spaCy small, MIT) divides places into GPE, LOC and FAC and
adds dates, amounts, nationalities. Where both mark a name, GUM decides what it spans and which of the three it is.
Run it alone to label sentences: names.py tag PACKAGE < sentences.jsonl > tags.jsonl (needs spaCy)."""
import json
import sys

from data import open_text

PLACES = ("GPE", "LOC", "FAC")
FREE = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "NORP", "LANGUAGE")  # GUM marks none of these
OTHERS = {"event": "EVENT", "object": "PRODUCT"}


def bio(spans, length):
    """Tags from (begin, end, type), earlier spans first in right."""
    tags = ["O"] * length
    for b, e, kind in spans:
        if all(t == "O" for t in tags[b:e]):
            tags[b:e] = ["B-" + kind] + ["I-" + kind] * (e - b - 1)
    return tags


def spans_of(tags):
    spans = []
    for i, t in enumerate(tags):
        if t[0] == "B" or t[0] == "I" and (not spans or spans[-1][1] != i or spans[-1][2] != t[2:]):
            spans.append((i, i + 1, t[2:]))
        elif t[0] == "I":
            spans[-1] = (spans[-1][0], i + 1, t[2:])
    return spans


def gum_names(path):
    """{document: [(begin, end, type)]} in code points, the longest where they overlap, titles left out."""
    out = {}
    with open_text(path) as lines:
        for line in lines:
            d = json.loads(line)
            found = [(*m["name"], m["type"]) for m in d["mentions"] if m["form"] == "name" and m["type"] != "time"]
            kept = []
            for n in sorted(found, key=lambda n: (n[0] - n[1], n[0])):
                if all(n[1] <= k[0] or k[1] <= n[0] for k in kept):
                    kept.append(n)
            out[d["id"]] = d["text"], kept
    return out


def merge(gold, silver):
    """Gold spans (GUM's types) and a tagger's spans, in tokens, into one set of OntoNotes types."""
    merged = []
    for b, e, kind in gold:
        beside = [s for s in silver if s[0] < e and b < s[1]]
        if kind == "place":
            kind = next((s[2] for s in beside if s[2] in PLACES), "GPE")
        elif kind in ("person", "organization"):
            kind = {"person": "PERSON", "organization": "ORG"}[kind]
            if any(s[2] == "NORP" and s[:2] == (b, e) for s in beside):
                kind = "NORP"
        else:
            kind = next((s[2] for s in beside if s[2] in ("EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE", "NORP")),
                        OTHERS.get(kind, "WORK_OF_ART"))
        merged.append((b, e, kind))
    merged += [s for s in silver if s[2] in FREE and all(s[1] <= g[0] or g[1] <= s[0] for g in gold)]
    return merged


def tag(package):
    import importlib
    from spacy.tokens import Doc
    nlp = importlib.import_module(package).load(exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])

    def docs():
        for line in sys.stdin:
            words, spaces = json.loads(line)
            yield Doc(nlp.vocab, words=words, spaces=spaces)
    for doc in nlp.pipe(docs(), batch_size=64):
        print(json.dumps([t.ent_iob_ + "-" + t.ent_type_ if t.ent_type_ else "O" for t in doc]))


if __name__ == "__main__":
    tag(sys.argv[2])
