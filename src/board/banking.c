/* Banking: questions kept for days without one. */

#include "board/banking.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/sameness.h"
#include "board/auditing.h"
#include "board/queueing.h"
#include "store/bank_questions.h"
#include "store/boards.h"
#include "store/programs.h"
#include "store/rhythms.h"

enum {
    DAYS_APART = 364
};

/* ---- Whose it is -------------------------------------------------------- */

static bool
fills(enum role role)
{
    return role == ROLE_MENTOR || role == ROLE_SME;
}

static enum status
check_right(const struct viewer *viewer, int64_t program_id)
{
    bool is_there = viewer->person.site_role != ROLE_NONE;

    if (viewer->is_operator)
        return STATUS_OK;
    for (size_t i = 0; i < viewer->members.count; i++) {
        const struct member *member = &viewer->members.rows[i];

        if (member->program_id != program_id)
            continue;
        if (fills(member->role))
            return STATUS_OK;
        is_there = true;
    }
    if (!is_there)
        return STATUS_NOT_FOUND;
    return refuse(STATUS_FORBIDDEN, "the bank is for mentors and SMEs");
}

static enum status
check_writes(const struct viewer *viewer)
{
    return viewer->may_write
               ? STATUS_OK
               : refuse(STATUS_FORBIDDEN, "you may only read here");
}

static enum status
find_program(const struct viewer *viewer, const char *slug,
    struct program *program)
{
    enum status status = programs_by_slug(viewer->store, slug, program);

    if (status == STATUS_OK)
        status = check_right(viewer, program->id);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no program called %s", slug);
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

/* ---- What is in it ------------------------------------------------------ */

static bool
has_same(const struct bank_list *bank, const char *body)
{
    struct text wanted = {0};
    struct text folded = {0};
    bool is_found = false;

    sameness_fold(&wanted, body);
    for (size_t i = 0; i < bank->count && !is_found; i++) {
        text_truncate(&folded, 0);
        sameness_fold(&folded, bank->rows[i].body);
        is_found = text_equals(text_bytes(&folded), text_bytes(&wanted));
    }
    text_clear(&wanted);
    text_clear(&folded);
    return is_found;
}

/* `bank` is what was there, and what came in before. */
static enum status
add_one(struct viewer *viewer, int64_t program_id, const struct banked *row,
    struct bank_list *bank, struct banked_many *many)
{
    struct bank_question question = {
        .program_id = program_id,
        .kind = row->kind,
    };
    enum status status = queueing_check_body(row->body, question.body);

    if (status != STATUS_OK)
        return status;
    if (has_same(bank, question.body)) {
        many->known++;
        return STATUS_OK;
    }
    status = bank_questions_add(viewer->store, &question, clock_now());
    if (status != STATUS_OK)
        return status;
    many->added++;
    bank->rows = grow(bank->rows, bank->count + 1, sizeof *bank->rows);
    bank->rows[bank->count++] = question;
    return STATUS_OK;
}

static enum status
add_all(struct viewer *viewer, const struct program *program,
    const struct banked *rows, size_t count, struct banked_many *many)
{
    struct bank_list bank = {0};
    struct text subject = {0};
    struct text texts = {0};
    enum status status = bank_questions_of(viewer->store, program->id, &bank);

    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        many->refused = i;
        status = add_one(viewer, program->id, &rows[i], &bank, many);
        text_add_format(&texts, "%s\n", rows[i].body);
    }
    text_add_format(&subject, "%s, %zu questions", program->slug, many->added);
    if (status == STATUS_OK)
        status = auditing_record(viewer, "questions bank import",
            text_bytes(&subject), NULL, text_bytes(&texts));
    text_clear(&subject);
    text_clear(&texts);
    bank_list_clear(&bank);
    return status;
}

enum status
banking_add(struct viewer *viewer, const char *slug, const struct banked *rows,
    size_t count, struct banked_many *many)
{
    struct program program;
    enum status status = find_program(viewer, slug, &program);

    *many = (struct banked_many){0};
    if (status == STATUS_OK)
        status = check_writes(viewer);
    if (status == STATUS_OK)
        status = store_begin(viewer->store);
    if (status != STATUS_OK)
        return status;
    return end(viewer, add_all(viewer, &program, rows, count, many));
}

enum status
banking_list(struct viewer *viewer, const char *slug, struct bank_list *list)
{
    struct program program;
    enum status status = find_program(viewer, slug, &program);

    if (status == STATUS_OK)
        status = bank_questions_of(viewer->store, program.id, list);
    return status;
}

static enum status
drop(struct viewer *viewer, int64_t id, struct bank_question *dropped)
{
    struct program program;
    struct text subject = {0};
    enum status status = bank_questions_find(viewer->store, id, dropped);

    if (status == STATUS_OK)
        status = check_right(viewer, dropped->program_id);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no bank has a question %lld", (long long)id);
    if (status == STATUS_OK)
        status = check_writes(viewer);
    if (status == STATUS_OK)
        status = programs_by_id(viewer->store, dropped->program_id, &program);
    if (status == STATUS_OK)
        status = bank_questions_drop(viewer->store, id);
    if (status != STATUS_OK)
        return status;
    text_add_format(&subject, "%s %lld", program.slug, (long long)id);
    status = auditing_record(viewer, "questions bank drop",
        text_bytes(&subject), NULL, dropped->body);
    text_clear(&subject);
    return status;
}

enum status
banking_drop(struct viewer *viewer, int64_t id, struct bank_question *dropped)
{
    struct bank_question found;
    enum status status = store_begin(viewer->store);

    if (status == STATUS_OK)
        status = end(viewer, drop(viewer, id, &found));
    if (status == STATUS_OK)
        *dropped = found;
    return status;
}

/* ---- What is left ------------------------------------------------------- */

static enum status
count_left(const struct viewer *viewer, const struct member *member, int *left)
{
    struct board board;
    struct bank_list bank = {0};
    char since[11];
    enum status status = bank_questions_of(viewer->store, member->program_id,
        &bank);
    bool has_bank = bank.count > 0;

    bank_list_clear(&bank);
    *left = BANK_LOW;
    if (status != STATUS_OK || !has_bank)
        return status;
    status = rhythms_intake_board(viewer->store, member->intake_id, &board);
    if (status == STATUS_OK)
        status = date_add(viewer->today, -DAYS_APART, since);
    if (status == STATUS_OK)
        status = bank_questions_fresh(viewer->store, &board, since, &bank);
    if (status == STATUS_OK)
        *left = bank.count < BANK_LOW ? (int)bank.count : BANK_LOW;
    bank_list_clear(&bank);
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

enum status
banking_low(const struct viewer *viewer, struct bank_left *low)
{
    struct bank_left found = {.left = -1};
    enum status status = STATUS_OK;

    for (size_t i = 0; i < viewer->members.count && status == STATUS_OK; i++) {
        const struct member *member = &viewer->members.rows[i];
        struct program program;
        int left = BANK_LOW;

        if (!fills(member->role) && member->role != ROLE_CHAMPION)
            continue;
        status = count_left(viewer, member, &left);
        if (status != STATUS_OK || left >= BANK_LOW ||
            (found.left >= 0 && found.left <= left))
            continue;
        status = programs_by_id(viewer->store, member->program_id, &program);
        if (status != STATUS_OK)
            break;
        found.left = left;
        text_copy(found.program, sizeof found.program, program.title);
    }
    if (status == STATUS_OK)
        *low = found;
    return status;
}
