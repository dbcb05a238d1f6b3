/* Markup: text with our marks, laid out into rows of a width. */

#include "ui/markup.h"

#include <string.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "ui/marks.h"

enum {
    WIDTH_LEAST = 8,
    CODE_INDENT = 2,
    FENCE_BYTES = 3,
    NUMBER_DIGITS_MOST = 3
};

/* One character of a line, as far as wrapping needs to know. */
struct cell {
    size_t offset;
    size_t count;
    int width;
    enum style style;
};

/* What stands before a line's own text, and how its further rows begin. */
struct shape {
    size_t lead_end; /* offset of the line's own text */
    int hang;        /* columns before that text, on every row */
    enum style style;
    bool is_repeated; /* the lead stands before every row */
    bool is_code;
};

struct layout {
    struct markup *markup;
    const char *text;
    int width;
    struct cell *cells; /* owned; those of the line at hand */
    size_t cell_count;
    struct mark_runs runs; /* of the line at hand */
};

/* ---- Rows and spans ----------------------------------------------------- */

static void
begin_row(struct layout *layout, size_t offset)
{
    struct markup *markup = layout->markup;

    markup->rows = grow(markup->rows, markup->row_count + 1,
        sizeof *markup->rows);
    markup->rows[markup->row_count++] = (struct markup_row){
        .first_span = markup->span_count,
        .offset = offset,
    };
}

static void
add_span(struct layout *layout, struct markup_span span)
{
    struct markup *markup = layout->markup;
    struct markup_row *row = &markup->rows[markup->row_count - 1];

    markup->spans = grow(markup->spans, markup->span_count + 1,
        sizeof *markup->spans);
    markup->spans[markup->span_count++] = span;
    row->span_count++;
}

/* The cells `from` to `to` from `column` on, in as few spans as may be. */
static void
add_cells(struct layout *layout, size_t from, size_t to, int column)
{
    const struct cell *cells = layout->cells;

    while (from < to) {
        struct markup_span span = {
            .style = cells[from].style,
            .offset = cells[from].offset,
            .column = column,
        };

        do {
            span.count += cells[from].count;
            column += cells[from].width;
            from++;
        } while (from < to && cells[from].style == span.style &&
                 cells[from].offset == span.offset + span.count);
        add_span(layout, span);
    }
}

/* ---- Lines into cells --------------------------------------------------- */

static void
add_cell(struct layout *layout, struct cell cell)
{
    layout->cells = grow(layout->cells, layout->cell_count + 1,
        sizeof *layout->cells);
    layout->cells[layout->cell_count++] = cell;
}

/* The cells of a line's own text; marks are left out. */
static void
find_cells(struct layout *layout, const struct shape *shape, size_t end)
{
    const struct mark_runs *runs = &layout->runs;
    size_t run = 0;

    layout->cell_count = 0;
    if (shape->is_code) {
        layout->runs.count = 0;
    } else {
        marks_find(&layout->runs, layout->text, shape->lead_end, end,
            shape->style);
    }
    for (size_t at = shape->lead_end; at < end;) {
        size_t count = grapheme_next(layout->text, end, at);

        while (run < runs->count && runs->rows[run].to <= at)
            run++;
        bool is_marked = run < runs->count;
        if (!is_marked || runs->rows[run].is_drawn)
            add_cell(layout,
                (struct cell){
                    .offset = at,
                    .count = count,
                    .width = grapheme_width(layout->text + at, count),
                    .style = is_marked ? runs->rows[run].style : shape->style,
                });
        at += count;
    }
}

static bool
is_space(const struct layout *layout, size_t cell)
{
    return layout->text[layout->cells[cell].offset] == ' ';
}

/* True where a row may end before the cell: after a space, or beside a wide
 * character, as such scripts have no spaces. */
static bool
may_break_before(const struct layout *layout, size_t cell)
{
    return is_space(layout, cell - 1) || layout->cells[cell].width == 2 ||
           layout->cells[cell - 1].width == 2;
}

/* The cells from `from` on that make a row of `width` columns: the result is
 * the first cell after it. */
static size_t
row_end(const struct layout *layout, size_t from, int width, bool at_spaces)
{
    size_t breakable = from;
    size_t at = from;

    for (; at < layout->cell_count; at++) {
        width -= layout->cells[at].width;
        if (at > from && at_spaces && may_break_before(layout, at))
            breakable = at;
        if (width < 0 && !(at_spaces && is_space(layout, at)))
            break;
    }
    if (at == layout->cell_count)
        return at;
    if (breakable > from)
        return breakable;
    return at > from ? at : from + 1;
}

