#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

#include "store/engine.h"

/* Words for FTS5, named "homeroom": those of unicode61 without diacritics, and
 * of scripts that put no space between words each two letters that stand side
 * by side, so that a search finds what is inside a sentence. Every connection
 * to a store needs it before anything of full-text search. */
MUST_USE enum status tokenizer_add(struct store *store);

#endif
