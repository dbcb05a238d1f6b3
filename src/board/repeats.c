/* Repeats: nobody is asked the same twice within a year. */

#include "base/clock.h"
#include "base/sameness.h"
#include "board/queueing.h"
#include "store/questions.h"
#include "store/questions_queued.h"

enum {
    DAYS_APART = 365,
    LOOKED_AT_MOST = 20000
};

struct search {
    const struct question *question;
    struct text folded;
    char found_on[11]; /* "": not yet */
};

static bool
differs(void *search_, const struct question *other)
{
    struct search *search = search_;
    struct text folded = {0};

    if (other->id == search->question->id)
        return true;
    sameness_fold(&folded, other->body);
    bool is_same = text_equals(text_bytes(&folded),
        text_bytes(&search->folded));
    text_clear(&folded);
    if (is_same)
        text_copy(search->found_on, sizeof search->found_on, other->asks_on);
    return !is_same;
}

enum status
queueing_check_new(const struct viewer *viewer, const struct question *question)
{
    struct search search = {.question = question};
    char from[11];
    char to[11];
    enum status status = date_add(question->asks_on, 1 - DAYS_APART, from);

    if (status == STATUS_OK)
        status = date_add(question->asks_on, DAYS_APART - 1, to);
    if (status != STATUS_OK)
        return status;
    sameness_fold(&search.folded, question->body);
    if (search.folded.length > 0)
        status = questions_around(viewer->store,
            &(struct question_range){.board_id = question->board_id,
                .from = from,
                .to = to,
                .limit = LOOKED_AT_MOST},
            differs, &search);
    text_clear(&search.folded);
    if (status == STATUS_OK && search.found_on[0] != '\0')
        return refuse(STATUS_CONFLICT,
            "the same is asked on %s: within a year of %s only with --again",
            search.found_on, question->asks_on);
    return status;
}