static void
add_lead(struct layout *layout, const struct shape *shape, size_t start)
{
    const char *lead = layout->text + start;
    size_t spaces = strspn(lead, " ");
    size_t count = shape->lead_end - start;

    if (spaces >= count)
        return;
    while (lead[count - 1] == ' ')
        count--;
    add_span(layout, (struct markup_span){
                         .style = shape->style,
                         .offset = start + spaces,
                         .count = count - spaces,
                         .column = (int)spaces,
                     });
}

/* Cuts a line into rows: at spaces, which are then not drawn, and in a word
 * where one is longer than a row. */
static void
add_rows(struct layout *layout, const struct shape *shape, size_t start)
{
    int width = layout->width - shape->hang;
    size_t from = 0;

    do {
        bool is_first = from == 0;
        size_t next = row_end(layout, from, width, !shape->is_code);
        size_t to = next;

        begin_row(layout, is_first ? start : layout->cells[from].offset);
        if (is_first || shape->is_repeated)
            add_lead(layout, shape, start);
        if (!shape->is_code) {
            while (to > from && is_space(layout, to - 1))
                to--;
        }
        add_cells(layout, from, to, shape->hang);
        from = next;
    } while (from < layout->cell_count);
}

/* ---- The shapes of lines ------------------------------------------------ */

/* Bytes of "- ", "* " or "12. " at the start, 0 for none. */
static size_t
list_marker(const char *line, size_t length)
{
    size_t digits = 0;

    if (length >= 2 && (line[0] == '-' || line[0] == '*') && line[1] == ' ')
        return 2;
    while (digits < length && line[digits] >= '0' && line[digits] <= '9')
        digits++;
    if (digits == 0 || digits > NUMBER_DIGITS_MOST || digits + 2 > length ||
        line[digits] != '.' || line[digits + 1] != ' ')
        return 0;
    return digits + 2;
}

/* Bytes of "> > " and the like at the start. */
static size_t
quote_marker(const char *line, size_t length)
{
    size_t count = 0;

    if (length == 0 || line[0] != '>')
        return 0;
    while (count < length && (line[count] == '>' || line[count] == ' '))
        count++;
    return count;
}

static struct shape
shape_of(const struct layout *layout, size_t start, size_t end)
{
    const char *line = layout->text + start;
    size_t length = end - start;
    size_t most = (size_t)layout->width / 2;
    struct shape shape = {.lead_end = start, .style = STYLE_PLAIN};

    size_t quote = quote_marker(line, length);
    if (quote > 0) {
        size_t count = quote < most ? quote : most;
        bool has_gap = line[count - 1] == ' ';

        shape.lead_end = start + count;
        shape.hang = (int)count + !has_gap;
        shape.style = STYLE_QUOTE;
        shape.is_repeated = true;
        return shape;
    }

    size_t spaces = 0;
    while (spaces < length && spaces < most && line[spaces] == ' ')
        spaces++;
    size_t lead = spaces + list_marker(line + spaces, length - spaces);
    if (lead <= most) {
        shape.lead_end = start + lead;
        shape.hang = (int)lead;
    }
    return shape;
}

static bool
is_fence(const char *line, size_t length)
{
    return length >= FENCE_BYTES && memcmp(line, "```", FENCE_BYTES) == 0 &&
           memchr(line + FENCE_BYTES, '`', length - FENCE_BYTES) == NULL;
}

void
markup_lay(struct markup *markup, const char *text, size_t count,
    int width_columns)
{
    struct layout layout = {
        .markup = markup,
        .text = text,
        .width = width_columns < WIDTH_LEAST ? WIDTH_LEAST : width_columns,
    };
    bool is_code = false;

    *markup = (struct markup){0};
    for (size_t start = 0; start < count;) {
        const char *line_end = memchr(text + start, '\n', count - start);
        size_t end = line_end == NULL ? count : (size_t)(line_end - text);

        if (is_fence(text + start, end - start)) {
            is_code = !is_code;
        } else {
            struct shape shape = is_code ? (struct shape){start, CODE_INDENT,
                                               STYLE_CODE, false, true}
                                         : shape_of(&layout, start, end);

            find_cells(&layout, &shape, end);
            add_rows(&layout, &shape, start);
        }
        start = end + 1;
    }
    memory_release(layout.cells);
    marks_clear(&layout.runs);
}

void
markup_draw_row(const struct markup *markup, const char *text, size_t row,
    struct canvas *canvas, struct spot spot)
{
    if (row >= markup->row_count)
        return;
    const struct markup_row *drawn = &markup->rows[row];
    for (size_t i = 0; i < drawn->span_count; i++) {
        const struct markup_span *span = &markup->spans[drawn->first_span + i];
        const char *bytes = text + span->offset;
        struct spot here = spot;

        here.column += span->column;
        here.width = text_width(bytes, span->count);
        canvas_bytes(canvas, here, span->style, bytes, span->count);
    }
}

void
markup_clear(struct markup *markup)
{
    memory_release(markup->rows);
    memory_release(markup->spans);
    *markup = (struct markup){0};
}
