#ifndef COMMANDS_PRINT_PERSON_H
#define COMMANDS_PRINT_PERSON_H

#include "commands/print.h"
#include "model/circle.h"

/* People as commands tell them. */

enum {
    PRINT_CLOCK_BYTES = 8
};

/* "07:02" where they are; "" where that is not known. */
void print_clock_there(const struct person *person,
    char out[PRINT_CLOCK_BYTES]);
/* "here", "away until 12 Dec", "not for 14 days"; "": nothing to tell. */
const char *print_whereabouts(const struct whereabouts *whereabouts,
    bool is_here);
/* Appends words after a comma; none where they are "". */
void print_joined(struct text *line, const char *words);

#endif
