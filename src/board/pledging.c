/* Pledging: what people mean to do, and what became of it. */

#include "board/pledging.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/absence.h"
#include "board/counting.h"
#include "board/drafting.h"
#include "board/naming.h"
#include "board/own.h"
#include "board/pacing.h"
#include "board/reading.h"
#include "store/cohorts.h"
#include "store/pledges.h"

enum {
    PLEDGES_MOST = 100,
    OPEN_MOST = 50,
    DAYS_AHEAD_MOST = 3 * 366,
    DAY_SECONDS = 86400
};

static const int asked_after_days[] = {90, 60, 30};

/* ---- Making one ---------------------------------------------------------- */

static enum status
check_day(const struct viewer *viewer, const char *given, char date[11])
{
    bool is_tomorrow = text_equals(given, "tomorrow");

    if (is_tomorrow || text_equals(given, "today"))
        return date_add(viewer->today, is_tomorrow ? 1 : 0, date);
    if (!date_is_valid(given))
        return refuse(STATUS_INVALID, "by: %.40s is no date like 2026-11-23",
            given);
    if (strcmp(given, viewer->today) < 0)
        return refuse(STATUS_INVALID, "by: %s is past", given);
    if (date_days(viewer->today, given) > DAYS_AHEAD_MOST)
        return refuse(STATUS_INVALID, "by: at most 3 years ahead");
    text_copy(date, 11, given);
    return STATUS_OK;
}

/* What follows "when" or "I will", where they said it themselves. */
static const char *
without(const char *words, const char *given)
{
    size_t length = strlen(words);

    given += strspn(given, " ");
    if (strncasecmp(given, words, length) == 0 && given[length] == ' ')
        given += length;
    return given + strspn(given, " ");
}

static enum status
check_terms(const struct viewer *viewer, const struct pledge_terms *terms,
    struct pledge *pledge)
{
    enum status status = naming_check_line("when",
        without("when", terms->moment), pledge->moment, sizeof pledge->moment);

    if (status == STATUS_OK)
        status = naming_check_line("I will", without("I will", terms->deed),
            pledge->deed, sizeof pledge->deed);
    return status == STATUS_OK
               ? check_day(viewer, without("by", terms->by), pledge->by_on)
               : status;
}

/* The one they are in the midst of; an SME of a course alone is in none. */
static enum status
find_cohort(struct viewer *viewer, int64_t *cohort_id)
{
    struct cohort_list cohorts = {0};
    enum status status = pacing_own(viewer, &cohorts);

    if (status == STATUS_OK && cohorts.count == 0)
        status = refuse(STATUS_FORBIDDEN, "pledges are made in a cohort, and "
                                          "you are in none");
    if (status == STATUS_OK)
        *cohort_id = cohorts.rows[0].id;
    cohort_list_clear(&cohorts);
    return status;
}

static enum status
check_room(struct viewer *viewer)
{
    struct pledge_list list = {0};
    enum status status = pledges_by_person(viewer->store, viewer->person.id,
        OPEN_MOST, &list);

    if (status == STATUS_OK && list.count == OPEN_MOST &&
        pledge_is_open(&list.rows[OPEN_MOST - 1]))
        status = refuse(STATUS_FULL,
            "%d pledges are open: say first what "
            "became of one",
            OPEN_MOST);
    pledge_list_clear(&list);
    return status;
}

enum status
pledging_make(struct viewer *viewer, const struct pledge_terms *terms,
    int *number)
{
    struct pledge pledge = {.made_at = clock_now()};
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = check_terms(viewer, terms, &pledge);
    if (status == STATUS_OK)
        status = find_cohort(viewer, &pledge.cohort_id);
    if (status == STATUS_OK)
        status = check_room(viewer);
    if (status == STATUS_OK)
        status = pledges_add(viewer->store, viewer->person.id, &pledge);
    status = own_end_unseen(viewer, status);
    if (status == STATUS_OK)
        *number = pledge.number;
    return status;
}

/* ---- Asking again -------------------------------------------------------- */

static int
due_days(const struct pledge *pledge, int64_t now)
{
    if (!pledge_is_open(pledge))
        return 0;
    for (size_t i = 0; i < sizeof asked_after_days / sizeof(int); i++) {
        int64_t at = pledge->made_at +
                     (int64_t)asked_after_days[i] * DAY_SECONDS;

        if (now >= at)
            return pledge->answered_at < at ? asked_after_days[i] : 0;
    }
    return 0;
}

