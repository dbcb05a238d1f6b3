/* Presence: who is here, as far as the viewer shares a board with them. */

#include "board/presence.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "store/members.h"
#include "store/people.h"
#include "store/regions.h"

enum {
    KNOWN_SECONDS = 300
};

struct acquaintance {
    int64_t person_id;
    int64_t region_id; /* 0: none */
    bool is_shared;    /* a board is */
};

struct acquaintances {
    struct acquaintance *rows; /* owned, by person_id */
    size_t count;
    int64_t ends_at;
};

/* How many of a region are here. */
struct tally {
    int64_t region_id;
    int count;
};

void
presence_forget(struct viewer *viewer)
{
    if (viewer->known == NULL)
        return;
    memory_release(viewer->known->rows);
    memory_free(viewer->known);
}

void
presence_clear(struct presence *presence)
{
    person_list_clear(&presence->people);
    *presence = (struct presence){0};
}

static bool
has_finished(const struct member *member, const char *today)
{
    return date_days(member->ends_on, today) + member->days_ahead >= 0;
}

/* Whether two memberships open a board to both: the cohort's, the intake's,
 * the course's or, once both have finished, the alumni's. */
static bool
share_a_board(const struct member *one, const struct member *other,
    const char *today)
{
    if (one->role == ROLE_SPONSOR || other->role == ROLE_SPONSOR)
        return false;
    if (one->intake_id != 0 && one->intake_id == other->intake_id)
        return true;
    if (one->program_id != other->program_id)
        return false;
    return one->has_course ||
           (has_finished(one, today) && has_finished(other, today));
}

static bool
any_shared(const struct member_list *own, const struct member_list *others,
    const char *today)
{
    for (size_t i = 0; i < own->count; i++)
        for (size_t j = 0; j < others->count; j++)
            if (share_a_board(&own->rows[i], &others->rows[j], today))
                return true;
    return false;
}

static enum status
shares(struct viewer *viewer, const struct person *person, bool *is_shared)
{
    struct member_list members = {0};

    *is_shared = viewer->is_operator || person->id == viewer->person.id ||
                 viewer->person.site_role != ROLE_NONE ||
                 person->site_role != ROLE_NONE;
    if (*is_shared)
        return STATUS_OK;

    enum status status = members_by_person(viewer->store, person->id, &members);
    if (status == STATUS_OK)
        *is_shared = any_shared(&viewer->members, &members, viewer->today);
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
    if (viewer->known != NULL && viewer->known->ends_at <= clock_now())
        presence_forget(viewer);
    if (viewer->known == NULL) {
        viewer->known = memory_new(sizeof *viewer->known);
        viewer->known->ends_at = clock_now() + KNOWN_SECONDS;
    }
    return viewer->known;
}

