/* Importing: mail becomes threads, once, with its dates and authors. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/unicode.h"
#include "board/importing.h"
#include "board/lookup.h"
#include "store/people.h"
#include "store/store.h"
#include "support/stage.h"

#define JANUARY INT64_C(1167609600) /* 2007-01-01 */

static struct viewer ada;
static const char *const none[] = {NULL};

static int
set_up(void **state)
{
    stage_open(state);
    stage_seat(&ada, "ada");
    return 0;
}

static struct import_message
message_of(const char *id, const char *const *parents, int64_t sent_at)
{
    return (struct import_message){
        .message_id = id,
        .parents = parents,
        .author_name = "Robert W. Hayden",
        .author_email = "Hayden@Example.org",
        .subject = "resources",
        .body = "This link goes to a page.",
        .sent_at = sent_at,
    };
}

static struct import *
begin(void)
{
    struct import *import = NULL;

    must(import_open(&world.operator_viewer, "emea-autumn", &import));
    return import;
}

static struct import_counts
end(struct import *import)
{
    struct import_counts counts;

    must(import_close(import, &counts));
    return counts;
}

static void
add(struct import *import, const char *id, const char *const *parents,
    int64_t sent_at)
{
    struct import_message message = message_of(id, parents, sent_at);

    must(import_message(import, &message));
}

static int64_t
thread_of(const char *message_id)
{
    static const char sql[] = SQL(
        SELECT thread_id
          FROM posts
         WHERE message_id = :id);
    struct query *query = store_query(world.store, sql);

    query_bind_text(query, ":id", message_id);
    int64_t id = query_next(query) ? query_int(query, 0) : 0;
    must(query_end(query));
    return id;
}

static void
replies_join_the_thread_of_their_parent(void **state)
{
    (void)state;
    const char *const to_a[] = {"a@x", NULL};
    const char *const to_b[] = {"lost@x", "b@x", "a@x", NULL};
    struct import *import = begin();
    struct post_list posts;
    struct thread_row row;

    add(import, "a@x", none, JANUARY);
    add(import, "b@x", to_a, JANUARY + 60);
    add(import, "c@x", to_b, JANUARY + 120);
    add(import, "d@x", none, JANUARY + 180);
    struct import_counts counts = end(import);
    assert_int_equal(counts.messages, 4);
    assert_int_equal(counts.threads, 2);
    assert_int_equal(counts.here + counts.skipped, 0);

    must(reading_posts(&ada, thread_of("a@x"), 1, 9, &posts));
    assert_int_equal(posts.count, 3);
    assert_int_equal(posts.rows[1].reply_to, 1);
    assert_int_equal(posts.rows[2].reply_to, 2);
    assert_int_equal(posts.rows[2].created_at, JANUARY + 120);
    assert_string_equal(posts.rows[0].author_name, "Robert W. Hayden");
    assert_string_equal(posts.rows[0].author_handle, "robert-w-hayden");
    post_list_clear(&posts);
    must(reading_thread(&ada, thread_of("a@x"), &row));
    assert_int_equal(row.thread.created_at, JANUARY);
    assert_int_equal(row.thread.last_post_at, JANUARY + 120);
    assert_int_equal(row.thread.last_number, 3);
    assert_int_equal(talk_number(&world, "SELECT thread_count FROM boards "
                                         "WHERE slug = 'emea-autumn'"),
        2);
}

static void
children_of_one_missing_parent_stay_together(void **state)
{
    (void)state;
    const char *const to_lost[] = {"lost@x", "older@x", NULL};
    const char *const to_older[] = {"older@x", NULL};
    const char *const to_late[] = {"late@x", NULL};
    struct import *import = begin();

    add(import, "a@x", to_lost, JANUARY);
    add(import, "b@x", to_older, JANUARY + 60);
    add(import, "c@x", to_late, JANUARY + 70);
    add(import, "late@x", none, JANUARY + 80); /* after its child */
    assert_int_equal(end(import).threads, 2);
    assert_int_equal(thread_of("a@x"), thread_of("b@x"));
    assert_int_equal(thread_of("c@x"), thread_of("late@x"));
    assert_int_not_equal(thread_of("a@x"), thread_of("c@x"));
}

static void
a_second_run_adds_nothing(void **state)
{
    (void)state;
    const char *const to_a[] = {"a@x", NULL};
    struct import *import = begin();
    struct import_message again = message_of("a@x", none, JANUARY);

    add(import, "a@x", none, JANUARY);
    must_be(import_message(import, &again), STATUS_CONFLICT);
    end(import);
    import = begin();
    must_be(import_message(import, &again), STATUS_CONFLICT);
    add(import, "b@x", to_a, JANUARY + 60);
    struct import_counts counts = end(import);
    assert_int_equal(counts.here, 1);
    assert_int_equal(counts.messages, 1);
    assert_int_equal(counts.threads, 0);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM posts"), 2);
}

