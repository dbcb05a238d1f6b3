/* Who leaves has left in both stores or in neither, wherever the operator's
 * program is killed: at each call by which SQLite changes a file. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "board/credentials.h"
#include "board/enrolling.h"
#include "board/inviting.h"
#include "board/parting.h"
#include "board/scrubbing.h"
#include "config/config.h"
#include "store/pair.h"
#include "store/store.h"
#include "support/dying.h"
#include "support/vault.h"

enum {
    POINTS_MOST = 20000,
    STRIDE = 5,           /* between the calls that the quick form tries */
    STRIDE_REWRITING = 80 /* and once nothing is left but to scrub files */
};

static struct world world;
static struct settings settings; /* of the copy */
static int killed;
static int finished; /* by whoever came next */
static int untouched;
static int rewritten_later;
static bool is_rewriting;

struct copy {
    struct store *store;
    struct store *secrets;
    struct viewer operating;
};

static void
open_copy(struct copy *copy)
{
    char *store_path = config_store_path(&settings);
    char *secrets_path = config_secrets_path(&settings);

    must(store_open(store_path, STORE_WRITE, &copy->store));
    must(store_open(secrets_path, STORE_WRITE, &copy->secrets));
    viewer_open_operator(&copy->operating, copy->store);
    memory_release(store_path);
    memory_release(secrets_path);
}

static void
close_copy(struct copy *copy)
{
    viewer_clear(&copy->operating);
    store_close(copy->secrets);
    store_close(copy->store);
}

/* The site as it was set up, in a folder of its own, which is the one that the
 * operator's program finds. */
static void
make_copy(void)
{
    char *secrets_path = config_secrets_path(config_current());
    const char *folder = support_folder();

    dying_copy_site(world.path, secrets_path, folder);
    memory_release(secrets_path);
    config_defaults(folder, &settings);
    memory_release(settings.store);
    memory_release(settings.secrets);
    settings.store = memory_copy(folder);
    settings.secrets = memory_copy(folder);
}

static int64_t
number(struct store *store, const char *sql)
{
    int64_t found = -1;

    must(query_end_id(store_query(store, sql), &found));
    return found;
}

static void
part_and_die(const void *erases)
{
    const struct parting parting = {
        .handle = "mara",
        .why = "asked",
        .erases = *(const bool *)erases,
    };
    struct parted parted;
    struct copy copy;

    config_use(&settings);
    open_copy(&copy);
    dying_begin();
    must(parting_part(&copy.operating, &parting, &parted));
}

/* How many traces there are of mara, of each kind. */
static void
look(const struct copy *copy, int64_t in_store[3], int64_t in_secrets[4])
{
    in_store[0] = number(copy->store,
        "SELECT count(*) FROM people WHERE handle = 'mara'");
    in_store[1] = number(copy->store,
        "SELECT count(*) FROM members WHERE person_id IN (SELECT id FROM "
        "people WHERE handle = 'mara')");
    in_store[2] = number(copy->store,
        "SELECT NOT EXISTS (SELECT 1 FROM audit WHERE act LIKE 'person %' AND "
        "act IN ('person erase', 'person anonymise'))");
    in_secrets[0] = number(copy->secrets, "SELECT count(*) FROM keys");
    in_secrets[1] = number(copy->secrets, "SELECT count(*) FROM passwords");
    in_secrets[2] = number(copy->secrets,
        "SELECT count(*) FROM codes WHERE person_id IS NOT NULL");
    in_secrets[3] = number(copy->secrets,
        "SELECT count(*) FROM codes WHERE made_by = 'mara'");
}

/* True: they have left; false: nothing has happened. */
static bool
has_left(const struct copy *copy)
{
    int64_t in_store[3];
    int64_t in_secrets[4];

    look(copy, in_store, in_secrets);
    bool has = in_store[0] == 0;
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(in_store[i] > 0, !has);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(in_secrets[i] > 0, !has);
    assert_int_equal(number(copy->secrets, "SELECT count(*) FROM unfinished"),
        0);
    return has;
}

/* As the daemon that starts, or as the next thing that the operator does. */
static void
come_next(struct copy *copy, int point)
{
    char code[CODE_TEXT_BYTES];
    struct invitation made;

    if (point % 2 == 0) {
        pair_settle(copy->store, copy->secrets);
        return;
    }
    config_use(&settings);
    must(inviting_add(&copy->operating,
        &(struct invite_terms){"amer-autumn", "learner", 5, 0}, code, &made));
}

