#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"

/* The only caller of ncurses. It draws into a memory file and hands out the
 * bytes for the terminal, so it never blocks; input is the decoder's. One
 * canvas a process. */
struct canvas;

struct terminal {
    char term[33]; /* TERM, cleaned; "" counts as vt100 */
    int rows;      /* 1 to 200, clamped */
    int columns;   /* 1 to 500, clamped */
    bool is_utf8;  /* the client's locale is UTF-8 */
    bool no_color; /* NO_COLOR was set */
};

/* How a piece of a row looks. Every style is told by more than its colour. */
enum style {
    STYLE_PLAIN,
    STYLE_BOLD,     /* what is new; a heading */
    STYLE_DIM,      /* what is past; a hint */
    STYLE_ACCENT,   /* what is mine to do: colour and bold */
    STYLE_SELECTED, /* the row under the cursor */
    STYLE_EMPHASIS, /* _so_: underlined */
    STYLE_CODE,
    STYLE_QUOTE,  /* > quoted */
    STYLE_NOTICE, /* a line that says what happened */
    STYLE_PAPER,  /* black on white, whatever the terminal has; reversed where
                   * it has no colours: what a camera reads */
    STYLE_COUNT
};

/* An unknown TERM, or one that cannot be drawn on, is tried as xterm-256color,
 * then vt100; FAILED after that. The process's locale must have been set to
 * C.UTF-8 (else all is ASCII). The handling of signals stays as it was. */
MUST_USE enum status canvas_open(const struct terminal *terminal,
    struct canvas **canvas);
void canvas_close(struct canvas *canvas); /* NULL is fine */
int canvas_rows(const struct canvas *canvas);
int canvas_columns(const struct canvas *canvas);
void canvas_resize(struct canvas *canvas, int rows, int columns);

/* Where a piece of a row stands; `width` in columns, negative: to the end of
 * the row. */
struct spot {
    int row;
    int column;
    int width;
};

/* A rectangle; `bottom` is exclusive. */
struct area {
    int top;
    int bottom;
    int column;
    int width;
};

/* Drawing. Positions outside are cut; text is cleaned once more (a control
 * character never passes), cut at whole characters, and never leaves its row.
 * Where the client's locale is not UTF-8, ASCII stands in for what is not.
 * Returns columns used. */
void canvas_erase(struct canvas *canvas);
int canvas_text(struct canvas *canvas, struct spot spot, enum style style,
    const char *text);
int canvas_bytes(struct canvas *canvas, struct spot spot, enum style style,
    const char *bytes, size_t count);
int canvas_format(struct canvas *canvas, struct spot spot, enum style style,
    const char *format, ...) PRINTF_LIKE(4, 5);
/* So that the text ends at column `end` (exclusive). */
int canvas_right(struct canvas *canvas, int row, int end, enum style style,
    const char *text);
/* A horizontal rule over the row's columns; `label` (may be NULL) stands in it
 * from the third column on, as in "-- new ----". */
void canvas_rule(struct canvas *canvas, int row, int column, int width_columns,
    const char *label);
void canvas_column_rule(struct canvas *canvas, int row, int column, int rows);
/* Whether lines, blocks and arrows may be drawn beyond ASCII. */
bool canvas_is_unicode(const struct canvas *canvas);
/* Where the terminal's cursor stands; hidden when never called in a draw. */
void canvas_cursor(struct canvas *canvas, int row, int column);
/* Everything once more at the next show: after Ctrl-L. */
void canvas_redraw(struct canvas *canvas);

/* Appends the bytes that bring the terminal to what was drawn. */
void canvas_show(struct canvas *canvas, struct text *output);
/* The bytes that open: the alternate screen, bracketed paste; before the first
 * canvas_show(). */
void canvas_begin(struct canvas *canvas, struct text *output);
/* The bytes that give the terminal back as it was; nothing is drawn after. */
void canvas_end(struct canvas *canvas, struct text *output);

#endif
