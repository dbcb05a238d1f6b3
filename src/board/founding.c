/* Founding: cohorts by the dozen, whole or not at all. */

#include "board/founding.h"

#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/enrolled.h"
#include "board/enrolling.h"
#include "board/naming.h"
#include "store/cohorts.h"
#include "store/members.h"
#include "store/people.h"
#include "store/programs.h"
#include "store/regions.h"
#include "store/store.h"

struct founding {
    struct viewer *viewer;
    struct founding_outcome *outcome;
};

/* A row, checked. */
struct plan {
    struct cohort_terms terms; /* borrows from the row and from here */
    int64_t program_id;
    int64_t region_id;
    char intake[TITLE_BYTES];
};

/* Says which field it was, as the next to be looked at. */
static void
look_at(struct founding *founding, enum founding_field field)
{
    founding->outcome->refused_field = field;
}

static enum status
check_date(const char *date)
{
    return date_is_valid(date)
               ? STATUS_OK
               : refuse(STATUS_INVALID, "\"%.20s\" is no date like 2026-11-23",
                     date);
}

static enum status
check_places(struct founding *founding, const struct founding_row *row,
    struct plan *plan)
{
    struct store *store = founding->viewer->store;
    struct program program = {0};
    struct region region = {0};

    look_at(founding, FOUNDING_PROGRAM);
    plan->terms.program = row->fields[FOUNDING_PROGRAM];
    enum status status = enrolled_named(programs_by_slug(store,
                                            plan->terms.program, &program),
        "program", plan->terms.program);
    if (status != STATUS_OK)
        return status;

    look_at(founding, FOUNDING_REGION);
    plan->terms.region = row->fields[FOUNDING_REGION];
    status = enrolled_named(regions_by_slug(store, plan->terms.region, &region),
        "region", plan->terms.region);
    plan->program_id = program.id;
    plan->region_id = region.id;
    return status;
}

static enum status
check_dates(struct founding *founding, const struct founding_row *row,
    struct plan *plan)
{
    plan->terms.starts_on = row->fields[FOUNDING_STARTS];
    plan->terms.ends_on = row->fields[FOUNDING_ENDS];
    look_at(founding, FOUNDING_STARTS);
    enum status status = check_date(plan->terms.starts_on);
    if (status != STATUS_OK)
        return status;

    look_at(founding, FOUNDING_ENDS);
    status = check_date(plan->terms.ends_on);
    if (status == STATUS_OK &&
        strcmp(plan->terms.starts_on, plan->terms.ends_on) > 0)
        return refuse(STATUS_INVALID, "it ends on %s, before it starts, on %s",
            plan->terms.ends_on, plan->terms.starts_on);
    return status;
}

static enum status
check_names(struct founding *founding, const struct founding_row *row,
    struct plan *plan, char slug[SLUG_BYTES])
{
    const char *given = row->fields[FOUNDING_SLUG];

    look_at(founding, FOUNDING_INTAKE);
    plan->terms.intake = plan->intake;
    enum status status = naming_check_line("intake",
        row->fields[FOUNDING_INTAKE], plan->intake, sizeof plan->intake);
    if (status != STATUS_OK)
        return status;

    look_at(founding, FOUNDING_SLUG);
    plan->terms.slug = slug;
    if (given[0] != '\0') {
        status = naming_check_slug("slug", given);
        text_copy(slug, SLUG_BYTES, given);
        return status;
    }
    text_copy(slug, SLUG_BYTES, plan->terms.region);
    naming_extend_slug(slug, SLUG_BYTES, plan->intake);
    return STATUS_OK;
}

/* A cohort that is here is the one that the row means, or else in its way. */
static enum status
check_same(struct founding *founding, const struct plan *plan,
    const struct cohort *here)
{
    const struct cohort_terms *terms = &plan->terms;
    bool is_other = here->program_id != plan->program_id ||
                    here->region_id != plan->region_id ||
                    !text_equals(here->intake_title, plan->intake);

    if (is_other)
        return refuse(STATUS_CONFLICT,
            "%s is a cohort of %s, %s, %s already: give this one another slug",
            here->slug, here->program_title, here->region_title,
            here->intake_title);
    look_at(founding, FOUNDING_STARTS);
    if (!text_equals(here->starts_on, terms->starts_on))
        return refuse(STATUS_CONFLICT, "%s starts on %s here, not %s",
            here->slug, here->starts_on, terms->starts_on);
    look_at(founding, FOUNDING_ENDS);
    if (!text_equals(here->ends_on, terms->ends_on))
        return refuse(STATUS_CONFLICT, "%s ends on %s here, not %s", here->slug,
            here->ends_on, terms->ends_on);
    return STATUS_OK;
}

