/* The record of acts: what goes on it, who reads it, what breaks its chain. */

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "board/asking_many.h"
#include "board/auditing.h"
#include "board/enrolling.h"
#include "board/importing.h"
#include "store/people.h"
#include "store/store.h"
#include "support/stage.h"

enum {
    PROCESSES = 3,
    ACTS_A_PROCESS = 40,
    ACTS_OF_ALL = PROCESSES * ACTS_A_PROCESS,
    ACTS_MOST = 500
};

static struct act_list list;
static struct act_chain chain;

static int
tear_down(void **state)
{
    act_list_clear(&list);
    return stage_close(state);
}

static enum status
run(const char *sql)
{
    return query_run(store_query(world.store, sql));
}

static void
read_all(const struct act_filter *filter)
{
    act_list_clear(&list);
    assert_int_equal(auditing_list(operating, filter, ACTS_MOST, &list),
        STATUS_OK);
}

/* The newest act is this one. */
static void
assert_last(const char *actor, const char *name, const char *subject)
{
    const struct act_filter all = {0};

    read_all(&all);
    assert_true(list.count > 0);
    assert_string_equal(list.rows[0].actor, actor);
    assert_string_equal(list.rows[0].name, name);
    assert_string_equal(list.rows[0].subject, subject);
    assert_int_equal(list.rows[0].actor_id,
        strcmp(actor, "operator") == 0 ? 0 : world_person(&world, actor));
    assert_int_equal(strlen(list.rows[0].link), 64);
}

static void
assert_whole(void)
{
    enum status status = auditing_verify(operating, NULL, &chain);

    if (status != STATUS_OK)
        fail_msg("%s", reason());
}

static void
assert_broken(const char *head, int64_t id, const char *word)
{
    assert_int_equal(auditing_verify(operating, head, &chain), STATUS_INVALID);
    if (chain.broken_id != id || strstr(reason(), word) == NULL)
        fail_msg("%d: %s", (int)chain.broken_id, reason());
}

static void
drop_triggers(void)
{
    assert_int_equal(run("DROP TRIGGER audit_keeps"), STATUS_OK);
    assert_int_equal(run("DROP TRIGGER audit_stays"), STATUS_OK);
    assert_int_equal(run("DROP TRIGGER audit_grows"), STATUS_OK);
}

/* ---- What goes on record ------------------------------------------------ */

static void
an_operators_act_is_on_record(void **state)
{
    (void)state;
    const struct cohort_terms terms = {
        .slug = "emea-winter",
        .program = "new-hire",
        .region = "emea",
        .intake = "winter 2027",
        .starts_on = "2027-01-11",
        .ends_on = "2027-02-26",
    };
    static const struct ask asks[] = {{.body = "What went well?",
                                          .asks_minute = -1},
        {.body = "What did not?", .asks_minute = -1}};
    struct asked_many asked;
    int64_t id;

    assert_int_equal(enrolling_add_program(operating, "late", "Late",
                         "elearning"),
        STATUS_OK);
    assert_last("operator", "program add", "late");
    assert_int_equal(enrolling_add_region(operating, "anz", NULL, "UTC"),
        STATUS_OK);
    assert_last("operator", "region add", "anz");
    assert_int_equal(world_add_cohort(operating, &terms), STATUS_OK);
    assert_last("operator", "cohort add", "emea-winter");
    assert_int_equal(enrolling_add_person(operating, "eve", "Eve", NULL, &id),
        STATUS_OK);
    assert_last("operator", "person add", "eve");
    assert_int_equal(enrolling_add_member(operating, "eve", "emea-winter",
                         "mentor"),
        STATUS_OK);
    assert_last("operator", "member add", "eve emea-winter mentor");
    assert_int_equal(enrolling_set_site_role(operating, "eve", "moderator"),
        STATUS_OK);
    assert_last("operator", "role", "eve moderator");
    assert_int_equal(asking_many(operating, "emea-autumn", asks, 2, &asked),
        STATUS_OK);
    assert_last("operator", "questions import",
        "emea-autumn 2026-11-24 to 2026-11-25");
    assert_int_equal(strlen(list.rows[0].digest), 64);
    assert_whole();
}

