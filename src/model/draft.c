/* Drafts: the words for what they are for, and what they own. */

#include "model/draft.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"

enum {
    HUNDRED = 100
};

static const char *const targets[] = {
    [DRAFT_BOARD] = "board",
    [DRAFT_THREAD] = "thread",
    [DRAFT_QUESTION] = "question",
    [DRAFT_EDIT] = "edit",
    [DRAFT_ASK] = "ask",
};

void
draft_clear(struct draft *draft)
{
    memory_release(draft->body);
    *draft = (struct draft){0};
}

void
draft_list_clear(struct draft_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        draft_clear(&list->rows[i]);
    memory_release(list->rows);
    *list = (struct draft_list){0};
}

const char *
draft_target_name(enum draft_target target)
{
    return targets[target];
}

int
draft_date_number(const char *date)
{
    int number = 0;

    if (!date_is_valid(date))
        return 0;
    for (const char *at = date; *at != '\0'; at++)
        if (*at != '-')
            number = number * 10 + (*at - '0');
    return number;
}

bool
draft_date(int number, char date[11])
{
    char words[32];

    snprintf(words, sizeof words, "%04d-%02d-%02d", number / HUNDRED / HUNDRED,
        number / HUNDRED % HUNDRED, number % HUNDRED);
    return number > 0 && date_is_valid(words) &&
           text_copy(date, sizeof(char[11]), words);
}
