"""Every line of the log is an event of keys and values: no bare words."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALL = re.compile(
    r"\blog_(?:error|warning|info|debug|event)\(\s*(?:[\w>.-]+,\s*)?"
    r'(?:[^",]*\? "[^"]+"\s*: )?"([a-z.]+)",\s*'
    r'((?:"(?:[^"\\]|\\.)*"\s*(?:PRI\w+\s*)?)+)')
VALUE = r'(%[.\d]*(ll|l|z)?[sduc]|[^ "%]+|\\"([^"\\%]|%s|%\.60s)*\\")'
FIELD = rf"[a-z_]+={VALUE}"
FIELDS = re.compile(rf"{FIELD}( {FIELD})*")


def words(text):
    text = text.replace("PRId64", '"lld"')
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))


def calls():
    for path in sorted((ROOT / "src").rglob("*.c")):
        for event, text in CALL.findall(path.read_text()):
            yield path.relative_to(ROOT), event, words(text)


def test_every_event_has_keys_and_values():
    found = list(calls())
    wrong = [call for call in found if not FIELDS.fullmatch(call[2])]
    assert len(found) > 90
    assert not wrong, "\n".join(map(str, wrong))


def keys(text):
    return re.findall(r"(?:^| )([a-z_]+)=", re.sub(r'\\"[^"]*\\"', "x", text))


def test_no_key_stands_twice_in_a_line():
    """Every line begins with four of its own, see homeroomd(8)."""
    wrong = [call for call in calls()
             if len({"time", "level", "process", "event", *keys(call[2])})
             != 4 + len(keys(call[2]))]
    assert not wrong, "\n".join(map(str, wrong))
    assert keys('a=%d reason=\\"b=c\\" d_e=x') == ["a", "reason", "d_e"]


def test_bare_words_are_seen():
    for bad in ("%s", "no such thing", 'a=%s b', 'a=b c', 'reason=\\"x'):
        assert not FIELDS.fullmatch(bad), bad
    for good in ("a=%d", 'reason=\\"it is %s\\" b=%.60s', "a=%lld b=x"):
        assert FIELDS.fullmatch(good), good
