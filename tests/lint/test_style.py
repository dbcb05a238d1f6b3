"""How the code looks: format, length, manual pages, the settings' page."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def code(*tops):
    for top in tops:
        yield from sorted((ROOT / top).rglob("*.[ch]"))


def run(*words):
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True)


def test_the_code_is_formatted():
    files = [str(path) for path in code("src", "include", "tests")]
    assert len(files) > 50
    done = run("clang-format-14", "--dry-run", "-Werror", *files)
    assert done.returncode == 0, done.stderr[:8000]


def test_no_file_passes_400_lines():
    long = [f"{path.relative_to(ROOT)}: {count}"
            for path in code("src", "include")
            if (count := len(path.read_text().splitlines())) > 400]
    assert not long, "\n".join(long)


def test_every_file_begins_with_what_it_is_for():
    wrong = [str(path.relative_to(ROOT)) for path in code("src")
             if not path.read_text().startswith("/* ")]
    assert not wrong, "\n".join(wrong)


def test_the_manual_pages_are_clean():
    pages = sorted((ROOT / "conf").glob("*.[1-8]"))
    assert {page.name for page in pages} == {
        "homeroom.1", "homeroom.conf.5", "homeroomd.8"}
    for page in pages:
        done = run("mandoc", "-Tlint", "-Wwarning", str(page))
        assert done.returncode == 0, done.stdout


def test_every_setting_stands_in_its_manual_page():
    table = (ROOT / "include/config/settings.h").read_text()
    keys = re.findall(r'X\(\w+,\s*"(\w+)"', table)
    assert len(keys) > 20
    page = (ROOT / "conf/homeroom.conf.5").read_text()
    told = re.findall(r"^\.It (?:Ic|Va|Cm) (\w+)", page, re.M)
    assert sorted(told) == sorted(keys)


def test_the_manual_page_tells_each_number_s_bounds_and_default():
    table = (ROOT / "include/config/settings.h").read_text()
    numbers = re.findall(
        r'X\(\w+,\s*"(\w+)"' + r",[\s\\]*(\d+)" * 3, table)
    assert len(numbers) > 20
    page = (ROOT / "conf/homeroom.conf.5").read_text()
    for key, value, least, most in numbers:
        told = re.search(rf"^\.It Ic {key}\n(.*?)^\.(?:It|El)", page,
                         re.M | re.S).group(1)
        assert f"from {least} to {most}; default {value}." in told, key


def test_the_manual_page_tells_each_text_s_and_truth_s_default():
    table = (ROOT / "include/config/settings.h").read_text()
    texts = re.findall(r'X\(\w+,\s*"(\w+)",[\s\\]*"([^"]*)",', table)
    truths = re.findall(r'X\(\w+,\s*"(\w+)",\s*(true|false),', table)
    assert len(texts) > 10 and len(truths) > 2
    page = (ROOT / "conf/homeroom.conf.5").read_text()
    for key, value in texts + truths:
        told = re.search(rf"^\.It Ic {key}\n(.*?)^\.(?:It|El)", page,
                         re.M | re.S).group(1)
        kind = "A truth" if value in ("true", "false") else "Text"
        default = f"\n.Cm {value} ." if value else " empty."
        assert f"{kind}; default{default}\n" in told, key


def test_every_command_stands_in_its_manual_page():
    page = (ROOT / "conf/homeroom.1").read_text()
    told = re.sub(r"^\.[A-Z]\w\b|\\", "", page, flags=re.M)
    wrong = []
    count = 0
    for path in (ROOT / "src/commands").glob("cmd_*.c"):
        for pattern in re.findall(r'\.pattern\s*=\s*"([^"]+)"',
                                  path.read_text()):
            count += 1
            words = re.match(r"[a-z -]+", pattern).group(0).split("--")[0]
            if not re.search(r"\s+".join(words.split()), told):
                wrong.append(pattern)
    assert count > 15
    assert not wrong, "\n".join(wrong)


def test_the_manual_page_tells_what_is_exported_of_a_person():
    source = "".join(path.read_text() for path in sorted(
        (ROOT / "src/store").glob("personal_*.c")))
    page = " ".join((ROOT / "conf/homeroom.1").read_text().split())
    sections = re.findall(r"\.name = \"([^\"]+)\"(.*?)\n    \}", source, re.S)
    wrong = []
    count = 0
    for name, rest in sections:
        fields = re.findall(r"[A-Z]\(\"(\w+)\"\)", rest)
        count += bool(fields)
        if fields and f"{name} ({', '.join(fields)})" not in page:
            wrong.append(f"{name} ({', '.join(fields)})")
    assert count > 15
    assert not wrong, "\n".join(wrong)


def test_every_screen_is_known_and_every_view_has_its_help():
    listed = re.search(r"const names\[\] = \{(.*?)\};",
                       (ROOT / "src/ui/display.c").read_text(), re.S).group(1)
    known = re.findall(r'"([^"]+)"', listed)
    files = [path.relative_to(ROOT / "screens").with_suffix("").as_posix()
             for path in (ROOT / "screens").rglob("*.txt")]
    assert sorted(known) == sorted(files)
    views = [name for path in (ROOT / "src/ui/views").glob("*_view.c")
             for name in re.findall(r'^    \.name = "(\w+)"',
                                    path.read_text(), re.M)]
    assert len(views) > 10
    missing = [name for name in views if f"help/{name}" not in known]
    assert not missing


def test_every_view_is_known_by_its_name():
    declared = re.findall(r"extern const struct view (\w+);",
                          (ROOT / "include/ui/views.h").read_text())
    known = (ROOT / "src/ui/app_stack.c").read_text()
    assert len(declared) > 10
    missing = [name for name in declared if f"&{name}," not in known]
    assert not missing


def test_the_top_level_is_as_the_owner_set_it():
    listed = run("git", "ls-tree", "--name-only", "HEAD").stdout.split()
    allowed = {"src", "include", "screens", "conf", "tests", "CMakeLists.txt",
               "README.md", "LICENSE", "CMakePresets.json"}
    wrong = [name for name in listed
             if name not in allowed and not name.startswith(".")]
    assert not wrong
