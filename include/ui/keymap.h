#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/decoder.h"

/* How tables write keys: a character stands for itself ("j", "?"), every other
 * key by its name in angle brackets: "<Enter>", "<Esc>", "<Space>", "<PgDn>",
 * "<C-l>" for Ctrl-L, "<M-b>" for Alt-B. */

/* The key written in `count` bytes; false for none. */
bool keymap_parse(const char *word, size_t count, struct key *key);
/* Whether they are the same key. Mouse keys are by button alone. */
bool keymap_equals(const struct key *a, const struct key *b);
/* As screens show a written key: "Enter", "Ctrl-L", "j". Returns `out`. */
const char *keymap_show(const char *word, size_t count, char *out, int size);

#endif
