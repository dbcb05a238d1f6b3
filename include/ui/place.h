#ifndef UI_PLACE_H
#define UI_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* A place is where a view is, as words and numbers: "812 post 4". A stack of
 * views is one line each, the view's name first: "thread 812 post 4". What is
 * ill-formed reads as not there; it comes back from the store, but was once
 * sent through other processes. */

enum {
    PLACE_BYTES = 4096,     /* of a whole stack */
    PLACE_LINE_BYTES = 1500 /* a line of what is typed fits in */
};

/* The place's first word as a number above 0. */
bool place_number(const char *place, int64_t *number);
/* The place's first word; false where it has none or it does not fit. */
bool place_word(const char *place, char *word, size_t size);
/* The number above 0 that follows `word`. */
bool place_find(const char *place, const char *word, int64_t *number);
/* The same, as an int; 0 where there is none. */
int place_count(const char *place, const char *word);
/* True where `word` is one of its words. */
bool place_has(const char *place, const char *word);

/* Appends " word =what+was+typed" where anything was. */
void place_add_typed(struct text *place, const char *word, const char *typed);
/* Appends what stands so behind `word`, as one cleaned line. */
void place_typed(const char *place, const char *word, struct text *typed);

/* One line of a stack: name and place. */
struct place_line {
    char name[32];
    char place[PLACE_LINE_BYTES];
};
/* Takes the next line off `stack`; false at its end. A line that is too long
 * gives an empty name. */
bool place_next(const char **stack, struct place_line *line);

#endif
