"""Reads the QR code off a terminal emulator's screen, as a camera would: the
cells are painted into a picture, and zbarimg looks at it."""

import subprocess

SCALE = 6  # pixels a module's side; a cell is two modules high
NAMED = {"black": 0x00, "white": 0xe5, "brightwhite": 0xff}


def grey(name, default):
    if name == "default":
        return default
    if name in NAMED:
        return NAMED[name]
    if len(name) != 6:
        return 0x90  # of the colours with a name no other is drawn with
    red, green, blue = (int(name[at:at + 2], 16) for at in (0, 2, 4))
    return (red * 299 + green * 587 + blue * 114) // 1000


def halves(cell, is_light):
    """The upper and the lower half of a cell, as shades of grey; a letter
    counts as grey ink all over."""
    front = grey(cell.fg, 0x10 if is_light else 0xd0)
    back = grey(cell.bg, 0xf0 if is_light else 0x18)
    if cell.reverse:
        front, back = back, front
    return {" ": (back, back), "\u2580": (front, back),
            "\u2584": (back, front), "\u2588": (front, front)}.get(
                cell.data, ((front + back) // 2,) * 2)


def picture(terminal, is_light=False):
    """A PGM of the screen, on a dark or a light terminal."""
    screen = terminal.screen
    rows = []
    for y in range(screen.lines):
        cells = [halves(screen.buffer[y][x], is_light)
                 for x in range(screen.columns)]
        for half in (0, 1):
            row = b"".join(bytes([cell[half]]) * SCALE for cell in cells)
            rows += [row] * SCALE
    return (f"P5 {screen.columns * SCALE} {screen.lines * 2 * SCALE} 255\n"
            .encode() + b"".join(rows))


def read(terminal, is_light=False):
    """What the code on the screen says; None: no code can be read."""
    done = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable",
                           "-Sqrcode.enable", "-"],
                          input=picture(terminal, is_light),
                          capture_output=True, timeout=60)
    return done.stdout.decode().strip() or None
