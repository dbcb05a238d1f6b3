/* The made-up site of product.md, for tests of what lies above the store. */

#include "support/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "board/auditing.h"
#include "board/beginning.h"
#include "board/enrolling.h"
#include "store/boards.h"
#include "store/cohorts.h"
#include "store/people.h"
#include "store/store.h"

static const struct cohort_terms cohorts[] = {
    {"emea-autumn", "new-hire", "emea", "autumn 2026", "2026-11-02",
        "2026-12-18"},
    {"amer-autumn", "new-hire", "amer", "autumn 2026", "2026-11-02",
        "2026-12-18"},
    {"apac-autumn", "new-hire", "apac", "autumn 2026", "2026-11-02",
        "2026-12-18"},
    {"emea-safety", "safe-handling", "emea", "spring 2026", "2026-02-02",
        "2026-03-27"},
};

static const struct {
    const char *handle;
    const char *name;
    const char *cohort; /* NULL: `role` is for the whole site */
    const char *role;
} people[] = {
    {"ada", "Ada Obi", "emea-autumn", "learner"},
    {"lin", "Lin Zhao", "emea-autumn", "learner"},
    {"ben", "Ben Aydin", "emea-autumn", "learner"},
    {"ola", "Ola Berg", "emea-autumn", "learner"},
    {"mara", "Mara Okafor", "emea-autumn", "mentor"},
    {"jo", "Jo Park", "emea-autumn", "champion"},
    {"sam", "Sam Reyes", "emea-autumn", "sme"},
    {"rob", "Rob Hale", "emea-autumn", "moderator"},
    {"pia", "Pia Lund", "emea-autumn", "sponsor"},
    {"kofi", "Kofi Mensah", "amer-autumn", "learner"},
    {"noor", "Noor Haddad", "amer-autumn", "mentor"},
    {"wen", "Wen Li", "apac-autumn", "learner"},
    {"mei", "Mei Tanaka", "apac-autumn", "mentor"},
    {"zoe", "Zoe Quist", "emea-safety", "learner"},
    {"tom", "Tom Ito", NULL, ""},
    {"max", "Max Stein", NULL, "moderator"},
    {"una", "Una Ray", NULL, "operator"},
};

static void
must(enum status status)
{
    if (status != STATUS_OK)
        fail_msg("%s: %s", status_name(status), reason());
}

static void
add_people(struct viewer *viewer)
{
    int64_t id;

    for (size_t i = 0; i < sizeof people / sizeof *people; i++) {
        must(enrolling_add_person(viewer, people[i].handle, people[i].name,
            NULL, &id));
        if (people[i].cohort != NULL)
            must(enrolling_add_member(viewer, people[i].handle,
                people[i].cohort, people[i].role));
        else
            must(enrolling_set_site_role(viewer, people[i].handle,
                people[i].role));
    }
}

static void
begin_with_cohort(struct world *world, const char *handle, const char *slug)
{
    struct cohort cohort = {0};

    must(cohorts_by_slug(world->store, slug, &cohort));
    must(beginning_set(world->store, world_person(world, handle), &cohort,
        cohort.starts_on));
}

enum status
world_add_cohort(struct viewer *viewer, const struct cohort_terms *terms)
{
    struct placed placed;

    return enrolling_place_cohort(viewer, terms, &placed);
}

/* Makes the site's store at `path`, as the clock stands. */
static void
make_site(const char *path)
{
    struct world world = {0};
    struct viewer *viewer = &world.operator_viewer;

    must(store_open(path, STORE_CREATE, &world.store));
    viewer_open_operator(viewer, world.store);
    must(store_begin(world.store));
    must(enrolling_add_program(viewer, "new-hire", "New-hire",
        "instructor-led"));
    must(enrolling_add_program(viewer, "safe-handling", "Safe handling",
        "elearning"));
    must(enrolling_add_region(viewer, "emea", NULL, "Europe/London"));
    must(enrolling_add_region(viewer, "amer", NULL, "America/New_York"));
    must(enrolling_add_region(viewer, "apac", NULL, "Asia/Singapore"));
    for (size_t i = 0; i < sizeof cohorts / sizeof *cohorts; i++)
        must(world_add_cohort(viewer, &cohorts[i]));
    add_people(viewer);
    begin_with_cohort(&world, "zoe", "emea-safety");
    must(store_commit(world.store));
    world_close(&world);
}

static void
copy_file(const char *from, const char *to, const char *ending)
{
    char path[256];
    char bytes[65536];
    FILE *in;
    FILE *out;
    size_t count;

    snprintf(path, sizeof path, "%s%s", from, ending);
    in = fopen(path, "rb");
    snprintf(path, sizeof path, "%s%s", to, ending);
    out = fopen(path, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((count = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(fwrite(bytes, 1, count, out), count);
    assert_int_equal(ferror(in), 0);
    assert_int_equal(fclose(in), 0);
    assert_int_equal(fclose(out), 0);
}

/* A store with the site in it, at `path`: a copy of one that is made when the
 * first is asked for, or when HOMEROOM_CLOCK is no longer what it was then. */
static void
put_site(const char *path)
{
    static char made_path[256];
    static char made_at[32];
    const char *now = getenv("HOMEROOM_CLOCK");

    if (!text_equals(now, made_at)) {
        snprintf(made_path, sizeof made_path, "%s/made.db", support_folder());
        snprintf(made_at, sizeof made_at, "%s", now);
        make_site(made_path);
    }
    /* No store is checkpointed as it closes. */
    copy_file(made_path, path, "");
    copy_file(made_path, path, "-wal");
}

void
world_open(struct world *world)
{
    char now[32];

    snprintf(now, sizeof now, "%lld", (long long)WORLD_NOW);
    setenv("HOMEROOM_CLOCK", now, 0);

    *world = (struct world){0};
    snprintf(world->path, sizeof world->path, "%s/store.db", support_folder());
    put_site(world->path);
    must(store_open(world->path, STORE_WRITE, &world->store));
    viewer_open_operator(&world->operator_viewer, world->store);
}

void
world_close(struct world *world)
{
    viewer_clear(&world->operator_viewer);
    store_close(world->store);
    *world = (struct world){0};
}

int64_t
world_person(struct world *world, const char *handle)
{
    struct person person = {0};

    must(people_by_handle(world->store, handle, &person));
    return person.id;
}

int64_t
world_cohort(struct world *world, const char *slug)
{
    struct cohort cohort = {0};

    must(cohorts_by_slug(world->store, slug, &cohort));
    return cohort.id;
}

int64_t
world_board(struct world *world, const char *slug)
{
    struct board board = {0};

    must(boards_by_slug(world->store, slug, &board));
    return board.id;
}

void
world_viewer(struct world *world, const char *handle, struct viewer *viewer)
{
    must(viewer_open_handle(viewer, world->store, handle));
}

size_t
world_recorded(struct world *world, const char *actor, const char *act,
    const char *subject)
{
    const struct act_filter filter = {.actor = actor};
    struct act_list list = {0};
    size_t count = 0;

    must(auditing_list(&world->operator_viewer, &filter, INT32_MAX, &list));
    for (size_t i = 0; i < list.count; i++)
        count += text_equals(list.rows[i].name, act) &&
                 text_equals(list.rows[i].subject, subject);
    act_list_clear(&list);
    return count;
}

struct store *
world_connect(struct world *world)
{
    struct store *store = NULL;

    must(store_open(world->path, STORE_WRITE, &store));
    return store;
}
