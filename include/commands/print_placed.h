#ifndef COMMANDS_PRINT_PLACED_H
#define COMMANDS_PRINT_PLACED_H

#include "base/text.h"
#include "board/placing.h"

/* What a cohort got of its program's plan, in lines; false and nothing where
 * there was nothing to get. */
bool print_placed(struct text *out, const struct placed *placed);

#endif
