/* Explained: the record of acts, read for the roles it gave and took. */

#include "board/explained.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "store/audit.h"
#include "store/cohorts.h"
#include "store/people.h"
#include "store/programs.h"

enum {
    PAGE_ACTS = 500,
    WORDS_MOST = 1024, /* more than a row of EXPLAINED_MANY holds */
    RUN_MOST = 1000000,
    KEY_BYTES = 96
};

/* The words of an act's subject. */
struct words {
    char *bytes; /* owned */
    const char *rows[WORDS_MOST];
    size_t count;
};

/* ---- Given and taken ---------------------------------------------------- */

static void
member_key(char key[KEY_BYTES], int64_t person_id, int64_t cohort_id,
    const char *role)
{
    snprintf(key, KEY_BYTES, "member %" PRId64 " %" PRId64 " %.20s", person_id,
        cohort_id, role);
}

static void
course_key(char key[KEY_BYTES], int64_t person_id, int64_t program_id)
{
    snprintf(key, KEY_BYTES, "course %" PRId64 " %" PRId64, person_id,
        program_id);
}

static void
site_key(char key[KEY_BYTES], int64_t person_id)
{
    snprintf(key, KEY_BYTES, "site %" PRId64, person_id);
}

bool
explained_member(const struct explained *explained, const struct member *member)
{
    char key[KEY_BYTES];
    int64_t given = 0;

    if (member->cohort_id != 0)
        member_key(key, member->person_id, member->cohort_id,
            role_name(member->role));
    else
        course_key(key, member->person_id, member->program_id);
    return lookup_find(&explained->roles, key, &given) && given == 1;
}

enum role
explained_site_role(const struct explained *explained, int64_t person_id)
{
    char key[KEY_BYTES];
    int64_t role = ROLE_NONE;

    site_key(key, person_id);
    return lookup_find(&explained->roles, key, &role) ? (enum role)role
                                                      : ROLE_NONE;
}

/* ---- Words -------------------------------------------------------------- */

/* Commas are for those who read it. */
static void
split(const char *subject, struct words *words)
{
    char *rest = NULL;

    *words = (struct words){.bytes = memory_copy(subject)};
    for (char *word = strtok_r(words->bytes, " ,", &rest);
         word != NULL && words->count < WORDS_MOST;
         word = strtok_r(NULL, " ,", &rest))
        words->rows[words->count++] = word;
}

/* By number; from before people stood so in the record, by handle. 0: the word
 * stands for nobody. */