static void
a_parent_on_another_board_is_none(void **state)
{
    (void)state;
    const char *const to_a[] = {"a@x", NULL};
    struct import *import = NULL;

    must(import_open(&world.operator_viewer, "commons", &import));
    add(import, "a@x", none, JANUARY);
    end(import);
    import = begin();
    add(import, "b@x", to_a, JANUARY + 60);
    assert_int_equal(end(import).threads, 1);
    assert_int_not_equal(thread_of("a@x"), thread_of("b@x"));
}

static void
a_subject_loses_what_mail_put_before_it(void **state)
{
    (void)state;
    static const struct {
        const char *given;
        const char *kept;
    } subjects[] = {
        {"[R-sig-teaching] resources", "resources"},
        {"Re: [R-sig-teaching] RE: Fwd:  resources", "resources"},
        {"Re[2]: resources", "resources"},
        {"Reading list", "Reading list"},
        {"Re:", "(no subject)"},
        {"", "(no subject)"},
        {"[unclosed", "[unclosed"},
        {"\x1b[2JR\xc3\xa9sum\xc3\xa9\n", "[2JR\xc3\xa9sum\xc3\xa9"},
    };

    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++) {
        struct import *import = begin();
        char id[32];
        struct thread_row row;

        snprintf(id, sizeof id, "%zu@x", i);
        struct import_message message = message_of(id, none, JANUARY);
        message.subject = subjects[i].given;
        must(import_message(import, &message));
        end(import);
        must(reading_thread(&ada, thread_of(id), &row));
        assert_string_equal(row.thread.subject, subjects[i].kept);
    }
}

static int64_t
author_of(const char *id, const char *name, const char *email)
{
    static const char sql[] = SQL(
        SELECT author_id
          FROM posts
         WHERE message_id = :id);
    struct import *import = begin();
    struct import_message message = message_of(id, none, JANUARY);

    message.author_name = name;
    message.author_email = email;
    must(import_message(import, &message));
    end(import);
    struct query *query = store_query(world.store, sql);
    query_bind_text(query, ":id", id);
    int64_t author_id = query_next(query) ? query_int(query, 0) : 0;
    must(query_end(query));
    return author_id;
}

static void
authors_are_known_by_address_then_by_name(void **state)
{
    (void)state;
    struct person person;
    int64_t first = author_of("a@x", "Bret Larget", "bret@x.edu");

    assert_int_equal(author_of("b@x", "B. Larget", "BRET@X.EDU"), first);
    assert_int_not_equal(author_of("c@x", "Bret Larget", "b@y.edu"), first);
    assert_int_equal(author_of("d@x", "Bret Larget", ""), first);
    int64_t nameless = author_of("e@x", "Jo Lost", "jo at y.edu");
    assert_int_equal(author_of("f@x", "Jo Lost", ""), nameless);

    must(people_by_id(world.store, first, &person));
    assert_string_equal(person.handle, "bret-larget");
    assert_false(person.may_log_in);
    must(people_by_email(world.store, "b@y.edu", &person));
    assert_string_equal(person.handle, "bret-larget2");
    int64_t script = author_of("g@x", "\xe5\xbc\xa0\xe4\xbc\x9f", "z@y.edu");
    must(people_by_id(world.store, script, &person));
    assert_string_equal(person.handle, "author");
    assert_string_equal(person.name, "\xe5\xbc\xa0\xe4\xbc\x9f");
    int64_t local = author_of("h@x", "", "root@y.edu");
    must(people_by_id(world.store, local, &person));
    assert_string_equal(person.name, "root");
    assert_true(handle_is_valid(person.handle));
    int64_t sly = author_of("j@x", "Rob Hale, moderator", "rob@y.edu");
    must(people_by_id(world.store, sly, &person));
    assert_string_equal(person.name, "Rob Hale");
    int64_t role = author_of("k@x", "Moderator", "mo.derby@y.edu");
    must(people_by_id(world.store, role, &person));
    assert_string_equal(person.name, "mo.derby");
    author_of("i@x", "Ada", ""); /* the handle of a member */
    must(people_by_handle(world.store, "ada2", &person));
    assert_string_equal(person.name, "Ada");
}

