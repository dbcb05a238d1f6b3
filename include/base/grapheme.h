#ifndef BASE_GRAPHEME_H
#define BASE_GRAPHEME_H

#include <stdbool.h>
#include <stddef.h>

/* The bytes of the grapheme cluster (UAX 29) that starts at `at`; 0 at the
 * end. Call it on cleaned text. */
size_t grapheme_next(const char *text, size_t length, size_t at);
/* The bytes of the cluster that ends at `at`; 0 at the start. */
size_t grapheme_previous(const char *text, size_t length, size_t at);
/* Columns of one cluster in a terminal: 0, 1 or 2. */
int grapheme_width(const char *cluster, size_t count);

/* Columns of a whole line of cleaned text. */
int text_width(const char *text, size_t count);
/* The bytes of the longest start of `text` within `width_columns`. */
size_t text_fit(const char *text, size_t count, int width_columns);

#endif