static void
an_imported_mailbox_is_on_record(void **state)
{
    (void)state;
    const char *const none[] = {NULL};
    const struct import_message message = {
        .message_id = "<1@example.org>",
        .parents = none,
        .subject = "Hello",
        .author_name = "Al",
        .author_email = "al@example.org",
        .body = "Hello all.",
        .sent_at = WORLD_NOW - 100,
    };
    struct import *import = NULL;
    struct import_counts counts;

    assert_int_equal(import_open(operating, "commons", &import), STATUS_OK);
    assert_int_equal(import_message(import, &message), STATUS_OK);
    assert_int_equal(import_close(import, &counts), STATUS_OK);
    assert_last("operator", "import mbox", "commons");
}

static void
a_mentors_question_is_on_record_without_its_text(void **state)
{
    (void)state;
    const struct ask asks[] = {
        {.body = "What went well?", .asks_minute = -1},
        {.body = "What did not?", .asks_minute = -1},
        {.body = "What went well?", .asks_minute = -1, .is_again = true},
    };
    char digests[3][ACT_HASH_BYTES];
    int64_t id;

    world_viewer(&world, "mara", &viewer);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(asking_add(&viewer, world_board(&world, "emea-autumn"),
                             &asks[i], &id),
            STATUS_OK);
        read_all(&(struct act_filter){.name_word = "ask"});
        assert_int_equal(list.count, i + 1);
        memcpy(digests[i], list.rows[0].digest, ACT_HASH_BYTES);
    }
    assert_last("mara", "ask", "emea-autumn 2026-11-26");
    assert_string_equal(digests[0], digests[2]);
    assert_string_not_equal(digests[0], digests[1]);
    assert_int_equal(strlen(digests[0]), 64);
    read_all(&(struct act_filter){.words = "went"});
    assert_int_equal(list.count, 0);
    assert_whole();
}

static void
what_was_refused_is_not_on_record(void **state)
{
    (void)state;
    const struct ask ask = {.body = "Now?", .asks_on = "2026-11-01"};
    int64_t id;

    assert_whole();
    int64_t before = chain.count;
    world_viewer(&world, "mara", &viewer);
    assert_int_equal(asking_add(&viewer, world_board(&world, "emea-autumn"),
                         &ask, &id),
        STATUS_INVALID);
    assert_int_equal(enrolling_add_member(operating, "ada", "emea-autumn",
                         "learner"),
        STATUS_CONFLICT);
    assert_int_equal(store_begin(world.store), STATUS_OK);
    assert_int_equal(auditing_record(&viewer, "test", "x", "y", "z"),
        STATUS_OK);
    store_rollback(world.store);
    assert_whole();
    assert_int_equal(chain.count, before);
}

static void
sites_digest_with_keys_of_their_own(void **state)
{
    (void)state;
    char digest[ACT_HASH_BYTES];

    assert_int_equal(auditing_record(operating, "test", "x", "why", "text"),
        STATUS_OK);
    assert_last("operator", "test", "x");
    assert_string_equal(list.rows[0].reason, "why");
    memcpy(digest, list.rows[0].digest, sizeof digest);
    world_close(&world);
    world_open(&world);
    assert_int_equal(auditing_record(operating, "test", "x", NULL, "text"),
        STATUS_OK);
    assert_last("operator", "test", "x");
    assert_string_not_equal(list.rows[0].digest, digest);
}

/* ---- Who reads it ------------------------------------------------------- */

static void
only_site_roles_and_the_operator_read_it(void **state)
{
    (void)state;
    static const struct {
        const char *handle;
        enum status reads;
    } rows[] = {
        {"ada", STATUS_FORBIDDEN},
        {"mara", STATUS_FORBIDDEN},
        {"jo", STATUS_FORBIDDEN},
        {"sam", STATUS_FORBIDDEN},
        {"rob", STATUS_FORBIDDEN},
        {"pia", STATUS_FORBIDDEN},
        {"tom", STATUS_FORBIDDEN},
        {"max", STATUS_OK},
        {"una", STATUS_OK},
    };
    const struct act_filter all = {0};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        world_viewer(&world, rows[i].handle, &viewer);
        act_list_clear(&list);
        assert_int_equal(auditing_list(&viewer, &all, 10, &list),
            rows[i].reads);
        assert_int_equal(auditing_verify(&viewer, NULL, &chain),
            STATUS_FORBIDDEN);
        viewer_clear(&viewer);
    }
}

