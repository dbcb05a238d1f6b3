#ifndef COMMANDS_PATTERN_H
#define COMMANDS_PATTERN_H

#include <stdbool.h>

#include "base/status.h"
#include "base/text.h"

/* The language in which a command says what it takes, words parted by one
 * space:
 *   word               this very word
 *   <name>             a value; <thread>, <post>, <count>, <question>,
 *                      <pledge> and <number> are numbers from 1 on
 *   <name>...          the rest, joined by spaces; last of the values
 *   [<name>] [<name>...]   the same, may be left out
 *   --name <value>     an option that must be given, anywhere; its value is a
 *                      number by its name, as above
 *   [--name <value>] [--name]   an option, a flag
 * "--" ends the options; so does the beginning of a rest for words that are
 * no option of this pattern. An optional number is only taken from before
 * "--", and left for what follows when the word is no number. */

enum {
    PATTERN_SLOTS = 16 /* values, options and flags of one pattern */
};

struct pattern_values {
    const char *value[PATTERN_SLOTS]; /* borrowed from the words, and `rest` */
    bool flag[PATTERN_SLOTS];
    struct text rest; /* owned */
};

/* The first words of the pattern, before any value or option. */
int pattern_words(const char *pattern);
/* How many of them `words` begin with. */
int pattern_common(const char *pattern, int count, const char *const *words);
/* Those words, parted by spaces, added to `name`. */
void pattern_name(const char *pattern, struct text *name);

/* Fills `values`; pattern_clear() it whatever is said. INVALID with a reason
 * that ends in "usage: " and the pattern. */
MUST_USE enum status pattern_match(const char *pattern, int count,
    const char *const *words, struct pattern_values *values);
void pattern_clear(struct pattern_values *values);
/* Whether the pattern has the flag, and whether it was given. */
bool pattern_flag(const char *pattern, const struct pattern_values *values,
    const char *name);

#endif
