/* Questions: their kinds, and what lists own. */

#include "model/question.h"

#include "base/memory.h"
#include "base/text.h"

static const struct {
    const char *name;
    const char *label;
} kinds[QUESTION_KIND_COUNT + 1] = {
    [QUESTION_REFLECT] = {"reflect", ""},
    [QUESTION_APPLY] = {"apply", "to apply"},
    [QUESTION_STORY] = {"story", "a story"},
    [QUESTION_MISTAKE] = {"mistake", "a mistake"},
    [QUESTION_ASK_THE_SME] = {"ask-the-sme", "ask the SME"},
    [QUESTION_KIND_COUNT] = {"", ""}, /* of a word that is no kind */
};

const char *
question_kind_name(enum question_kind kind)
{
    return kinds[kind].name;
}

enum question_kind
question_kind_of(const char *name)
{
    int kind = 0;

    while (kind < QUESTION_KIND_COUNT && !text_equals(kinds[kind].name, name))
        kind++;
    return (enum question_kind)kind;
}

const char *
question_kind_label(enum question_kind kind)
{
    return kinds[kind].label;
}

void
panel_list_clear(struct panel_list *list)
{
    memory_release(list->rows);
    *list = (struct panel_list){0};
}

void
question_list_clear(struct question_list *list)
{
    memory_release(list->rows);
    *list = (struct question_list){0};
}

void
bank_list_clear(struct bank_list *list)
{
    memory_release(list->rows);
    *list = (struct bank_list){0};
}
