/* Acquaintance: whom a viewer may know of, because they share a board. */

#include "board/acquaintance.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/rights.h"
#include "store/members.h"
#include "store/people.h"

enum {
    KNOWN_SECONDS = 300
};

struct acquaintances {
    struct acquaintance *rows; /* owned, by person_id */
    size_t count;
    int64_t ends_at;
};

void
acquaintance_forget(struct viewer *viewer)
{
    if (viewer->known == NULL)
        return;
    memory_release(viewer->known->rows);
    memory_free(viewer->known);
}

/* The boards that a membership can open, the commons left out. */
static size_t
boards_of(const struct member *member, struct board boards[BOARD_KIND_COUNT])
{
    size_t count = 0;

    for (int kind = 0; kind < BOARD_KIND_COUNT; kind++) {
        bool is_cohorts = kind == BOARD_COHORT || kind == BOARD_PROGRAM;

        if (kind == BOARD_COMMONS || (is_cohorts && member->cohort_id == 0) ||
            (kind == BOARD_COURSE && !member->has_course))
            continue;
        boards[count++] = (struct board){
            .kind = (enum board_kind)kind,
            .program_id = member->program_id,
            .intake_id = member->intake_id,
            .cohort_id = member->cohort_id,
        };
    }
    return count;
}

/* Whether one of the boards that `member` can open is open to both; `other`
 * may be the viewer. */
static bool
may_both_see(const struct viewer *viewer, const struct viewer *other,
    const struct member *member)
{
    struct board boards[BOARD_KIND_COUNT];
    size_t count = boards_of(member, boards);

    for (size_t i = 0; i < count; i++)
        if (rights_allow(viewer, RIGHT_SEE, &boards[i]) &&
            rights_allow(other, RIGHT_SEE, &boards[i]))
            return true;
    return false;
}

static bool
any_own_board(const struct viewer *viewer, const struct viewer *other)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (may_both_see(viewer, other, &viewer->members.rows[i]))
            return true;
    return false;
}

bool
acquaintance_with_all(const struct viewer *viewer)
{
    return viewer->is_operator || viewer->person.site_role != ROLE_NONE;
}

bool
acquaintance_by_member(const struct viewer *viewer, const struct member *other)
{
    struct member member = *other;
    /* As if they sat where their cohort is: its day is the one that counts. */
    struct viewer holder = {
        .person = {.id = other->person_id},
        .members = {&member, 1},
    };

    if (acquaintance_with_all(viewer))
        return true;
    member.days_ahead = 0;
    date_begun(clock_now(), member.zone, holder.today);
    return may_both_see(viewer, &holder, &member) ||
           any_own_board(viewer, &holder);
}

/* Whatever they are a member of. */
static bool
is_known_anyway(const struct viewer *viewer, const struct person *person)
{
    return acquaintance_with_all(viewer) || person->id == viewer->person.id ||
           (person->site_role != ROLE_NONE && any_own_board(viewer, viewer));
}

bool
acquaintance_among(const struct viewer *viewer, const struct person *person,
    const struct member_list *members)
{
    if (is_known_anyway(viewer, person))
        return true;
    for (size_t i = 0; i < members->count; i++)
        if (acquaintance_by_member(viewer, &members->rows[i]))
            return true;
    return false;
}

/* The same, with their memberships as the store has them now. */
static enum status
acquaintance_shares(const struct viewer *viewer, const struct person *person,
    bool *is_shared)
{
    struct member_list members = {0};

    *is_shared = is_known_anyway(viewer, person);
    if (*is_shared)
        return STATUS_OK;

    enum status status = members_by_person(viewer->store, person->id, &members);
    if (status == STATUS_OK)
        *is_shared = acquaintance_among(viewer, person, &members);
    member_list_clear(&members);
    return status;
}

/* Where the person is in the list, or would be. */
static size_t
known_index(const struct acquaintances *known, int64_t person_id)
{
    size_t from = 0;
    size_t to = known->count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;

        if (known->rows[middle].person_id < person_id)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static struct acquaintances *
known_now(struct viewer *viewer)
{
    int64_t now = clock_now();

    /* The clock may have been set back. */
    if (viewer->known != NULL &&
        (viewer->known->ends_at <= now ||
            viewer->known->ends_at > now + KNOWN_SECONDS))
        acquaintance_forget(viewer);
    if (viewer->known == NULL) {
        viewer->known = memory_new(sizeof *viewer->known);
        viewer->known->ends_at = now + KNOWN_SECONDS;
    }
    return viewer->known;
}

static enum status
learn(struct viewer *viewer, struct acquaintances *known, size_t index,
    int64_t person_id)
{
    struct person person = {0};
    struct acquaintance met = {.person_id = person_id};
    enum status status = people_by_id(viewer->store, person_id, &person);

    if (status == STATUS_OK)
        status = acquaintance_shares(viewer, &person, &met.is_shared);
    else if (status == STATUS_NOT_FOUND)
        status = STATUS_OK;
    if (status != STATUS_OK)
        return status;

    met.region_id = person.region_id;
    known->rows = grow(known->rows, known->count + 1, sizeof *known->rows);
    memmove(&known->rows[index + 1], &known->rows[index],
        (known->count - index) * sizeof *known->rows);
    known->rows[index] = met;
    known->count++;
    return STATUS_OK;
}

enum status
acquaintance_recall(struct viewer *viewer, int64_t person_id,
    struct acquaintance *met)
{
    struct acquaintances *known = known_now(viewer);
    size_t index = known_index(known, person_id);
    enum status status = STATUS_OK;

    if (index == known->count || known->rows[index].person_id != person_id)
        status = learn(viewer, known, index, person_id);
    if (status == STATUS_OK)
        *met = known->rows[index];
    return status;
}
