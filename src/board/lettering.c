/* Lettering: from those who finished a week to those who begin it. */

#include "board/lettering.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/naming.h"
#include "board/own.h"
#include "board/pacing.h"
#include "board/policing.h"
#include "store/letters.h"

enum {
    DAYS_A_WEEK = 7,
    ASKED_FROM_DAY = 4, /* of the week, from 0 */
    ASKED_DAYS_AFTER = 2,
    TRAINING_ASKED_DAYS = 14,
    NEW_DAYS = 3,
    LETTERS_MOST = 3
};

/* Where a learner is in their training. */
struct stand {
    const struct cohort *cohort;
    int day;  /* of the training, from 0 */
    int days; /* that it lasts */
};

static struct stand
stand_in(const struct cohort *cohort)
{
    char today[11];

    date_begun(clock_now(), cohort->zone, today);
    return (struct stand){
        .cohort = cohort,
        .day = date_days(cohort->starts_on, today),
        .days = date_days(cohort->starts_on, cohort->ends_on) + 1,
    };
}

/* The week that is asked about; 0: the whole training; -1: none. */
static int
asked_week(const struct stand *stand)
{
    int of_week = stand->day % DAYS_A_WEEK;
    int week = stand->day / DAYS_A_WEEK + 1;

    if (stand->day < 0)
        return -1;
    if (stand->day >= stand->days)
        return stand->day < stand->days + TRAINING_ASKED_DAYS ? 0 : -1;
    if (of_week >= ASKED_FROM_DAY || stand->day == stand->days - 1)
        return week;
    return of_week < ASKED_DAYS_AFTER && week > 1 ? week - 1 : -1;
}

/* Whether the viewer learned here in time to have been in the week: before it
 * is asked about; in the whole training: before its last day was over. */
static bool
was_there(const struct viewer *viewer, const struct stand *stand, int week)
{
    const struct cohort *cohort = stand->cohort;
    int until = week > 0 ? (week - 1) * DAYS_A_WEEK + ASKED_FROM_DAY
                         : stand->days;

    for (size_t i = 0; i < viewer->members.count; i++) {
        const struct member *member = &viewer->members.rows[i];
        char joined[11];

        if (member->cohort_id != cohort->id || member->role != ROLE_LEARNER)
            continue;
        date_begun(member->joined_at, cohort->zone, joined);
        if (date_days(cohort->starts_on, joined) < until)
            return true;
    }
    return false;
}

/* What the viewer is asked for, whether or not it is written; the first of
 * their cohorts that asks something they have not written counts. */
static enum status
find_ask(struct viewer *viewer, struct letter_ask *ask, bool *is_written)
{
    struct cohort_list cohorts = {0};
    enum status status = pacing_own(viewer, &cohorts);
    bool is_found = false;

    *is_written = true;
    for (size_t i = 0; i < cohorts.count && status == STATUS_OK; i++) {
        const struct stand stand = stand_in(&cohorts.rows[i]);
        struct letter_ask here = {cohorts.rows[i].id, asked_week(&stand), ""};

        if (here.week < 0 || !was_there(viewer, &stand, here.week))
            continue;
        text_copy(here.program, sizeof here.program,
            cohorts.rows[i].program_title);
        if (*is_written)
            *ask = here;
        is_found = true;
        if (*is_written)
            status = letters_has(viewer->store, viewer->person.id, &here,
                is_written);
    }
    cohort_list_clear(&cohorts);
    if (status == STATUS_OK && !is_found)
        return refuse(STATUS_NOT_FOUND, "no letter is asked for now");
    return status;
}

enum status
lettering_due(struct viewer *viewer, struct letter_ask *ask)
{
    bool is_written;
    enum status status = find_ask(viewer, ask, &is_written);

    if (status == STATUS_OK && is_written)
        return refuse(STATUS_NOT_FOUND, "your letter is written");
    return status;
}

void
lettering_words(const struct letter_ask *ask, char *out, int size)
{
    static const char words[] = "What do you wish you had known at the start";

    if (ask->week > 0)
        snprintf(out, (size_t)size, "%s of week %d?", words, ask->week);
    else
        snprintf(out, (size_t)size, "%s of %s?", words, ask->program);
}

static enum status
write_letter(struct viewer *viewer, const char *given)
{
    struct letter_ask ask;
    char body[LETTER_BYTES];
    bool is_written;
    enum status status = find_ask(viewer, &ask, &is_written);

    if (status == STATUS_OK)
        status = naming_check_line("letter", given, body, sizeof body);
    if (status == STATUS_OK)
        status = policing_require(viewer);
    if (status == STATUS_OK)
        status = letters_put(viewer->store, viewer->person.id, &ask, body,
            clock_now());
    return status;
}

