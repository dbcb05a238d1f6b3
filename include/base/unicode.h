#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* What text from people may hold, as promises.md has it: strict UTF-8, NFC;
 * of Cc only LF and TAB; no Cf, Co, Cn, surrogates, U+2028, U+2029; ZWJ and
 * ZWNJ in joining scripts and between pictographs only; at most 4 marks on a
 * base, a mark without one gets U+25CC. */
enum text_kind {
    TEXT_LINE, /* a subject, a name: LF and TAB become a space, ends trimmed */
    TEXT_BODY /* a post: LF stays (CRLF and CR become LF), TAB becomes spaces */
};

/* Appends the cleaned text to `clean` and counts the characters that were left
 * out or replaced in `removed` (may be NULL). Idempotent. Ill-formed bytes
 * become U+FFFD, one a maximal part (Unicode 3.9). Never fails. */
void text_clean(struct text *clean, enum text_kind kind, const char *bytes,
    size_t count, size_t *removed);

/* True for bytes that are strict UTF-8 throughout; else `at`, when not NULL,
 * is the offset of the first that is not. */
bool text_is_utf8(const char *bytes, size_t count, size_t *at);

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

/* The skeleton by which two handles count as the same: lower case, 0 as o,
 * 1 and i as l, rn as m, vv as w, without "_" and "-". `size` at least 21. */
void handle_skeleton(const char *handle, char *skeleton, size_t size);
/* True for [a-z][a-z0-9_-]{1,19} that is no reserved word (join, root, ...). */
bool handle_is_valid(const char *handle);

#endif
