/* Boards: the words for their kinds, and what lists own. */

#include "model/board.h"

#include "base/memory.h"
#include "base/text.h"

static const char *const kinds[BOARD_KIND_COUNT + 1] = {
    [BOARD_COHORT] = "cohort",
    [BOARD_PROGRAM] = "program",
    [BOARD_ALUMNI] = "alumni",
    [BOARD_COURSE] = "course",
    [BOARD_COMMONS] = "commons",
    [BOARD_KIND_COUNT] = "", /* of a word that is no kind */
};

void
board_list_clear(struct board_list *list)
{
    memory_release(list->rows);
    *list = (struct board_list){0};
}

const char *
board_kind_name(enum board_kind kind)
{
    return kinds[kind];
}

void
board_title_after(enum board_kind kind, const char *program,
    char title[TITLE_BYTES])
{
    struct text made = {0};

    text_add(&made, kind == BOARD_ALUMNI ? "Alumni of " : "Course: ");
    text_add(&made, program);
    text_copy(title, TITLE_BYTES, text_bytes(&made));
    text_clear(&made);
}

enum board_kind
board_kind_of(const char *name)
{
    int kind = 0;

    while (kind < BOARD_KIND_COUNT && !text_equals(kinds[kind], name))
        kind++;
    return (enum board_kind)kind;
}
