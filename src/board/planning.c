/* Planning: what the cohorts of a program are asked and told by themselves. */

#include "board/planning.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "board/posting.h"
#include "board/queueing.h"
#include "store/cohorts.h"
#include "store/plan_entries.h"
#include "store/programs.h"

static enum status
find_program(const struct viewer *viewer, const char *slug,
    struct program *program)
{
    return enrolled_named(programs_by_slug(viewer->store, slug, program),
        "program", slug);
}

/* ---- Rows --------------------------------------------------------------- */

static enum status
check_announcement(const char *given, struct text *body)
{
    size_t removed;
    enum status status = posting_check_body(given, strlen(given), body,
        &removed);

    if (status == STATUS_OK && body->length >= ANNOUNCEMENT_BYTES)
        return refuse(STATUS_INVALID, "an announcement is over %d bytes",
            ANNOUNCEMENT_BYTES - 1);
    return status;
}

static enum status
check_text(const struct planning_row *row, struct text *body)
{
    char question[QUESTION_BYTES];

    if (row->is_announcement)
        return check_announcement(row->body, body);
    enum status status = queueing_check_body(row->body, question);
    if (status == STATUS_OK)
        text_add(body, question);
    return status;
}

static enum status
check_day(const struct planning_row *rows, size_t at,
    struct planning_outcome *outcome)
{
    const struct planning_row *row = &rows[at];

    if (row->week < 1 || row->week > PLAN_WEEKS_MOST)
        return refuse(STATUS_INVALID, "week %d: from 1 to %d", row->week,
            PLAN_WEEKS_MOST);
    for (size_t i = 0; i < at; i++) {
        if (rows[i].week != row->week || rows[i].weekday != row->weekday ||
            rows[i].is_announcement != row->is_announcement)
            continue;
        outcome->same_as = i;
        return refuse(STATUS_CONFLICT, "week %d has %s on %s already",
            row->week, row->is_announcement ? "an announcement" : "a question",
            plan_weekday_name(row->weekday));
    }
    return STATUS_OK;
}

static enum status
add_row(struct viewer *viewer, int64_t program_id,
    const struct planning_row *row, struct text *texts)
{
    struct text body = {0};
    enum status status = check_text(row, &body);

    if (status == STATUS_OK) {
        struct plan_entry entry = {
            .week = row->week,
            .weekday = row->weekday,
            .is_announcement = row->is_announcement,
            .kind = row->kind,
            .body = body.bytes,
        };

        text_add_format(texts, "%s\n", text_bytes(&body));
        status = plan_entries_add(viewer->store, program_id, &entry);
    }
    text_clear(&body);
    return status;
}

/* A file on its way in. */
struct incoming {
    const struct planning_row *rows;
    size_t count;
    struct text texts; /* a line each, for the record */
    struct planning_outcome *outcome;
};

static enum status
add_all(struct viewer *viewer, int64_t program_id, struct incoming *incoming)
{
    struct planning_outcome *outcome = incoming->outcome;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < incoming->count && status == STATUS_OK; i++) {
        const struct planning_row *row = &incoming->rows[i];

        outcome->refused = outcome->same_as = i;
        status = check_day(incoming->rows, i, outcome);
        if (status == STATUS_OK)
            status = add_row(viewer, program_id, row, &incoming->texts);
        if (row->is_announcement)
            outcome->announcements++;
        else
            outcome->questions++;
    }
    return status;
}

static enum status
record(struct viewer *viewer, const char *slug, const char *texts,
    const struct planning_outcome *outcome)
{
    struct text subject = {0};

    text_add_format(&subject, "%s, %d questions, %d announcements", slug,
        outcome->questions, outcome->announcements);
    enum status status = auditing_record(viewer, "program plan import",
        text_bytes(&subject), NULL, texts);
    text_clear(&subject);
    return status;
}

static enum status
end(struct viewer *viewer, enum status status)
{
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

static enum status
count_entries(struct viewer *viewer, int64_t program_id, size_t *count)
{
    struct plan_list list = {0};
    enum status status = plan_entries_of(viewer->store, program_id, &list);

    *count = list.count;
    plan_list_clear(&list);
    return status;
}

enum status
planning_import(struct viewer *viewer, const char *slug,
    const struct planning_row *rows, size_t count,
    struct planning_outcome *outcome)
{
    struct program program = {0};
    struct incoming incoming = {rows, count, {0}, outcome};
    size_t before = 0;
    enum status status = enrolled_begin(viewer);

    *outcome = (struct planning_outcome){.refused = count, .same_as = count};
    if (status != STATUS_OK)
        return status;
    status = find_program(viewer, slug, &program);
    if (status == STATUS_OK)
        status = count_entries(viewer, program.id, &before);
    if (status == STATUS_OK)
        status = plan_entries_clear(viewer->store, program.id);
    if (status == STATUS_OK)
        status = add_all(viewer, program.id, &incoming);
    outcome->replaced = before > 0;
    if (status == STATUS_OK)
        status = record(viewer, slug, text_bytes(&incoming.texts), outcome);
    text_clear(&incoming.texts);
    return end(viewer, status);
}

/* ---- The whole ---------------------------------------------------------- */

static enum status
find_operating(const struct viewer *viewer, const char *slug,
    struct program *program)
{
    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    return find_program(viewer, slug, program);
}

enum status
planning_list(struct viewer *viewer, const char *slug, struct plan_list *list)
{
    struct program program = {0};
    enum status status = find_operating(viewer, slug, &program);

    if (status == STATUS_OK)
        status = plan_entries_of(viewer->store, program.id, list);
    return status;
}

enum status
planning_clear(struct viewer *viewer, const char *slug, size_t *dropped)
{
    struct program program = {0};
    enum status status = enrolled_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = find_program(viewer, slug, &program);
    if (status == STATUS_OK)
        status = count_entries(viewer, program.id, dropped);
    if (status == STATUS_OK)
        status = plan_entries_clear(viewer->store, program.id);
    return enrolled_end(viewer, status, "program plan clear", slug);
}

static bool
is_over(const struct cohort *cohort)
{
    char today[11];

    date_begun(clock_now(), cohort->zone, today);
    return strcmp(cohort->ends_on, today) < 0;
}

enum status
planning_cohorts(struct viewer *viewer, const char *slug,
    struct cohort_list *list)
{
    struct program program = {0};
    struct cohort_list found = {0};
    size_t kept = 0;
    enum status status = find_operating(viewer, slug, &program);

    if (status == STATUS_OK)
        status = cohorts_by_program(viewer->store, program.id, &found);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < found.count; i++)
        if (!is_over(&found.rows[i]))
            found.rows[kept++] = found.rows[i];
    found.count = kept;
    *list = found;
    return STATUS_OK;
}
