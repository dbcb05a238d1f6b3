"""Draws a terminal emulator's screen as SVG."""

from xml.sax.saxutils import escape

CELL, LINE, MARGIN = 8.4, 18, 14
BACK, FRONT = "#16181d", "#d7dae0"
COLOURS = {
    "default": FRONT, "black": "#3b4048", "red": "#e06c75",
    "green": "#98c379", "brown": "#e5c07b", "blue": "#61afef",
    "magenta": "#c678dd", "cyan": "#56b6c2", "white": "#ffffff",
    "brightblack": "#7f848e", "brightcyan": "#7fd5e0",
}


def colour(name):
    if len(name) == 6 and all(c in "0123456789abcdef" for c in name.lower()):
        return "#" + name
    return COLOURS.get(name, FRONT)


def runs(row, columns):
    """Stretches of cells that look alike: (column, text, cell)."""
    start, text, look = 0, "", None
    for column in range(columns):
        cell = row[column]
        now = (cell.fg, cell.bold, cell.underscore, cell.reverse,
               cell.italics)
        if now != look or len(cell.data) != 1 or ord(cell.data) > 0x2ff:
            if text.strip():
                yield start, text, look
            start, text, look = column, "", now
        text += cell.data
    if text.strip():
        yield start, text, look


def svg(screen):
    width = screen.columns * CELL + 2 * MARGIN
    height = screen.lines * LINE + 2 * MARGIN
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" '
           f'height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">',
           f'<rect width="100%" height="100%" rx="8" fill="{BACK}"/>',
           '<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" '
           f'font-size="14" fill="{FRONT}" xml:space="preserve">']
    for number in range(screen.lines):
        y = MARGIN + number * LINE + 13
        for column, text, look in runs(screen.buffer[number],
                                       screen.columns):
            fg, bold, underscore, reverse, italics = look
            x = MARGIN + column * CELL
            style = ""
            if reverse:
                out.append(f'<rect x="{x:.1f}" y="{y - 13}" '
                           f'width="{len(text) * CELL:.1f}" height="{LINE}" '
                           f'fill="{colour(fg)}"/>')
                style += f' fill="{BACK}"'
            elif fg != "default":
                style += f' fill="{colour(fg)}"'
            if bold:
                style += ' font-weight="bold"'
            if underscore:
                style += ' text-decoration="underline"'
            if italics:
                style += ' font-style="italic"'
            length = "" if len(text) == 1 else (
                f' textLength="{len(text) * CELL:.1f}"'
                ' lengthAdjust="spacingAndGlyphs"')
            out.append(f'<text x="{x:.1f}" y="{y}"{style}{length}>'
                       f'{escape(text)}</text>')
    out.append("</g></svg>")
    return "\n".join(out) + "\n"
