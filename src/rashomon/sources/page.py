"""HTML → lines: a page rendered to text, one block a line, each line with where in the page it stood.

Reads an lxml tree, writes text and one `PageLine` a line. The one idea: every character of a page that a
reader could see stands once in the text, in page order, so that any other extractor's output can be laid
upon it and judged line by line.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from rashomon.errors import Unreadable
from rashomon.language.normalise import is_visible
from rashomon.language.page.markup import PageLine

#: Tags whose content a reader does not see as text.
SKIPPED = frozenset(
    """script style noscript template svg math head iframe object embed applet audio video canvas select option
    textarea input map area""".split()
)
#: Tags that stand on lines of their own, with a blank line around them.
APART = frozenset("p h1 h2 h3 h4 h5 h6 blockquote ul ol dl table figure pre hr".split())
#: Tags that stand on lines of their own.
BLOCKS = (
    frozenset(
        """address article aside body caption center dd details dialog div dt fieldset figcaption footer form header
    legend li main menu nav optgroup section summary tbody tfoot thead tr button""".split()
    )
    | APART
)
#: Names of classes and ids that are read for each line, from the line outwards.
HINTS_READ = 12
#: Nesting deeper than this is cut: no page for readers has it, and a bomb costs no more than this.
DEEPEST = 250


def parse_page(raw: str) -> Any:
    """The tree of a page. Raises Unreadable where there is no element in it."""
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", raw, count=1).replace("\x00", "")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("the page holds no element: its HTML is empty or broken") from error
    return tree


def render(tree: Any) -> tuple[str, tuple[PageLine, ...]]:
    """The text of a page and its lines; blank lines in the text belong to no line."""
    canvas = _Canvas()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            canvas.enter(element)
        else:
            canvas.leave(element)
    canvas.break_line(apart=False)
    return "".join(canvas.pieces), tuple(canvas.lines)


def extracted_text(raw: str) -> str:
    """What trafilatura takes for the article, a block a line; nothing where it gives up."""
    import trafilatura

    try:
        return trafilatura.extract(raw, include_comments=False) or ""
    except Exception:  # it raises what lxml, its date parser and its cache raise; it is one witness of many
        return ""


class _Canvas:
    """The state of a walk: the open elements, the line being written, the lines done."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.lines: list[PageLine] = []
        self.tags: list[str] = []
        self.hints: list[tuple[str, ...]] = []
        self.skipping = 0
        self.in_link = 0
        self.line: list[str] = []
        self.linked = 0
        self.place: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self.gap = ""

    def enter(self, element: Any) -> None:
        tag = element.tag if isinstance(element.tag, str) else "script"
        self.tags.append(tag)
        self.hints.append(_hints(element))
        if tag in SKIPPED:
            self.skipping += 1
        if self.skipping:
            return
        if tag in BLOCKS or tag == "br":
            self.break_line(tag in APART)
        if tag in ("td", "th"):
            self.line.append(" ")
        self.in_link += tag == "a"
        self.write(element.text)

    def leave(self, element: Any) -> None:
        tag = self.tags.pop()
        if self.skipping:
            self.skipping -= tag in SKIPPED
        else:
            self.in_link -= tag == "a"
            if tag in BLOCKS:
                self.break_line(tag in APART)
        self.hints.pop()
        if not self.skipping:
            self.write(element.tail)

    def write(self, text: str | None) -> None:
        if not text:
            return
        self.line.append(text)
        if text.isspace():
            return
        if self.in_link:
            self.linked += len(text.strip())
        if self.place is None:
            near = [name for names in reversed(self.hints[-12:]) for name in names][:HINTS_READ]
            self.place = (tuple(self.tags[-DEEPEST:]), tuple(near))

    def break_line(self, apart: bool) -> None:
        text = " ".join("".join(self.line).split())
        if text and self.place and is_visible(text):
            self.pieces.append(self.gap + text)
            tags, hints = self.place
            self.lines.append(PageLine(tags, hints, min(self.linked, len(text)), len(text)))
            self.gap = "\n"
        if apart and self.lines:
            self.gap = "\n\n"
        self.line, self.linked, self.place = [], 0, None


def _hints(element: Any) -> tuple[str, ...]:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
    return tuple(names.lower().split()[:6]) if not names.isspace() else ()