static void
a_role_taken_away_closes_it(void **state)
{
    (void)state;
    const struct act_filter all = {0};

    world_viewer(&world, "max", &viewer);
    assert_int_equal(auditing_list(&viewer, &all, 10, &list), STATUS_OK);
    assert_int_equal(enrolling_set_site_role(operating, "max", ""), STATUS_OK);
    assert_int_equal(viewer_refresh(&viewer), STATUS_OK);
    act_list_clear(&list);
    assert_int_equal(auditing_list(&viewer, &all, 10, &list), STATUS_FORBIDDEN);
}

static void
it_is_searched_and_paged(void **state)
{
    (void)state;
    struct act_list page = {0};
    struct act_filter filter = {0};

    world_viewer(&world, "max", &viewer);
    assert_int_equal(auditing_record(&viewer, "hide", "post 3", "50% Spam_!",
                         "text"),
        STATUS_OK);
    read_all(&(struct act_filter){.actor = "max"});
    assert_int_equal(list.count, 1);
    read_all(&(struct act_filter){.name_word = "Hide"});
    assert_int_equal(list.count, 1);
    read_all(&(struct act_filter){.name_word = "hid"});
    assert_int_equal(list.count, 0);
    read_all(&(struct act_filter){.words = "0% spam_!"});
    assert_int_equal(list.count, 1);
    read_all(&(struct act_filter){.words = "5%_"});
    assert_int_equal(list.count, 0);
    read_all(&(struct act_filter){.name_word = "member"});
    assert_int_equal(list.count, 14);
    read_all(&(struct act_filter){.since = WORLD_NOW + 86400});
    assert_int_equal(list.count, 0);

    read_all(&filter);
    for (size_t at = 0; at < list.count; at += page.count) {
        act_list_clear(&page);
        assert_int_equal(auditing_list(&viewer, &filter, 7, &page), STATUS_OK);
        assert_true(page.count > 0);
        for (size_t i = 0; i < page.count; i++)
            assert_int_equal(page.rows[i].id, list.rows[at + i].id);
        filter.before_id = page.rows[page.count - 1].id;
    }
    assert_int_equal(filter.before_id, 1);
    act_list_clear(&page);
}

/* ---- Who it is about ------------------------------------------------------
 */

static int64_t
number(const char *sql)
{
    struct query *query = store_query(world.store, sql);
    int64_t found = query_next(query) ? query_int(query, 0) : -1;

    assert_int_equal(query_end(query), STATUS_OK);
    return found;
}

static void
people_stand_in_it_by_number(void **state)
{
    (void)state;
    static const char named[] = "SELECT count(*) FROM audit "
                                "WHERE actor || ' ' || subject LIKE '%max%'";

    world_viewer(&world, "max", &viewer);
    assert_int_equal(auditing_record(&viewer, "hide", "ada post 3", "", NULL),
        STATUS_OK);
    assert_last("max", "hide", "ada post 3");
    assert_int_equal(number(named), 0);
    assert_int_equal(run("UPDATE people SET handle = 'ex', skeleton = 'ex' "
                         "WHERE handle = 'max'"),
        STATUS_OK);
    assert_last("ex", "hide", "ada post 3");
    read_all(&(struct act_filter){.words = "ex moderator"});
    assert_int_equal(list.count, 1);
    assert_string_equal(list.rows[0].subject, "ex moderator");
    assert_whole();
}

static void
it_is_searched_by_whom_it_is_about(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        size_t count;
    } rows[] = {
        {"ada", 2},
        {"ada emea", 1},
        {"ada emea-autumn learner", 1},
        {"emea-autumn learner", 4},
        {"tom", 2},
        {"nobody", 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        read_all(&(struct act_filter){.words = rows[i].words});
        if (list.count != rows[i].count)
            fail_msg("%s: %zu", rows[i].words, list.count);
    }
    read_all(&(struct act_filter){.actor = "ada"});
    assert_int_equal(list.count, 0);
}

