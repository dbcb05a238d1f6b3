/* Pledges: what became of them, in words. */

#include "model/pledge.h"

#include "base/memory.h"
#include "base/text.h"

static const struct {
    const char *name;
    const char *words;
} answers[] = {
    [PLEDGE_UNANSWERED] = {"", ""},
    [PLEDGE_DONE] = {"done", "done"},
    [PLEDGE_NOT_YET] = {"not-yet", "not yet"},
    [PLEDGE_CHANGED] = {"changed", "changed my mind"},
};

void
pledge_list_clear(struct pledge_list *list)
{
    memory_release(list->rows);
    *list = (struct pledge_list){0};
}

bool
pledge_is_open(const struct pledge *pledge)
{
    return pledge->answer == PLEDGE_UNANSWERED ||
           pledge->answer == PLEDGE_NOT_YET;
}

const char *
pledge_answer_name(enum pledge_answer answer)
{
    return answers[answer].name;
}

enum pledge_answer
pledge_answer_of(const char *name)
{
    for (int i = PLEDGE_DONE; i < PLEDGE_ANSWERS; i++)
        if (text_equals(answers[i].name, name))
            return (enum pledge_answer)i;
    return PLEDGE_UNANSWERED;
}

const char *
pledge_answer_words(enum pledge_answer answer)
{
    return answers[answer].words;
}