static enum status
person_of(const struct explained *explained, const char *word, int64_t *id)
{
    struct person person;

    *id = 0;
    if (word[0] == '#') {
        if (!text_number(word + 1, 1, INT64_MAX, id))
            *id = 0;
        return STATUS_OK;
    }
    enum status status = people_by_handle(explained->store, word, &person);
    if (status == STATUS_OK)
        *id = person.id;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

static enum status
find_place(struct store *store, bool is_program, const char *slug, int64_t *id)
{
    struct cohort cohort = {0};
    struct program program = {0};
    enum status status = STATUS_OK;

    if (is_program)
        status = programs_by_slug(store, slug, &program);
    else
        status = cohorts_by_slug(store, slug, &cohort);
    *id = is_program ? program.id : cohort.id;
    if (status == STATUS_NOT_FOUND)
        *id = 0;
    return status == STATUS_NOT_FOUND ? STATUS_OK : status;
}

/* A cohort's id, or a program's; 0: there is none of this name. */
static enum status
place_of(struct explained *explained, bool is_program, const char *slug,
    int64_t *id)
{
    char key[KEY_BYTES];

    snprintf(key, sizeof key, "%s %.60s", is_program ? "program" : "cohort",
        slug);
    if (lookup_find(&explained->places, key, id))
        return STATUS_OK;
    enum status status = find_place(explained->store, is_program, slug, id);
    if (status == STATUS_OK)
        lookup_set(&explained->places, key, *id);
    return status;
}

/* ---- Acts --------------------------------------------------------------- */

/* The roles named from word `at` on, up to what is none. */
static enum status
set_roles(struct explained *explained, const struct words *words,
    const char *slug, size_t at, int64_t given)
{
    int64_t person_id;
    int64_t cohort_id = 0;
    char key[KEY_BYTES];
    enum status status = person_of(explained, words->rows[0], &person_id);

    if (status == STATUS_OK)
        status = place_of(explained, false, slug, &cohort_id);
    if (status != STATUS_OK)
        return status;
    for (; at < words->count && role_of(words->rows[at]) != ROLE_NONE; at++) {
        member_key(key, person_id, cohort_id, words->rows[at]);
        lookup_set(&explained->roles, key, given);
    }
    return STATUS_OK;
}

/* "#17 emea-autumn mentor" */
static enum status
read_given(struct explained *explained, const struct words *words)
{
    return words->count < 3 ? STATUS_OK
                            : set_roles(explained, words, words->rows[1], 2, 1);
}

static enum status
read_taken(struct explained *explained, const struct words *words)
{
    return words->count < 3 ? STATUS_OK
                            : set_roles(explained, words, words->rows[1], 2, 0);
}

/* "#17 emea-autumn amer-autumn learner" */
static enum status
read_moved(struct explained *explained, const struct words *words)
{
    if (words->count < 4)
        return STATUS_OK;
    enum status status = set_roles(explained, words, words->rows[1], 3, 0);
    return status == STATUS_OK
               ? set_roles(explained, words, words->rows[2], 3, 1)
               : status;
}

/* "#17 moderator", "#17 none" */
static enum status
read_site_role(struct explained *explained, const struct words *words)
{
    int64_t person_id;
    char key[KEY_BYTES];

    if (words->count < 2)
        return STATUS_OK;
    enum status status = person_of(explained, words->rows[0], &person_id);
    site_key(key, person_id);
    if (status == STATUS_OK)
        lookup_set(&explained->roles, key, role_of(words->rows[1]));
    return status;
}

/* Whoever leaves loses a role of the whole site. */
static enum status
read_parted(struct explained *explained, const struct words *words)
{
    struct words parted = {.rows = {words->rows[0], "none"}, .count = 2};

    return words->count > 0 ? read_site_role(explained, &parted) : STATUS_OK;
}

static enum status
set_course(struct explained *explained, const struct words *words,
    int64_t given)
{
    int64_t person_id;
    int64_t program_id = 0;
    char key[KEY_BYTES];

    if (words->count < 2)
        return STATUS_OK;
    enum status status = person_of(explained, words->rows[0], &person_id);
    if (status == STATUS_OK)
        status = place_of(explained, true, words->rows[1], &program_id);
    course_key(key, person_id, program_id);
    if (status == STATUS_OK)
        lookup_set(&explained->roles, key, given);
    return status;
}

/* "#17 safe-handling" */
static enum status
read_course_given(struct explained *explained, const struct words *words)
{
    return set_course(explained, words, 1);
}

static enum status
read_course_taken(struct explained *explained, const struct words *words)
{
    return set_course(explained, words, 0);
}

/* "#17", "#17-#29"; false for what is neither. */
static bool
read_run(const char *word, int64_t *first, int64_t *last)
{
    char begin[24];
    const char *dash = strchr(word, '-');

    if (dash == NULL) {
        *last = word[0] == '#' && text_number(word + 1, 1, INT64_MAX, first)
                    ? *first
                    : 0;
        return *last != 0;
    }
    snprintf(begin, sizeof begin, "%.*s", (int)(dash - word), word);
    return begin[0] == '#' && dash[1] == '#' &&
           text_number(begin + 1, 1, INT64_MAX, first) &&
           text_number(dash + 2, *first, INT64_MAX, last);
}

/* "emea-autumn learner #2-#15 #20" */
static enum status
read_many(struct explained *explained, const struct words *words)
{
    int64_t cohort_id = 0;
    int64_t first;
    int64_t last;
    char key[KEY_BYTES];

    if (words->count < 3)
        return STATUS_OK;
    enum status status = place_of(explained, false, words->rows[0], &cohort_id);
    for (size_t i = 2; i < words->count && status == STATUS_OK; i++) {
        if (!read_run(words->rows[i], &first, &last) ||
            last - first >= RUN_MOST)
            continue;
        for (int64_t id = first; id <= last; id++) {
            member_key(key, id, cohort_id, words->rows[1]);
            lookup_set(&explained->roles, key, 1);
        }
    }
    return status;
}

bool
explained_names(const char *subject, int64_t person_id)
{
    struct words words;
    bool is_named = false;

    split(subject, &words);
    for (size_t i = 2; i < words.count && !is_named; i++) {
        int64_t first = 0;
        int64_t last = 0;

        is_named = read_run(words.rows[i], &first, &last) &&
                   first <= person_id && person_id <= last;
    }
    memory_free(words.bytes);
    return is_named;
}

static enum status
read_act(struct explained *explained, const struct act *act)
{
    static const struct {
        const char *name;
        enum status (
            *read)(struct explained *explained, const struct words *words);
    } acts[] = {
        {"member add", read_given},
        {"join", read_given},
        {"enrol", read_given},
        {"member remove", read_taken},
        {"member move", read_moved},
        {"role", read_site_role},
        {"course sme add", read_course_given},
        {"course sme remove", read_course_taken},
        {EXPLAINED_MANY, read_many},
        {"person anonymise", read_parted},
        {"person erase", read_parted},
    };
    struct words words;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        if (!text_equals(act->name, acts[i].name))
            continue;
        split(act->subject, &words);
        status = acts[i].read(explained, &words);
        memory_free(words.bytes);
    }
    return status;
}

enum status
explained_read(struct store *store, struct explained *explained)
{
    enum status status = STATUS_OK;
    int64_t after_id = 0;
    size_t count = PAGE_ACTS;

    *explained = (struct explained){.store = store};
    while (status == STATUS_OK && count == PAGE_ACTS) {
        struct act_list page = {0};

        status = audit_after(store, after_id, PAGE_ACTS, &page);
        count = page.count;
        for (size_t i = 0; i < count && status == STATUS_OK; i++) {
            after_id = page.rows[i].id;
            status = read_act(explained, &page.rows[i]);
        }
        act_list_clear(&page);
    }
    return status;
}

void
explained_clear(struct explained *explained)
{
    lookup_clear(&explained->roles);
    lookup_clear(&explained->places);
}
