#ifndef UI_CANVAS_PARTS_H
#define UI_CANVAS_PARTS_H

/* What the files of the canvas share; nobody else includes it. */

#define NCURSES_NOMACROS 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <term.h>
#include <wchar.h>

/* term.h takes this word for a macro. */
#undef columns

#include "ui/canvas.h"

/* Pairs of colours. */
enum {
    PAIR_NONE = 0,
    PAIR_ACCENT = 1,
    PAIR_PAPER = 2
};

/* A row of the terminal: what was drawn on it, and what it shows. */
struct canvas_row {
    uint64_t drawn; /* a hash of what was drawn since the last erase */
    uint64_t shown; /* the same of what the terminal shows */
    bool is_wide;   /* something beyond ASCII was drawn */
    bool was_wide;  /* the terminal shows such */
    bool is_due;    /* to be painted by canvas_rows_paint() */
};

/* All is drawn on newscr; stdscr is shrunk to one cell, which saves a fifth of
 * the screen's memory. The strings are the terminal's own, borrowed. */
struct canvas {
    SCREEN *screen;
    FILE *input;  /* nothing to read */
    FILE *output; /* a memory file: what ncurses wrote since the last take */
    const char *move;         /* the cursor, to row and column */
    const char *erase_to_end; /* of the row */
    const char *erase_all;
    const char *scroll_region; /* from row to row; moves the cursor */
    const char *wrap_off;      /* NULL: cannot be told, as the next one */
    const char *wrap_on;
    int rows;
    int columns;
    struct canvas_row *row; /* owned */
    cchar_t *cells;         /* owned; one row and its end */
    bool is_unicode;
    bool has_colour;
    bool has_paste;   /* can bracket what is pasted */
    bool must_redraw; /* the terminal shows nobody knows what */
    bool has_cursor;  /* canvas_cursor() was called since the erase */
    bool is_cursor_shown;
    int cursor_row; /* where the terminal's cursor is to stand */
    int cursor_column;
    int at_row; /* where ncurses left it */
    int at_column;
    struct text clean; /* scratch */
};

/* A cluster as cells of the terminal hold it: the character and its marks. */
enum {
    GLYPH_POINTS = 5, /* as many as a cell of ncurses holds */
    GLYPH_CELLS = 2
};
struct glyph {
    wchar_t points[GLYPH_CELLS][GLYPH_POINTS + 1];
    int cells;   /* one or two; a cell may be two columns wide */
    int columns; /* of the cluster, 0 to 2: what the cells cover together */
};
/* Turns a cluster of cleaned text into cells whose widths, as the C library
 * has them, add up to the columns that the cluster has for us: where they
 * differ, what stands in is as wide as we say. */
void glyph_of(struct glyph *glyph, const char *cluster, size_t count,
    bool is_unicode);

/* Rows beyond ASCII are painted by us, from an absolute position, so that a
 * terminal that holds a character for wider or narrower than we do shifts
 * neither another row nor what stands two columns after it. */

/* Before ncurses draws: where such a row changes, or stands between rows that
 * do, takes all that change from it. True when there are any. */
bool canvas_rows_claim(struct canvas *canvas);
/* After ncurses drew: appends them, and puts the cursor back. */
void canvas_rows_paint(struct canvas *canvas, struct text *output);
/* Appends one of the terminal's strings with its two numbers, as far as it
 * takes them; nothing for NULL. */
void canvas_sequence(struct text *output, const char *string, int a, int b);

#endif