/* Somebody who is gone from the store shares nothing. */
static enum status
learn(struct viewer *viewer, struct acquaintances *known, size_t index,
    int64_t person_id)
{
    struct person person = {0};
    struct acquaintance met = {.person_id = person_id};
    enum status status = people_by_id(viewer->store, person_id, &person);

    if (status == STATUS_OK)
        status = shares(viewer, &person, &met.is_shared);
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

static enum status
acquaintance_of(struct viewer *viewer, int64_t person_id,
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

static int
by_id(const void *one_, const void *other_)
{
    const int64_t *one = one_;
    const int64_t *other = other_;

    return (*one > *other) - (*one < *other);
}

/* The ids of those here whom the viewer may meet, each once; owned. */
static enum status
shared_here(struct viewer *viewer, struct acquaintance **met, size_t *count)
{
    enum status status = STATUS_OK;
    size_t found = 0;

    *met = NULL;
    *count = 0;
    if (viewer->here_count == 0)
        return STATUS_OK;

    qsort(viewer->here, viewer->here_count, sizeof *viewer->here, by_id);
    struct acquaintance *rows = memory_new(viewer->here_count * sizeof *rows);
    for (size_t i = 0; i < viewer->here_count && status == STATUS_OK; i++) {
        if (i > 0 && viewer->here[i] == viewer->here[i - 1])
            continue;
        status = acquaintance_of(viewer, viewer->here[i], &rows[found]);
        if (status == STATUS_OK && rows[found].is_shared)
            found++;
    }
    if (status != STATUS_OK) {
        memory_release(rows);
        return status;
    }
    *met = rows;
    *count = found;
    return STATUS_OK;
}

static int
by_count(const void *one_, const void *other_)
{
    const struct tally *one = one_;
    const struct tally *other = other_;

    if (one->count != other->count)
        return one->count > other->count ? -1 : 1;
    return (one->region_id > other->region_id) -
           (one->region_id < other->region_id);
}

static void
tally_add(struct tally **tallies, size_t *count, int64_t region_id)
{
    for (size_t i = 0; i < *count; i++)
        if ((*tallies)[i].region_id == region_id) {
            (*tallies)[i].count++;
            return;
        }
    *tallies = grow(*tallies, *count + 1, sizeof **tallies);
    (*tallies)[(*count)++] = (struct tally){region_id, 1};
}

static enum status
name_regions(struct viewer *viewer, const struct tally *tallies, size_t count,
    struct presence *presence)
{
    struct region region;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < count && i < REGION_COUNTS; i++) {
        struct region_count *row = &presence->regions[i];

        status = regions_by_id(viewer->store, tallies[i].region_id, &region);
        if (status != STATUS_OK)
            return status;
        text_copy(row->region, sizeof row->region, region.title);
        row->count = tallies[i].count;
        presence->region_count++;
    }
    return STATUS_OK;
}

static enum status
count_regions(struct viewer *viewer, const struct acquaintance *met,
    size_t count, struct presence *presence)
{
    struct tally *tallies = NULL;
    size_t tally_count = 0;

    presence->total = (int)count;
    for (size_t i = 0; i < count; i++)
        if (met[i].region_id != 0)
            tally_add(&tallies, &tally_count, met[i].region_id);
    if (tally_count > 1)
        qsort(tallies, tally_count, sizeof *tallies, by_count);

    enum status status = name_regions(viewer, tallies, tally_count, presence);
    memory_release(tallies);
    return status;
}

static int
by_region_and_name(const void *one_, const void *other_)
{
    const struct person *one = one_;
    const struct person *other = other_;
    int order = strcmp(one->region_title, other->region_title);

    if (order == 0)
        order = strcmp(one->name, other->name);
    return order != 0 ? order : by_id(&one->id, &other->id);
}

static enum status
name_people(struct viewer *viewer, const struct acquaintance *met, size_t count,
    struct person_list *people)
{
    for (size_t i = 0; i < count; i++) {
        people->rows = grow(people->rows, people->count + 1,
            sizeof *people->rows);
        enum status status = people_by_id(viewer->store, met[i].person_id,
            &people->rows[people->count]);
        if (status != STATUS_OK)
            return status;
        people->count++;
    }
    if (people->count > 1)
        qsort(people->rows, people->count, sizeof *people->rows,
            by_region_and_name);
    return STATUS_OK;
}

static enum status
fill(struct viewer *viewer, bool with_people, struct presence *presence)
{
    struct presence filled = {0};
    struct acquaintance *met;
    size_t count;
    enum status status = shared_here(viewer, &met, &count);

    if (status == STATUS_OK)
        status = count_regions(viewer, met, count, &filled);
    if (status == STATUS_OK && with_people)
        status = name_people(viewer, met, count, &filled.people);
    memory_release(met);
    if (status == STATUS_OK)
        *presence = filled;
    else
        presence_clear(&filled);
    return status;
}

enum status
presence_here(struct viewer *viewer, struct presence *presence)
{
    return fill(viewer, true, presence);
}

enum status
presence_counts(struct viewer *viewer, struct presence *presence)
{
    return fill(viewer, false, presence);
}
