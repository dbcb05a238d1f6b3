#ifndef BOARD_LOOKUP_H
#define BOARD_LOOKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Numbers by text, in memory: what one import remembers. {0} is empty. */
struct lookup_row {
    char *text; /* owned; NULL: free */
    int64_t number;
};

struct lookup {
    struct lookup_row *rows; /* owned; a power of two of them */
    size_t room;
    size_t count;
};

bool lookup_find(const struct lookup *lookup, const char *text,
    int64_t *number);
/* Sets or replaces. */
void lookup_set(struct lookup *lookup, const char *text, int64_t number);
void lookup_clear(struct lookup *lookup);

#endif
