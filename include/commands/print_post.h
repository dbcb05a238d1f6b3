#ifndef COMMANDS_PRINT_POST_H
#define COMMANDS_PRINT_POST_H

#include "commands/print.h"
#include "model/board.h"
#include "model/post.h"

/* A post as commands tell it. */

/* Author and time in one line, the body below, what others think of it at its
 * end, an empty line. */
void print_post(struct command_call *call, const struct board *board,
    const struct post *post);
/* Owned by the caller. */
struct json_t *print_post_json(const struct post *post, bool is_new);

#endif
