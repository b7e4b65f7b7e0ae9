"""What of a page decides whether axe is content with it: everything but the words and numbers themselves.

Two pages with one skeleton differ in what they say only: the same elements, classes, roles and states, with a name where there was a name and
a target where there was one. The same things one after the other count once, so a list of three is a list of five.
"""
import hashlib

from balie.runtime.testing import RUN

FOLDER = RUN / "looked"  # shared by the processes of one run

SKELETON = """() => {
  const kept = new Set(['class', 'type', 'role', 'lang', 'dir', 'scope', 'tabindex', 'autocomplete', 'inputmode', 'style', 'open']);
  const targets = new Set(['id', 'for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'list', 'form', 'headers']);
  const times = new Map();
  for (const each of document.querySelectorAll('[id]')) times.set(each.id, (times.get(each.id) || 0) + 1);
  const known = text => text.split(/\\s+/).map(id => times.get(id) || 0).join('.');
  const attribute = ({name, value}) => {
    if (kept.has(name) || (name.startsWith('aria-') && !targets.has(name) && name !== 'aria-label')) return name + '=' + value;
    return name + (targets.has(name) ? known(value) : value.trim() ? '+' : '-');
  };
  const draw = element => {
    const parts = [];
    for (const child of element.childNodes) {
      const part = child.nodeType === 3 ? (child.data.trim() ? 'T' : '') : child.nodeType === 1 ? draw(child) : '';
      if (part && part !== parts[parts.length - 1]) parts.push(part);
    }
    const shown = element.tagName === 'svg' ? '' : parts.join('');
    return '<' + element.tagName + [...element.attributes].map(attribute).sort().join(' ') + '>' + shown;
  };
  return (document.title.trim() ? 'titled' : 'untitled') + draw(document.documentElement);
}"""


def skeleton(page) -> str:
    return hashlib.sha256(page.evaluate(SKELETON).encode()).hexdigest()


def is_new(*what: object) -> bool:
    """Nobody in this run looked at this before; from now on somebody did."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        (FOLDER / hashlib.sha256(repr(what).encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
