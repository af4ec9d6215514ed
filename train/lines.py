"""The program's own reading as lines for a tagger or teacher: lines.py < CONLLU > LINES.jsonl

A line is [[forms], [a space follows], [joined to the word before]], at most LONGEST words, cut between sentences."""
import json
import sys

LONGEST = 128


def read(lines):
    """Paragraphs of sentences of (form, space, joined)."""
    paragraph, sentence, multi, first, space_after = [], [], 0, 0, True
    for line in lines:
        if line.startswith("# newpar") or line.startswith("# newdoc"):
            if paragraph:
                yield paragraph
            paragraph = []
        elif line[0] == "#":
            continue
        elif line.strip():
            c = line.rstrip("\n").split("\t")
            space = "SpaceAfter=No" not in c[9]
            if "-" in c[0]:
                first, multi = map(int, c[0].split("-"))
                space_after = space
                continue
            i = int(c[0])
            inside = i <= multi
            sentence.append((c[1], (space_after if i == multi else False) if inside else space, inside and i > first))
        elif sentence:
            paragraph.append(sentence)
            sentence, multi = [], 0
    if paragraph:
        yield paragraph


def main():
    for paragraph in read(sys.stdin):
        line = []
        for s in paragraph + [None]:
            if line and (s is None or len(line) + len(s) > LONGEST):
                print(json.dumps([list(x) for x in zip(*line)]))
                line = []
            if s:
                line += s[:LONGEST]


if __name__ == "__main__":
    main()
