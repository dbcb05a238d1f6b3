#ifndef BASE_UNICODE_H
#define BASE_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/grapheme.h"
#include "base/handle.h"
#include "base/text.h"

/* What text from people may hold, as promises.md has it: strict UTF-8, NFC;
 * of Cc only LF and TAB; no Cf, Co, Cn, surrogates, U+2028, U+2029; ZWJ and
 * ZWNJ in joining scripts and between pictographs only; at most 4 marks on a
 * base (8 with the spacing ones), a mark without one gets U+25CC; every other
 * space becomes U+0020. */
enum text_kind {
    TEXT_LINE, /* a subject, a name: LF and TAB become a space, ends trimmed */
    TEXT_BODY, /* a post: LF stays (CRLF and CR become LF), TAB becomes spaces
                * up to the next multiple of four characters of its line */
    TEXT_PIECE /* part of a line to be drawn: as a line, but not trimmed */
};

/* Appends the cleaned text to `clean` and counts the characters that were left
 * out or replaced in `removed` (may be NULL). Idempotent. Ill-formed bytes
 * become U+FFFD, one a maximal part (Unicode 3.9). Never fails. */
void text_clean(struct text *clean, enum text_kind kind, const char *bytes,
    size_t count, size_t *removed);

/* True for bytes that are strict UTF-8 throughout; else `at`, when not NULL,
 * is the offset of the first that is not. */
bool text_is_utf8(const char *bytes, size_t count, size_t *at);

#endif
