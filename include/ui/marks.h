#ifndef UI_MARKS_H
#define UI_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/canvas.h"

/* The marks inside a line: *bold*, _emphasis_, `code`, @handle, links. */

/* A stretch of a line in one style; the marks themselves are not drawn. */
struct mark_run {
    size_t from; /* offset in the text */
    size_t to;   /* exclusive */
    enum style style;
    bool is_drawn;
};

struct mark_runs {
    struct mark_run *rows; /* owned */
    size_t count;
};

/* Sets `runs` to stretches that cover the bytes `from` to `to` of the text, a
 * line or the rest of one; what no mark is about has the style `base`. */
void marks_find(struct mark_runs *runs, const char *text, size_t from,
    size_t to, enum style base);
void marks_clear(struct mark_runs *runs);

#endif