static bool
holds(const char *name, const char *words)
{
    static char bytes[4 << 20];
    char path[400];

    snprintf(path, sizeof path, "%s/%s", settings.store, name);
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    size_t count = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    assert_true(count < sizeof bytes);
    return count > 0 && memmem(bytes, count, words, strlen(words)) != NULL;
}

/* What they were called is in no file then, whatever was killed when. */
static void
rewrite_as_the_keeper(struct copy *copy)
{
    int64_t id = 0;

    must(scrubbing_to_rewrite(&copy->operating, &id));
    if (id != 0)
        must(scrubbing_rewrite(&copy->operating, copy->secrets));
    rewritten_later += id != 0;
    must(scrubbing_serve(&copy->operating));
    assert_int_equal(number(copy->store,
                         "SELECT count(*) FROM scrubs WHERE done_at IS NULL"),
        0);
    assert_true(number(copy->store, "SELECT count(*) FROM scrubs") > 0);
    assert_false(holds("store.db", "Mara Okafor"));
    assert_false(holds("store.db-wal", "Mara Okafor"));
    assert_false(holds("secrets.db", "'mara'"));
}

static bool
kill_at(int point, bool erases)
{
    const struct settings *before = config_current();
    struct parted parted;
    struct copy copy;

    make_copy();
    bool was_killed = dying_at(point, part_and_die, &erases);
    open_copy(&copy);
    bool was_unfinished = number(copy.secrets,
                              "SELECT count(*) FROM unfinished") > 0;
    come_next(&copy, point);
    bool has = has_left(&copy);
    assert_true(has || was_killed);
    finished += has && was_unfinished;
    untouched += !has;
    is_rewriting = has && !was_unfinished;
    config_use(&settings);
    if (!has) {
        must(parting_part(&copy.operating,
            &(struct parting){"mara", "asked", erases}, &parted));
        parted_clear(&parted);
        assert_true(has_left(&copy));
    }
    /* On record once. */
    assert_int_equal(number(copy.store,
                         "SELECT count(*) FROM audit WHERE act IN ('person "
                         "erase', 'person anonymise')"),
        1);
    rewrite_as_the_keeper(&copy);
    must(store_check(copy.store));
    must(store_check(copy.secrets));
    config_use(before);
    close_copy(&copy);
    config_clear(&settings);
    killed += was_killed;
    return was_killed;
}

static int
set_up(void **state)
{
    char code[CODE_TEXT_BYTES];
    struct invitation made;
    struct store *secrets;
    struct viewer max = {0};
    (void)state;

    vault_open(&world);
    vault_fill(&world, "mara");
    secrets = vault_connect();
    world_viewer(&world, "max", &max);
    must(inviting_back(&max, secrets, "mara", code));
    viewer_clear(&max);
    must(inviting_add(&world.operator_viewer,
        &(struct invite_terms){"amer-autumn", "learner", 5, 0}, code, &made));
    must(query_run(store_query(secrets,
        "UPDATE codes SET made_by = 'mara' WHERE person_id IS NULL")));
    store_close(secrets);
    talk_start(&world, "mara", "emea-autumn", "Badges");
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    vault_close(&world);
    return 0;
}

static void
who_leaves_leaves_both_stores_wherever_it_is_killed(void **state)
{
    (void)state;
    const bool is_long = support_is_long();

    for (int erases = 0; erases < 2; erases++) {
        int point = erases;

        while (kill_at(point, erases != 0)) {
            point += is_long ? 1 : is_rewriting ? STRIDE_REWRITING : STRIDE;
            assert_true(point < POINTS_MOST);
        }
        assert_true(point > 20);
    }
    print_message("%d kills: %d had not begun, %d were finished by who came "
                  "next, 0 in one store alone; files of %d written anew later, "
                  "their name in 0\n",
        killed, untouched, finished, rewritten_later);
    assert_true(untouched > 0 && finished > 0 && rewritten_later > 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            who_leaves_leaves_both_stores_wherever_it_is_killed, set_up,
            tear_down),
    };

    dying_prepare();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