static enum status
found_cohort(struct founding *founding, const struct plan *plan,
    struct founded *founded)
{
    struct cohort here;
    enum status status = cohorts_by_slug(founding->viewer->store,
        plan->terms.slug, &here);

    founded->is_new = status == STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        return check_same(founding, plan, &here);
    if (!founded->is_new)
        return status;
    founding->outcome->added++;
    return enrolling_place_cohort(founding->viewer, &plan->terms,
        &founded->placed);
}

static enum status
has_role(struct store *store, const char *handle, const char *slug,
    enum role role)
{
    struct person person;
    struct cohort cohort;
    struct member_list members = {0};
    bool has = false;
    enum status status = enrolled_named(people_by_handle(store, handle,
                                            &person),
        "person", handle);

    if (status == STATUS_OK)
        status = cohorts_by_slug(store, slug, &cohort);
    if (status == STATUS_OK)
        status = members_by_person(store, person.id, &members);
    for (size_t i = 0; i < members.count; i++)
        has = has || (members.rows[i].cohort_id == cohort.id &&
                         members.rows[i].role == role);
    member_list_clear(&members);
    return status == STATUS_OK && has ? STATUS_CONFLICT : status;
}

/* Gives the role to each of the handles. */
static enum status
give_role(struct founding *founding, const char *handles, enum role role,
    struct founded *founded)
{
    static const char between[] = " ;";
    enum status status = STATUS_OK;
    struct text handle = {0};

    while (status == STATUS_OK && *(handles += strspn(handles, between))) {
        size_t length = strcspn(handles, between);

        text_truncate(&handle, 0);
        text_add_bytes(&handle, handles, length);
        handles += length;
        status = has_role(founding->viewer->store, text_bytes(&handle),
            founded->slug, role);
        if (status == STATUS_CONFLICT) {
            status = STATUS_OK;
            continue;
        }
        if (status == STATUS_OK)
            status = enrolling_add_member(founding->viewer, text_bytes(&handle),
                founded->slug, role_name(role));
        founded->roles++;
    }
    text_clear(&handle);
    return status;
}

static enum status
import_row(struct founding *founding, const struct founding_row *row,
    struct founded *founded)
{
    struct plan plan = {0};
    enum status status = check_places(founding, row, &plan);

    if (status == STATUS_OK)
        status = check_dates(founding, row, &plan);
    if (status == STATUS_OK)
        status = check_names(founding, row, &plan, founded->slug);
    if (status == STATUS_OK)
        status = found_cohort(founding, &plan, founded);
    if (status != STATUS_OK)
        return status;

    look_at(founding, FOUNDING_CHAMPION);
    status = give_role(founding, row->fields[FOUNDING_CHAMPION], ROLE_CHAMPION,
        founded);
    if (status != STATUS_OK)
        return status;
    look_at(founding, FOUNDING_MENTORS);
    status = give_role(founding, row->fields[FOUNDING_MENTORS], ROLE_MENTOR,
        founded);
    founding->outcome->roles += founded->roles;
    return status;
}

enum status
founding_import(struct viewer *viewer, const struct founding_row *rows,
    size_t count, struct founding_outcome *outcome)
{
    struct founding founding = {.viewer = viewer, .outcome = outcome};

    *outcome = (struct founding_outcome){.refused = count};
    enum status status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    outcome->rows = memory_new((count + 1) * sizeof *outcome->rows);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = import_row(&founding, &rows[i], &outcome->rows[i]);
        outcome->refused = status == STATUS_OK ? count : i;
    }
    if (status == STATUS_OK)
        return store_commit(viewer->store);
    store_rollback(viewer->store);
    return status;
}

void
founding_outcome_clear(struct founding_outcome *outcome)
{
    memory_release(outcome->rows);
    *outcome = (struct founding_outcome){0};
}
