/* Presence: who is here, as far as the viewer shares a board with them. */

#include "board/presence.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/acquaintance.h"
#include "store/people.h"
#include "store/regions.h"

/* How many of a region are here. */
struct tally {
    int64_t region_id;
    int count;
};

void
presence_clear(struct presence *presence)
{
    person_list_clear(&presence->people);
    *presence = (struct presence){0};
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
        status = acquaintance_recall(viewer, viewer->here[i], &rows[found]);
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
    acquaintance_forget(viewer);
    return fill(viewer, true, presence);
}

enum status
presence_counts(struct viewer *viewer, struct presence *presence)
{
    return fill(viewer, false, presence);
}

bool
presence_has(const struct viewer *viewer, int64_t person_id)
{
    for (size_t i = 0; i < viewer->here_count; i++)
        if (viewer->here[i] == person_id)
            return true;
    return false;
}
