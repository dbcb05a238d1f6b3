/* Rows of the canvas that we paint ourselves, past ncurses. */

#include <limits.h>
#include <stdlib.h>

#include "ui/canvas_parts.h"

enum {
    SKIP_COLUMNS = 8 /* from here on moving is shorter than spaces */
};

/* Where the callback of ncurses puts its bytes. */
static struct text *sink;

static int
sink_byte(int byte)
{
    char character = (char)byte;

    text_add_bytes(sink, &character, 1);
    return byte;
}

void
canvas_sequence(struct text *output, const char *string, int a, int b)
{
    if (string == NULL)
        return;
    sink = output;
    tputs(tiparm(string, a, b), 1, sink_byte);
}

/* Whether a row beyond ASCII stands where rows change, or between them. ncurses
 * may let the terminal scroll all of these, whatever idlok() said. */
static bool
has_wide_change(const struct canvas *canvas)
{
    int first = canvas->rows;
    int last = -1;

    for (int y = 0; y < canvas->rows; y++) {
        if (canvas->row[y].drawn == canvas->row[y].shown)
            continue;
        first = y < first ? y : first;
        last = y;
    }
    for (int y = first; y <= last; y++) {
        if (canvas->row[y].is_wide || canvas->row[y].was_wide)
            return true;
    }
    return false;
}

/* All that change are taken, or none: were the plain ones left to ncurses, it
 * could scroll, and with them move what the terminal still shows of ours. */
bool
canvas_rows_claim(struct canvas *canvas)
{
    bool is_ours = has_wide_change(canvas);

    for (int y = 0; y < canvas->rows; y++) {
        struct canvas_row *row = &canvas->row[y];

        row->is_due = is_ours && row->drawn != row->shown;
        row->shown = row->drawn;
        row->was_wide = row->is_wide;
        if (!row->is_due)
            continue;
        mvwin_wchnstr(newscr, y, 0, canvas->cells, canvas->columns);
        mvwadd_wchnstr(curscr, y, 0, canvas->cells, canvas->columns);
    }
    return is_ours;
}

/* A row being painted. */
struct painting {
    struct text *output;
    attr_t attributes; /* as they are set */
    short pair;
    int gap;        /* blank columns not yet painted */
    bool is_unsure; /* the terminal's cursor may stand elsewhere */
};

static void
paint_style(struct painting *painting, attr_t attributes, short pair)
{
    if (painting->attributes == attributes && painting->pair == pair)
        return;
    sink = painting->output;
    vid_puts(attributes, pair, NULL, sink_byte);
    painting->attributes = attributes;
    painting->pair = pair;
}

static void
paint_points(struct painting *painting, const wchar_t *points)
{
    mbstate_t state = {0};

    for (; *points != L'\0'; points++) {
        char bytes[MB_LEN_MAX];
        size_t count = wcrtomb(bytes, *points, &state);

        if (count != (size_t)-1)
            text_add_bytes(painting->output, bytes, count);
    }
}

/* Goes over the blank columns before `column`. */
static void
paint_gap(struct painting *painting, const char *move, int y, int column)
{
    bool is_long = painting->gap >= SKIP_COLUMNS ||
                   (painting->gap > 1 && painting->is_unsure);

    if (is_long) {
        canvas_sequence(painting->output, move, y, column);
        painting->is_unsure = false;
        painting->gap = 0;
    } else if (painting->gap > 0) {
        paint_style(painting, A_NORMAL, 0);
    }
    for (; painting->gap > 0; painting->gap--)
        text_add(painting->output, " ");
}

static void
paint_row(struct canvas *canvas, struct text *output, int y)
{
    struct painting painting = {.output = output, .attributes = A_NORMAL};
    int width;

    canvas_sequence(output, canvas->wrap_off, 0, 0);
    canvas_sequence(output, canvas->move, y, 0);
    canvas_sequence(output, canvas->erase_to_end, 0, 0);
    mvwin_wchnstr(newscr, y, 0, canvas->cells, canvas->columns);
    for (int i = 0, column = 0; column < canvas->columns; i++) {
        wchar_t points[CCHARW_MAX + 1] = L"";
        attr_t attributes;
        short pair;

        getcchar(&canvas->cells[i], points, &attributes, &pair, NULL);
        width = wcwidth(points[0]);
        if (width < 1)
            width = 1;
        if (wcscmp(points, L" ") == 0 && attributes == A_NORMAL &&
            pair == PAIR_NONE) {
            painting.gap++;
        } else {
            paint_gap(&painting, canvas->move, y, column);
            paint_style(&painting, attributes, pair);
            paint_points(&painting, points);
            painting.is_unsure |= points[0] >= 0x80;
        }
        column += width;
    }
    paint_style(&painting, A_NORMAL, 0);
    canvas_sequence(output, canvas->wrap_on, 0, 0);
}

void
canvas_rows_paint(struct canvas *canvas, struct text *output)
{
    for (int y = 0; y < canvas->rows; y++) {
        if (canvas->row[y].is_due)
            paint_row(canvas, output, y);
    }
    canvas_sequence(output, canvas->move, canvas->at_row, canvas->at_column);
}