enum status
pledging_list(struct viewer *viewer, struct pledge_list *list)
{
    struct pledge_list found = {0};
    struct leave leave = {0};
    enum status status = pledges_by_person(viewer->store, viewer->person.id,
        PLEDGES_MOST, &found);

    if (status == STATUS_OK && found.count > 0)
        status = absence_now(viewer, &viewer->person, &leave);
    for (size_t i = 0; i < found.count && leave.id == 0; i++)
        found.rows[i].due_days = due_days(&found.rows[i], clock_now());
    if (status == STATUS_OK)
        *list = found;
    else
        pledge_list_clear(&found);
    return status;
}

static enum status
find(struct viewer *viewer, int number, struct pledge *pledge)
{
    enum status status = pledges_find(viewer->store, viewer->person.id, number,
        pledge);

    if (status == STATUS_NOT_FOUND)
        return refuse(status, "you have no pledge %d", number);
    return status;
}

enum status
pledging_answer(struct viewer *viewer, int number, enum pledge_answer answer,
    const char *given)
{
    struct pledge pledge;
    char word[PLEDGE_WORD_BYTES] = "";
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = find(viewer, number, &pledge);
    if (status == STATUS_OK && given != NULL && given[0] != '\0')
        status = naming_check_line("what happened", given, word, sizeof word);
    if (status == STATUS_OK)
        status = pledges_answer(viewer->store, pledge.id, answer, word,
            clock_now());
    return own_end_unseen(viewer, status);
}

/* ---- Telling the cohort -------------------------------------------------- */

static enum status
find_board(struct viewer *viewer, int64_t cohort_id, struct board *board)
{
    struct cohort cohort;
    enum status status = cohorts_by_id(viewer->store, cohort_id, &cohort);

    return status == STATUS_OK ? reading_board(viewer, cohort.slug, board)
                               : status;
}

static void
write_draft(const struct pledge *pledge, struct draft *draft)
{
    struct text body = {0};
    struct text subject = {0};

    text_add_format(&subject, "I pledged to %s", pledge->deed);
    text_copy(draft->subject, sizeof draft->subject, text_bytes(&subject));
    text_add_format(&body, "When %s, I will %s, by %s.\n", pledge->moment,
        pledge->deed, pledge->by_on);
    if (pledge->answer != PLEDGE_UNANSWERED)
        text_add_format(&body, "\nWhat became of it: %s.\n",
            pledge_answer_words(pledge->answer));
    if (pledge->word[0] != '\0')
        text_add_format(&body, "%s\n", pledge->word);
    draft->body = text_take(&body);
    text_clear(&subject);
}

enum status
pledging_draft(struct viewer *viewer, int number, int64_t *board_id)
{
    struct pledge pledge;
    struct board board;
    struct draft draft = {.target = DRAFT_BOARD};
    struct draft other = {0};
    enum status status = find(viewer, number, &pledge);

    if (status == STATUS_OK)
        status = find_board(viewer, pledge.cohort_id, &board);
    if (status != STATUS_OK)
        return status;
    status = drafting_find(viewer, DRAFT_BOARD, board.id, 0, &other);
    draft_clear(&other);
    if (status == STATUS_OK)
        return refuse(STATUS_CONFLICT,
            "a draft waits on %s already: send or drop it first", board.title);
    draft.target_id = board.id;
    write_draft(&pledge, &draft);
    status = drafting_save(viewer, &draft);
    draft_clear(&draft);
    if (status == STATUS_OK)
        *board_id = board.id;
    return status;
}

/* ---- Counts -------------------------------------------------------------- */

enum status
pledging_count(struct viewer *viewer, const char *slug,
    struct pledge_counts *counts)
{
    struct cohort cohort;
    enum status status = cohorts_by_slug(viewer->store, slug, &cohort);
    bool is_member = false;

    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    if (status == STATUS_OK && counting_may_cohort(viewer, cohort.id))
        return pledges_count(viewer->store, cohort.id, counts);
    for (size_t i = 0; i < viewer->members.count && status == STATUS_OK; i++)
        is_member = is_member || viewer->members.rows[i].cohort_id == cohort.id;
    if (is_member)
        return refuse(STATUS_FORBIDDEN, "counts are for champions, sponsors, "
                                        "moderators and the operator");
    return refuse(STATUS_NOT_FOUND, "no cohort %.60s", slug);
}