/* Person 1's number begins that of person 17. */
static void
a_number_is_a_whole_word(void **state)
{
    struct person first;

    (void)state;
    assert_int_equal(people_by_id(world.store, 1, &first), STATUS_OK);
    read_all(&(struct act_filter){.words = first.handle});
    for (size_t i = 0; i < list.count; i++)
        assert_true(text_starts(list.rows[i].subject, first.handle));
    assert_int_equal(list.count, 2);
}

static void
what_is_no_handle_is_told_as_it_was_given(void **state)
{
    (void)state;
    static const char *const subjects[] = {"", "#3 post", "##3", "# x", "x #3",
        "emea-autumn: added 3, kept ada", " ada", "ada  two", "#"};

    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        assert_int_equal(auditing_record(operating, "test", subjects[i], NULL,
                             NULL),
            STATUS_OK);
        assert_last("operator", "test", subjects[i]);
    }
    assert_whole();
}

/* A slug that is somebody's handle too stays what it is. */
static void
a_thing_is_not_taken_for_a_person(void **state)
{
    (void)state;
    assert_int_equal(enrolling_add_region(operating, "ada", NULL, "UTC"),
        STATUS_OK);
    assert_int_equal(run("UPDATE people SET handle = 'ex', skeleton = 'ex' "
                         "WHERE handle = 'ada'"),
        STATUS_OK);
    assert_last("operator", "region add", "ada");
}

/* Of an older version: a handle of its time, beside the actor's number. */
static void
what_was_recorded_by_handle_is_found_by_it(void **state)
{
    (void)state;
    drop_triggers();
    assert_int_equal(run("UPDATE audit SET actor = 'max', actor_id = NULL, "
                         "link = '' WHERE id = 5"),
        STATUS_OK);
    assert_int_equal(run("UPDATE audit SET actor = 'una', actor_id = (SELECT "
                         "id FROM people WHERE handle = 'una'), subject = "
                         "'ada x' WHERE id = 6"),
        STATUS_OK);
    read_all(&(struct act_filter){.actor = "max"});
    assert_int_equal(list.count, 1);
    read_all(&(struct act_filter){.actor = "una"});
    assert_int_equal(list.count, 1);
    read_all(&(struct act_filter){.words = "ada x"});
    assert_int_equal(list.count, 1);
}

/* ---- What breaks it ----------------------------------------------------- */

static void
no_act_is_changed_or_taken_away(void **state)
{
    (void)state;
    assert_int_equal(auditing_record(operating, "test", "x", NULL, "text"),
        STATUS_OK);
    assert_int_equal(run("UPDATE audit SET reason = 'x' WHERE id = 5"),
        STATUS_CONFLICT);
    assert_int_equal(run("DELETE FROM audit WHERE id = 5"), STATUS_CONFLICT);
    assert_int_equal(
        run("INSERT OR REPLACE INTO audit (id, at, actor, act, subject) "
            "VALUES (5, 0, 'a', 'b', 'c')"),
        STATUS_CONFLICT);
    assert_int_equal(run("UPDATE site_keys SET audit_key = ''"),
        STATUS_CONFLICT);
    assert_int_equal(run("DELETE FROM site_keys"), STATUS_CONFLICT);
    assert_whole();
}