static void
what_is_imported_is_new_to_nobody_and_waits_for_none(void **state)
{
    (void)state;
    const char *const to_a[] = {"a@x", NULL};
    int waiting;
    int64_t oldest_at;

    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
    struct import *import = begin();
    add(import, "a@x", none, WORLD_NOW - 60);
    add(import, "b@x", to_a, WORLD_NOW - 30);
    add(import, "c@x", none, WORLD_NOW + 86400); /* a date to come: now */
    end(import);
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 0);
    must(reading_waiting(&ada, &waiting, &oldest_at));
    assert_int_equal(waiting, 0);
    assert_true(talk_number(&world, "SELECT MAX(created_at) FROM posts") <
                WORLD_NOW + 3600);
    talk_reply(&world, "lin", thread_of("a@x"));
    assert_int_equal(talk_unread(&ada, "emea-autumn"), 1);
    assert_int_equal(ada.news.count, 0);
}

static void
a_bad_message_is_skipped_with_a_reason(void **state)
{
    (void)state;
    char *long_body = memory_new(POST_BYTES + 2);
    struct import *import = begin();
    struct import_message bad[] = {
        message_of("", none, JANUARY),
        message_of("x\xff@x", none, JANUARY),
        message_of("a@x", none, 0),
        message_of("b@x", none, JANUARY),
    };

    memset(long_body, 'a', POST_BYTES + 1);
    bad[3].body = long_body;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        reason_clear();
        must_be(import_message(import, &bad[i]), STATUS_INVALID);
        assert_string_not_equal(reason(), "");
    }
    struct import_message empty = message_of("c@x", none, JANUARY);
    empty.body = " \n\n";
    must(import_message(import, &empty));
    struct import_counts counts = end(import);
    assert_int_equal(counts.skipped, 4);
    assert_int_equal(counts.messages, 1);
    memory_free(long_body);
}

static void
batches_are_kept_when_a_later_one_fails(void **state)
{
    (void)state;
    struct import *import = begin();
    struct import_counts counts;
    struct import_message last = message_of("broken@x", none, JANUARY);

    for (int i = 0; i < 450; i++) {
        char id[32];

        snprintf(id, sizeof id, "%d@x", i);
        add(import, id, none, JANUARY + i);
    }
    talk_run(&world,
        "CREATE TRIGGER broken BEFORE INSERT ON posts WHEN new.message_id = "
        "'broken@x' BEGIN SELECT RAISE(ABORT, 'broken'); END");
    must_be(import_message(import, &last), STATUS_FAILED);
    must_be(import_message(import, &last), STATUS_FAILED);
    must_be(import_close(import, &counts), STATUS_FAILED);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM posts"), 400);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM threads"), 400);
    assert_int_equal(talk_number(&world, "SELECT thread_count FROM boards "
                                         "WHERE slug = 'emea-autumn'"),
        400);
    assert_int_equal(talk_number(&world, "SELECT COUNT(*) FROM audit "
                                         "WHERE act = 'import mbox'"),
        1);
}

static void
only_the_operator_imports(void **state)
{
    (void)state;
    struct import *import = NULL;
    struct viewer max = {0};

    must_be(import_open(&ada, "emea-autumn", &import), STATUS_FORBIDDEN);
    must_be(import_open(&ada, "amer-autumn", &import), STATUS_NOT_FOUND);
    must_be(import_open(&world.operator_viewer, "nowhere", &import),
        STATUS_NOT_FOUND);
    world_viewer(&world, "max", &max);
    must_be(import_open(&max, "emea-autumn", &import), STATUS_FORBIDDEN);
    viewer_clear(&max);
}

static void
a_lookup_finds_what_was_set(void **state)
{
    (void)state;
    struct lookup lookup = {0};
    int64_t number = -1;
    char text[32];

    assert_false(lookup_find(&lookup, "a", &number));
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "%d", i);
        lookup_set(&lookup, text, i);
    }
    lookup_set(&lookup, "17", -17);
    assert_int_equal(lookup.count, 5000);
    for (int i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "%d", i);
        assert_true(lookup_find(&lookup, text, &number));
        assert_int_equal(number, i == 17 ? -17 : i);
    }
    assert_false(lookup_find(&lookup, "5000", &number));
    lookup_clear(&lookup);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, stage_close)
    const struct CMUnitTest tests[] = {
        TEST(replies_join_the_thread_of_their_parent),
        TEST(children_of_one_missing_parent_stay_together),
        TEST(a_second_run_adds_nothing),
        TEST(a_parent_on_another_board_is_none),
        TEST(a_subject_loses_what_mail_put_before_it),
        TEST(authors_are_known_by_address_then_by_name),
        TEST(what_is_imported_is_new_to_nobody_and_waits_for_none),
        TEST(a_bad_message_is_skipped_with_a_reason),
        TEST(batches_are_kept_when_a_later_one_fails),
        TEST(only_the_operator_imports),
        cmocka_unit_test(a_lookup_finds_what_was_set),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
