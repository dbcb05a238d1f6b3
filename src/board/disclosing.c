/* Disclosing: who can read a board, and why. */

#include "board/disclosing.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/access.h"
#include "store/cohorts.h"
#include "store/members.h"
#include "store/people_pages.h"
#include "store/programs.h"
#include "store/store.h"

enum {
    PAGE_PEOPLE = 200
};

/* The slug of a cohort, or of a program that has SMEs as a whole. */
struct name {
    bool is_program;
    int64_t id;
    char slug[SLUG_BYTES];
};

struct disclosing {
    struct viewer *viewer;
    struct board board;
    struct name *names; /* owned: those met so far */
    size_t name_count;
    struct disclosed_list list;
};

void
disclosed_list_clear(struct disclosed_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        memory_release(list->rows[i].reasons);
    memory_release(list->rows);
    *list = (struct disclosed_list){0};
}

/* ---- Names -------------------------------------------------------------- */

static enum status
read_slug(struct store *store, struct name *name)
{
    struct program program = {0};
    struct cohort cohort = {0};
    enum status status = STATUS_OK;

    if (name->is_program)
        status = programs_by_id(store, name->id, &program);
    else
        status = cohorts_by_id(store, name->id, &cohort);
    text_copy(name->slug, sizeof name->slug,
        name->is_program ? program.slug : cohort.slug);
    return status;
}

static enum status
find_slug(struct disclosing *disclosing, const struct member *member,
    const char **slug)
{
    struct name name = {
        .is_program = member->cohort_id == 0,
        .id = member->cohort_id != 0 ? member->cohort_id : member->program_id,
    };
    struct name *names = disclosing->names;
    size_t at = 0;

    while (at < disclosing->name_count &&
           (names[at].id != name.id || names[at].is_program != name.is_program))
        at++;
    if (at == disclosing->name_count) {
        enum status status = read_slug(disclosing->viewer->store, &name);
        if (status != STATUS_OK)
            return status;
        names = grow(names, at + 1, sizeof *names);
        names[at] = name;
        disclosing->names = names;
        disclosing->name_count = at + 1;
    }
    *slug = names[at].slug;
    return STATUS_OK;
}

/* ---- Why ---------------------------------------------------------------- */

static const char *
role_words(enum role role)
{
    return role == ROLE_SME ? role_label(role) : role_name(role);
}

/* "learner in emea-autumn, alumni since 2026-12-18" */
static enum status
add_membership(struct disclosing *disclosing, const struct viewer *person,
    const struct member *member, struct text *reasons)
{
    bool is_alumni = disclosing->board.kind == BOARD_ALUMNI;
    const char *slug = "";
    enum status status = find_slug(disclosing, member, &slug);

    if (member->cohort_id == 0)
        text_add_format(reasons, "%s of %s as a whole",
            role_words(member->role), slug);
    else
        text_add_format(reasons, "%s in %s", role_words(member->role), slug);
    if (is_alumni && !rights_belongs(person, member, &disclosing->board))
        text_add(reasons, ", staff of the program");
    else if (is_alumni && member->cohort_id != 0)
        text_add_format(reasons, ", alumni since %s", member->ends_on);
    text_add(reasons, "\n");
    return status;
}

static enum status
add_reasons(struct disclosing *disclosing, const struct viewer *person,
    struct text *reasons)
{
    const struct board *board = &disclosing->board;
    enum role site_role = person->person.site_role;
    enum status status = STATUS_OK;

    if (rights_by_everyone(RIGHT_SEE, board))
        text_add_format(reasons, "%s: everyone who may log in\n", board->slug);
    if (rights_by_site_role(site_role, RIGHT_SEE, board))
        text_add_format(reasons, "site %s\n", role_words(site_role));
    for (size_t i = 0; i < person->members.count && status == STATUS_OK; i++)
        if (rights_by_member(person, &person->members.rows[i], RIGHT_SEE,
                board))
            status = add_membership(disclosing, person,
                &person->members.rows[i], reasons);
    return status;
}

