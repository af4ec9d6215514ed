"""The closed sets of src/article/labels.h, so that numbers here are the numbers there."""
import re
from pathlib import Path


def read(name, header=None):
    """{written name: number} of a list such as UPOS_TAGS."""
    path = Path(header or Path(__file__).resolve().parent.parent / "src/article/labels.h")
    body = re.search(r"#define " + name + r"\(X\)((?:.*\\\n)*.*)", path.read_text()).group(1)
    return {written: i + 1 for i, written in enumerate(re.findall(r'X\(\w+, "([^"]+)"\)', body))}
