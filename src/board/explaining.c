/* Explaining: which acts on record gave people the roles that they have. */

#include "board/explaining.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/auditing.h"
#include "board/explained.h"
#include "store/cohorts.h"
#include "store/members.h"
#include "store/people_pages.h"
#include "store/programs.h"
#include "store/store.h"

enum {
    PAGE_PEOPLE = 200,
    SUBJECT_MOST = 2000 /* bytes; then another row begins */
};

void
unexplained_list_clear(struct unexplained_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        memory_release(list->rows[i].role);
    memory_release(list->rows);
    *list = (struct unexplained_list){0};
}

/* ---- On record ---------------------------------------------------------- */

static int
by_id(const void *one_, const void *other_)
{
    const int64_t *one = one_;
    const int64_t *other = other_;

    return (*one > *other) - (*one < *other);
}

/* Adds the run of numbers that `ids` begin with; how many they are. */
static size_t
add_run(struct text *subject, const int64_t *ids, size_t count)
{
    size_t run = 1;

    while (run < count && ids[run] == ids[0] + (int64_t)run)
        run++;
    text_add_format(subject, " #%" PRId64, ids[0]);
    if (run > 1)
        text_add_format(subject, "-#%" PRId64, ids[run - 1]);
    return run;
}

enum status
explaining_record(struct viewer *viewer, const char *cohort, enum role role,
    int64_t *person_ids, size_t count)
{
    enum status status = STATUS_OK;
    size_t at = 0;

    if (count > 1)
        qsort(person_ids, count, sizeof *person_ids, by_id);
    while (at < count && status == STATUS_OK) {
        struct text subject = {0};

        text_add_format(&subject, "%s %s", cohort, role_name(role));
        while (at < count && subject.length < SUBJECT_MOST)
            at += add_run(&subject, person_ids + at, count - at);
        status = auditing_record(viewer, EXPLAINED_MANY, text_bytes(&subject),
            NULL, NULL);
        text_clear(&subject);
    }
    return status;
}

/* ---- In the store ------------------------------------------------------- */

struct explaining {
    struct store *store;
    struct explained explained;
    struct unexplained_list *list;
    size_t *roles;
};

static void
add_unexplained(struct explaining *explaining, const struct person *person,
    struct text *role)
{
    struct unexplained_list *list = explaining->list;

    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    struct unexplained *row = &list->rows[list->count++];
    *row = (struct unexplained){.role = text_take(role)};
    text_copy(row->handle, sizeof row->handle, person->handle);
}

static void
check_site_role(struct explaining *explaining, const struct person *person)
{
    struct text role = {0};

    if (person->site_role == ROLE_NONE)
        return;
    (*explaining->roles)++;
    if (explained_site_role(&explaining->explained, person->id) ==
        person->site_role)
        return;
    text_add_format(&role, "%s of the site", role_name(person->site_role));
    add_unexplained(explaining, person, &role);
}

/* "mentor in emea-autumn", "sme of safe-handling as a whole" */
static enum status
tell_role(struct explaining *explaining, const struct member *member,
    struct text *role)
{
    struct cohort cohort = {0};
    struct program program = {0};
    enum status status;

    if (member->cohort_id != 0)
        status = cohorts_by_id(explaining->store, member->cohort_id, &cohort);
    else
        status = programs_by_id(explaining->store, member->program_id,
            &program);
    if (member->cohort_id != 0)
        text_add_format(role, "%s in %s", role_name(member->role), cohort.slug);
    else
        text_add_format(role, "%s of %s as a whole", role_name(member->role),
            program.slug);
    return status;
}

static enum status
check_member(struct explaining *explaining, const struct person *person,
    const struct member *member)
{
    struct text role = {0};

    (*explaining->roles)++;
    if (explained_member(&explaining->explained, member))
        return STATUS_OK;
    enum status status = tell_role(explaining, member, &role);
    if (status == STATUS_OK)
        add_unexplained(explaining, person, &role);
    text_clear(&role);
    return status;
}

static enum status
check_page(struct explaining *explaining, const struct person_list *people)
{
    struct member_list members = {0};
    size_t at = 0;
    enum status status = members_between(explaining->store, people->rows[0].id,
        people->rows[people->count - 1].id, PAGE_PEOPLE * MEMBERS_A_PERSON,
        &members);

    for (size_t i = 0; i < people->count && status == STATUS_OK; i++) {
        const struct person *person = &people->rows[i];

        check_site_role(explaining, person);
        for (; status == STATUS_OK && at < members.count &&
               members.rows[at].person_id == person->id;
             at++)
            status = check_member(explaining, person, &members.rows[at]);
    }
    member_list_clear(&members);
    return status;
}

static enum status
check_all(struct explaining *explaining)
{
    enum status status = STATUS_OK;
    int64_t after_id = 0;
    size_t count = PAGE_PEOPLE;

    while (status == STATUS_OK && count == PAGE_PEOPLE) {
        struct person_list people = {0};

        status = people_page(explaining->store, after_id, PAGE_PEOPLE, &people);
        count = people.count;
        if (status == STATUS_OK && count > 0) {
            after_id = people.rows[count - 1].id;
            status = check_page(explaining, &people);
        }
        person_list_clear(&people);
    }
    return status;
}

enum status
explaining_roles(struct viewer *viewer, struct unexplained_list *list,
    size_t *roles)
{
    struct unexplained_list found = {0};
    struct explaining explaining = {
        .store = viewer->store,
        .list = &found,
        .roles = roles,
    };

    *roles = 0;
    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    store_read_begin(viewer->store);
    enum status status = explained_read(viewer->store, &explaining.explained);
    if (status == STATUS_OK)
        status = check_all(&explaining);
    store_read_end(viewer->store);
    explained_clear(&explaining.explained);
    if (status == STATUS_OK)
        *list = found;
    else
        unexplained_list_clear(&found);
    return status;
}