enum status
lettering_write(struct viewer *viewer, const char *given)
{
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    return own_end_unseen(viewer, write_letter(viewer, given));
}

/* ---- Reading ------------------------------------------------------------- */

static enum status
read_week(struct viewer *viewer, const struct stand *stand, int week,
    struct letter_list *list)
{
    if (list->count >= LETTERS_MOST)
        return STATUS_OK;
    return letters_before(viewer->store,
        &(struct letter_range){.person_id = viewer->person.id,
            .cohort_id = stand->cohort->id,
            .week = week,
            .limit = LETTERS_MOST - (int)list->count},
        list);
}

/* In the first week those on the whole training come after it. */
static enum status
read_stand(struct viewer *viewer, const struct stand *stand,
    struct letter_list *list)
{
    enum status status = read_week(viewer, stand, stand->day / DAYS_A_WEEK + 1,
        list);

    if (status == STATUS_OK && stand->day < DAYS_A_WEEK)
        status = read_week(viewer, stand, 0, list);
    return status;
}

static bool
is_in_training(const struct stand *stand)
{
    return stand->day >= 0 && stand->day < stand->days;
}

static bool
has_begun_a_week(const struct stand *stand)
{
    return stand->day % DAYS_A_WEEK < NEW_DAYS;
}

/* Those of each training that they are in the midst of. */
static enum status
read_letters(struct viewer *viewer, struct letter_list *list, bool *is_new)
{
    struct cohort_list cohorts = {0};
    enum status status = pacing_own(viewer, &cohorts);

    *is_new = false;
    for (size_t i = 0; i < cohorts.count && status == STATUS_OK; i++) {
        const struct stand stand = stand_in(&cohorts.rows[i]);

        if (!is_in_training(&stand) ||
            !viewer_has_role(viewer, cohorts.rows[i].id, ROLE_LEARNER))
            continue;
        *is_new = *is_new || has_begun_a_week(&stand);
        status = read_stand(viewer, &stand, list);
    }
    cohort_list_clear(&cohorts);
    return status;
}

/* Where people begin one by one only a learner is in a week. */
static bool
opens_here(const struct viewer *viewer, const struct board *board,
    const struct cohort *cohort)
{
    return board->kind == BOARD_COHORT && cohort->id == board->cohort_id &&
           (cohort->kind != PROGRAM_ELEARNING ||
               viewer_has_role(viewer, cohort->id, ROLE_LEARNER));
}

enum status
lettering_of_board(struct viewer *viewer, const struct board *board,
    struct letter_list *list)
{
    struct cohort_list cohorts = {0};
    struct letter_list found = {0};
    enum status status = pacing_own(viewer, &cohorts);

    for (size_t i = 0; i < cohorts.count && status == STATUS_OK; i++) {
        const struct stand stand = stand_in(&cohorts.rows[i]);

        if (opens_here(viewer, board, &cohorts.rows[i]) &&
            is_in_training(&stand) && has_begun_a_week(&stand))
            status = read_stand(viewer, &stand, &found);
    }
    cohort_list_clear(&cohorts);
    if (status == STATUS_OK)
        *list = found;
    else
        letter_list_clear(&found);
    return status;
}

enum status
lettering_list(struct viewer *viewer, struct letter_list *list)
{
    struct letter_list found = {0};
    bool is_new;
    enum status status = read_letters(viewer, &found, &is_new);

    if (status == STATUS_OK)
        *list = found;
    else
        letter_list_clear(&found);
    return status;
}

enum status
lettering_is_week_new(struct viewer *viewer, bool *is_new)
{
    struct letter_list found = {0};
    enum status status = read_letters(viewer, &found, is_new);

    *is_new = *is_new && found.count > 0;
    letter_list_clear(&found);
    return status;
}

static enum status
check_letter(struct viewer *viewer, int64_t letter_id)
{
    struct letter_list list = {0};
    enum status status = lettering_list(viewer, &list);
    bool is_found = false;

    for (size_t i = 0; i < list.count; i++)
        is_found = is_found || list.rows[i].id == letter_id;
    letter_list_clear(&list);
    if (status == STATUS_OK && !is_found)
        return refuse(STATUS_NOT_FOUND, "there is no such letter");
    return status;
}

enum status
lettering_use(struct viewer *viewer, int64_t letter_id, bool is_used)
{
    int64_t person_id = viewer->person.id;
    enum status status = own_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = check_letter(viewer, letter_id);
    if (status == STATUS_OK)
        status = is_used ? letters_use(viewer->store, letter_id, person_id,
                               clock_now())
                         : letters_unuse(viewer->store, letter_id, person_id);
    return own_end_unseen(viewer, status);
}