static enum status
disclose(struct disclosing *disclosing, const struct viewer *person)
{
    struct disclosed_list *list = &disclosing->list;
    struct text reasons = {0};

    if (!person->person.may_log_in ||
        !rights_allow(person, RIGHT_SEE, &disclosing->board))
        return STATUS_OK;
    enum status status = add_reasons(disclosing, person, &reasons);
    if (status != STATUS_OK) {
        text_clear(&reasons);
        return status;
    }
    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    struct disclosed *row = &list->rows[list->count++];

    *row = (struct disclosed){.reasons = text_take(&reasons)};
    text_copy(row->handle, sizeof row->handle, person->person.handle);
    text_copy(row->name, sizeof row->name, person->person.name);
    return STATUS_OK;
}

/* ---- Everybody ---------------------------------------------------------- */

/* Those of one person, from `*at` on; the page has them person by person. */
static void
take_members(const struct member_list *page, size_t *at, int64_t person_id,
    struct member_list *members)
{
    size_t first;

    while (*at < page->count && page->rows[*at].person_id < person_id)
        (*at)++;
    first = *at;
    while (*at < page->count && page->rows[*at].person_id == person_id)
        (*at)++;
    *members = (struct member_list){.count = *at - first};
    if (members->count == 0)
        return;
    members->rows = memory_new(members->count * sizeof *members->rows);
    memcpy(members->rows, &page->rows[first],
        members->count * sizeof *members->rows);
}

static enum status
disclose_page(struct disclosing *disclosing, const struct person_list *people)
{
    struct store *store = disclosing->viewer->store;
    struct member_list page = {0};
    size_t at = 0;
    enum status status = members_between(store, people->rows[0].id,
        people->rows[people->count - 1].id, PAGE_PEOPLE * MEMBERS_A_PERSON,
        &page);

    for (size_t i = 0; i < people->count && status == STATUS_OK; i++) {
        struct member_list members;
        struct viewer person;

        take_members(&page, &at, people->rows[i].id, &members);
        viewer_picture(&person, store, &people->rows[i], &members);
        status = disclose(disclosing, &person);
        viewer_clear(&person);
    }
    member_list_clear(&page);
    return status;
}

static enum status
disclose_all(struct disclosing *disclosing)
{
    struct store *store = disclosing->viewer->store;
    enum status status = STATUS_OK;
    int64_t after_id = 0;
    size_t count = PAGE_PEOPLE;

    while (status == STATUS_OK && count == PAGE_PEOPLE) {
        struct person_list people = {0};

        status = people_page(store, after_id, PAGE_PEOPLE, &people);
        count = people.count;
        if (status == STATUS_OK && count > 0) {
            after_id = people.rows[count - 1].id;
            status = disclose_page(disclosing, &people);
        }
        person_list_clear(&people);
    }
    return status;
}

static int
by_handle(const void *one_, const void *other_)
{
    const struct disclosed *one = one_;
    const struct disclosed *other = other_;

    return strcmp(one->handle, other->handle);
}

enum status
disclosing_readers(struct viewer *viewer, const char *slug, struct board *board,
    struct disclosed_list *list)
{
    struct disclosing disclosing = {.viewer = viewer};
    struct disclosed_list *found = &disclosing.list;

    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    enum status status = access_board_named(viewer, slug, RIGHT_SEE,
        &disclosing.board);

    store_read_begin(viewer->store);
    if (status == STATUS_OK)
        status = disclose_all(&disclosing);
    store_read_end(viewer->store);
    memory_release(disclosing.names);
    if (status != STATUS_OK) {
        disclosed_list_clear(found);
        return status;
    }
    if (found->count > 1)
        qsort(found->rows, found->count, sizeof *found->rows, by_handle);
    *board = disclosing.board;
    *list = *found;
    return STATUS_OK;
}