static void
whatever_was_tampered_with_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        int64_t broken_id;
    } rows[] = {
        {"UPDATE audit SET at = at + 1 WHERE id = 5", 5},
        {"UPDATE audit SET actor_id = 1 WHERE id = 5", 5},
        {"UPDATE audit SET actor = 'max' WHERE id = 5", 5},
        {"UPDATE audit SET actor = actor || char(0) || 'x' WHERE id = 5", 5},
        {"UPDATE audit SET act = 'x' WHERE id = 5", 5},
        {"UPDATE audit SET subject = subject || ' ' WHERE id = 5", 5},
        {"UPDATE audit SET subject = subject || char(0) WHERE id = 5", 5},
        {"UPDATE audit SET act = act || 'x', subject = substr(subject, 2) "
         "WHERE id = 5",
            5},
        {"UPDATE audit SET act = act || substr(subject, 1, 1), "
         "subject = substr(subject, 2) WHERE id = 5",
            5},
        {"UPDATE audit SET reason = 'because' WHERE id = 5", 5},
        {"UPDATE audit SET digest = link WHERE id = 5", 5},
        {"UPDATE audit SET link = '' WHERE id = 5", 5},
        {"UPDATE audit SET link = digest || '0' WHERE id = 5", 5},
        {"UPDATE audit SET link = link || '0' WHERE id = 5", 5},
        {"UPDATE audit SET at = 0 WHERE id = 1", 1},
        {"DELETE FROM audit WHERE id = 5", 6},
        {"DELETE FROM audit WHERE id = 1", 2},
        {"DELETE FROM audit WHERE id BETWEEN 3 AND 8", 9},
        {"UPDATE audit SET id = -1000 WHERE id = 5", -1000},
        {"UPDATE audit SET id = 100000 WHERE id = 7", 8},
        /* 5 and 6 change places. */
        {"UPDATE audit SET (at, actor, act, subject, link) = (SELECT at, "
         "actor, act, subject, link FROM audit other WHERE other.id = 11 - "
         "audit.id) WHERE id IN (5, 6)",
            5},
        {"INSERT INTO audit (id, at, actor, act, subject) "
         "VALUES (0, 0, 'max', 'hide', 'x')",
            1},
        {"INSERT INTO audit (id, at, actor, act, subject) "
         "VALUES (100000, 0, 'max', 'hide', 'x')",
            100000},
    };

    drop_triggers();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(store_begin(world.store), STATUS_OK);
        assert_int_equal(run(rows[i].sql), STATUS_OK);
        assert_true(store_changes(world.store) > 0);
        assert_int_equal(auditing_verify(operating, NULL, &chain),
            STATUS_INVALID);
        if (chain.broken_id != rows[i].broken_id)
            fail_msg("%s: %s", rows[i].sql, reason());
        store_rollback(world.store);
    }
    assert_whole();
}

/* The last one, so that nothing follows that it would break. */
static void
an_act_under_another_number_is_named(void **state)
{
    (void)state;
    assert_int_equal(auditing_head(operating, &chain), STATUS_OK);
    int64_t last_id = chain.last_id;

    drop_triggers();
    assert_int_equal(run("UPDATE audit SET id = id + 1000"
                         " WHERE id = (SELECT max(id) FROM audit)"),
        STATUS_OK);
    assert_broken(NULL, last_id + 1000, "is not what was written there");
}

static void
an_end_cut_off_is_found_by_a_head_noted_before(void **state)
{
    (void)state;
    char head[ACT_HASH_BYTES];

    assert_int_equal(auditing_head(operating, &chain), STATUS_OK);
    memcpy(head, chain.head, sizeof head);
    int64_t last_id = chain.last_id;
    assert_whole();
    assert_string_equal(chain.head, head);
    assert_int_equal(chain.last_id, last_id);

    assert_int_equal(auditing_record(operating, "test", "x", NULL, NULL),
        STATUS_OK);
    assert_int_equal(auditing_verify(operating, head, &chain), STATUS_OK);
    drop_triggers();
    assert_int_equal(run("DELETE FROM audit WHERE id > 20"), STATUS_OK);
    assert_whole();
    assert_int_equal(chain.count, 20);
    assert_broken(head, 0, "after 20");
    head[ACT_HEAD_DIGITS_LEAST] = '\0';
    assert_broken(head, 0, "after 20");
    head[ACT_HEAD_DIGITS_LEAST - 1] = '\0';
    assert_broken(head, 0, "32 to 64");
    assert_broken("", 0, "32 to 64");
    assert_broken("zz345678901234567890123456789012", 0, "hex");
}

static void
a_head_of_a_record_without_acts_is_known(void **state)
{
    (void)state;
    drop_triggers();
    assert_int_equal(run("DELETE FROM audit"), STATUS_OK);
    assert_int_equal(auditing_head(operating, &chain), STATUS_OK);
    struct act_chain empty = chain;
    assert_int_equal(empty.last_id, 0);
    assert_int_equal(strspn(empty.head, "0"), 64);
    assert_whole();
    assert_int_equal(chain.count, 0);
    assert_int_equal(auditing_record(operating, "test", "x", NULL, NULL),
        STATUS_OK);
    assert_int_equal(auditing_verify(operating, empty.head, &chain), STATUS_OK);
    assert_int_equal(chain.count, 1);
}

/* Rows of an older version have no link: the first that has covers them. */
static void
acts_from_before_the_chain_are_covered(void **state)
{
    (void)state;
    drop_triggers();
    assert_int_equal(run("UPDATE audit SET link = ''"), STATUS_OK);
    assert_whole();
    int64_t last_id = chain.last_id;
    struct act_chain before = chain;
    assert_int_equal(auditing_head(operating, &chain), STATUS_OK);
    assert_string_equal(chain.head, before.head);

    assert_int_equal(auditing_record(operating, "test", "x", NULL, NULL),
        STATUS_OK);
    assert_whole();
    assert_int_equal(chain.last_id, last_id + 1);
    assert_int_equal(auditing_verify(operating, before.head, &chain),
        STATUS_OK);
    assert_int_equal(run("UPDATE audit SET subject = 'y' WHERE id = 3"),
        STATUS_OK);
    assert_broken(NULL, last_id + 1, "what stood before");
}

static void
append_many(int number)
{
    struct store *store = world_connect(&world);
    struct viewer own;
    char subject[32];
    enum status status = STATUS_OK;

    viewer_open_operator(&own, store);
    for (int i = 0; i < ACTS_A_PROCESS && status == STATUS_OK; i++) {
        snprintf(subject, sizeof subject, "%d of %d", i, number);
        do
            status = auditing_record(&own, "test", subject, NULL, subject);
        while (status == STATUS_AGAIN);
    }
    viewer_clear(&own);
    store_close(store);
    _exit(status == STATUS_OK ? 0 : 1);
}

static void
processes_that_append_at_once_keep_it_whole(void **state)
{
    (void)state;
    pid_t children[PROCESSES];
    struct world path_alone = world;

    assert_whole();
    int64_t before = chain.count;
    world_close(&world);
    memcpy(world.path, path_alone.path, sizeof world.path);
    for (int i = 0; i < PROCESSES; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            append_many(i);
    }
    for (int i = 0; i < PROCESSES; i++) {
        int ended = -1;

        assert_int_equal(waitpid(children[i], &ended, 0), children[i]);
        assert_int_equal(ended, 0);
    }
    world.store = world_connect(&world);
    viewer_open_operator(&world.operator_viewer, world.store);
    assert_whole();
    assert_int_equal(chain.count, before + ACTS_OF_ALL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, stage_open, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_operators_act_is_on_record),
        TEST(an_imported_mailbox_is_on_record),
        TEST(a_mentors_question_is_on_record_without_its_text),
        TEST(what_was_refused_is_not_on_record),
        TEST(sites_digest_with_keys_of_their_own),
        TEST(only_site_roles_and_the_operator_read_it),
        TEST(a_role_taken_away_closes_it),
        TEST(it_is_searched_and_paged),
        TEST(people_stand_in_it_by_number),
        TEST(it_is_searched_by_whom_it_is_about),
        TEST(a_number_is_a_whole_word),
        TEST(what_is_no_handle_is_told_as_it_was_given),
        TEST(a_thing_is_not_taken_for_a_person),
        TEST(what_was_recorded_by_handle_is_found_by_it),
        TEST(no_act_is_changed_or_taken_away),
        TEST(whatever_was_tampered_with_is_named),
        TEST(an_act_under_another_number_is_named),
        TEST(an_end_cut_off_is_found_by_a_head_noted_before),
        TEST(a_head_of_a_record_without_acts_is_known),
        TEST(acts_from_before_the_chain_are_covered),
        TEST(processes_that_append_at_once_keep_it_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
