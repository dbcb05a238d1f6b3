/* Parting: who leaves loses their name, or what they wrote as well. */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "board/auditing.h"
#include "board/drafting.h"
#include "board/editing.h"
#include "board/enrolling.h"
#include "board/importing.h"
#include "board/parting.h"
#include "board/profiling.h"
#include "board/scrubbing.h"
#include "store/people.h"
#include "store/scrubs.h"
#include "support/glass.h"
#include "support/vault.h"

static struct world world;
static struct viewer *operating;
static struct viewer viewer;
static struct parted parted;

static int
set_up(void **state)
{
    (void)state;
    vault_open(&world);
    operating = &world.operator_viewer;
    viewer = (struct viewer){0};
    parted = (struct parted){0};
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    parted_clear(&parted);
    viewer_clear(&viewer);
    vault_close(&world);
    return 0;
}

static enum status
part(const char *handle, bool erases)
{
    parted_clear(&parted);
    return parting_part(operating,
        &(struct parting){.handle = handle, .why = "asked", .erases = erases},
        &parted);
}

static int64_t
number(const char *sql)
{
    return talk_number(&world, sql);
}

static void
write_draft(const char *handle, const char *words)
{
    struct draft draft = {.target = DRAFT_BOARD,
        .target_id = world_board(&world, "commons"),
        .body = memory_copy(words)};
    struct viewer writer = {0};

    world_viewer(&world, handle, &writer);
    must(drafting_save(&writer, &draft));
    draft_clear(&draft);
    viewer_clear(&writer);
}

static void
reply(const char *handle, int64_t thread_id, int to, const char *body)
{
    struct posted posted;
    struct viewer writer = {0};

    world_viewer(&world, handle, &writer);
    must(posting_reply(&writer, thread_id, to, body, &posted));
    viewer_clear(&writer);
}

/* The rows of a thread as lin reads them. */
static void
read_thread(int64_t thread_id, struct post_list *posts)
{
    struct viewer reader = {0};

    world_viewer(&world, "lin", &reader);
    must(reading_posts(&reader, thread_id, 1, 100, posts));
    viewer_clear(&reader);
}

/* ---- Their name -----------------------------------------------------------
 */

static void
the_name_goes_and_what_they_wrote_stays(void **state)
{
    struct post_list posts = {0};
    struct person person;

    (void)state;
    int64_t ada = world_person(&world, "ada");
    int64_t thread = talk_start(&world, "ada", "emea-autumn", "Badges");
    talk_run(&world, "UPDATE people SET email = 'ada@example.org', login_id = "
                     "'adaobi', zone = 'Asia/Tokyo', site_role = 'moderator', "
                     "has_own_name = 1, last_seen_at = 1 WHERE handle = 'ada'");
    vault_fill(&world, "ada");
    write_draft("ada", "Not sent yet");
    must(part("ada", false));
    assert_true(text_starts(parted.handle, "former-"));
    assert_int_equal(parted.counts.posts, 1);
    assert_int_equal(parted.counts.threads, 1);

    read_thread(thread, &posts);
    assert_string_equal(posts.rows[0].author_name, "Former member");
    assert_string_equal(posts.rows[0].author_handle, parted.handle);
    assert_string_equal(posts.rows[0].body, "What do you think?");
    post_list_clear(&posts);
    must_be(people_by_handle(world.store, "ada", &person), STATUS_NOT_FOUND);
    must(people_by_id(world.store, ada, &person));
    assert_false(person.may_log_in);
    assert_string_equal(person.region_title, "EMEA");
    must_be(viewer_open(&viewer, world.store, ada), STATUS_FORBIDDEN);
    must_be(enrolling_find_person(world.store, "ada@example.org", &person),
        STATUS_NOT_FOUND);
    assert_int_equal(vault_number("SELECT count(*) FROM keys"), 0);
    assert_int_equal(vault_number("SELECT count(*) FROM passwords"), 0);
    assert_int_equal(number("SELECT count(*) FROM drafts"), 0);
    assert_int_equal(number("SELECT count(*) FROM members WHERE person_id = "
                            "(SELECT id FROM people WHERE name = 'Former "
                            "member')"),
        0);
}

/* What others may read stays, what they alone could read goes with them. */
static void
versions_that_were_silent_go_with_the_name(void **state)
{
    struct edited edited;
    struct edit edit = {.number = 1, .versions = -1, .body = "Second"};

    (void)state;
    edit.thread_id = talk_start(&world, "ada", "emea-autumn", "Badges");
    world_viewer(&world, "ada", &viewer);
    must(editing_change(&viewer, &edit, &edited));
    talk_pass(&world, 3600);
    edit.body = "Third";
    must(editing_change(&viewer, &edit, &edited));
    viewer_clear(&viewer);
    must(part("ada", false));
    assert_int_equal(number("SELECT count(*) FROM post_versions"), 1);
    assert_int_equal(number("SELECT count(*) FROM post_versions"
                            " WHERE body = 'Second'"),
        1);
}

static void
every_version_goes_with_the_text(void **state)
{
    struct edited edited;
    struct edit edit = {.number = 1, .versions = -1, .body = "Second"};

    (void)state;
    edit.thread_id = talk_start(&world, "ada", "emea-autumn", "Badges");
    talk_pass(&world, 3600);
    world_viewer(&world, "ada", &viewer);
    must(editing_change(&viewer, &edit, &edited));
    viewer_clear(&viewer);
    must(part("ada", true));
    assert_int_equal(number("SELECT count(*) FROM post_versions"), 0);
    assert_int_equal(number("SELECT count(*) FROM posts"
                            " WHERE edited_at IS NOT NULL"),
        0);
}

/* A column that comes later says here what becomes of it. */
static void
only_what_says_nothing_of_them_stays_in_their_row(void **state)
{
    static const char
        stays[] = " id handle skeleton name has_own_name region_id may_log_in "
                  "created_at ";
    struct text sql = {0};

    (void)state;
    must(part("max", false));
    struct query *query = store_query(world.store,
        "SELECT name FROM pragma_table_info('people')");
    text_add(&sql, "SELECT count(*) FROM people WHERE name = 'Former member' "
                   "AND has_own_name = 0 AND may_log_in = 0");
    while (query_next(query)) {
        char column[64];
        char word[80];

        query_copy(query, 0, column, sizeof column);
        snprintf(word, sizeof word, " %s ", column);
        if (strstr(stays, word) == NULL)
            text_add_format(&sql, " AND %s IS NULL", column);
    }
    must(query_end(query));
    /* It must live as long as the store. */
    static char kept[2000];
    assert_true(text_copy(kept, sizeof kept, text_bytes(&sql)));
    text_clear(&sql);
    if (number(kept) != 1)
        fail_msg("%s", kept);
}

static void
nobody_takes_the_name_of_those_who_left(void **state)
{
    (void)state;
    world_viewer(&world, "lin", &viewer);
    must_be(profiling_set_name(&viewer, "Former member"), STATUS_INVALID);
    must_be(profiling_set_name(&viewer, "F0rmer Member"), STATUS_INVALID);
}

static void
each_gets_a_handle_of_their_own(void **state)
{
    char first[HANDLE_BYTES];

    (void)state;
    must(part("ada", false));
    text_copy(first, sizeof first, parted.handle);
    must(part("lin", false));
    assert_string_not_equal(parted.handle, first);
    /* Once more changes nothing but what came since. */
    must(part(first, true));
    assert_string_equal(parted.handle, first);
    assert_int_equal(number("SELECT count(*) FROM people "
                            "WHERE name = 'Former member'"),
        2);
}

static void
an_author_of_imported_mail_leaves_too(void **state)
{
    const char *const none[] = {NULL};
    const struct import_message message = {
        .message_id = "<1@example.org>",
        .parents = none,
        .subject = "Hello",
        .author_name = "Al Moss",
        .author_email = "al@example.org",
        .body = "Hello all.",
        .sent_at = WORLD_NOW - 100,
    };
    struct import *import = NULL;
    struct import_counts counts;

    (void)state;
    for (int i = 0; i < 2; i++) {
        must(import_open(operating, "commons", &import));
        /* What was erased is not brought back. */
        must_be(import_message(import, &message),
            i == 0 ? STATUS_OK : STATUS_CONFLICT);
        must(import_close(import, &counts));
        if (i == 0)
            must(part("al-moss", true));
    }
    assert_int_equal(parted.counts.posts, 1);
    assert_int_equal(number("SELECT count(*) FROM posts "
                            "WHERE body = '(erased)'"),
        1);
    assert_int_equal(number("SELECT count(*) FROM people "
                            "WHERE email = 'al@example.org'"),
        0);
}

/* ---- Their text -----------------------------------------------------------
 */

static void
the_text_goes_and_the_thread_stays(void **state)
{
    struct post_list posts = {0};
    struct viewer reader = {0};
    struct thread_row row;

    (void)state;
    int64_t thread = talk_start(&world, "ada", "emea-autumn", "Badges");
    reply("lin", thread, 1, "At the desk.");
    reply("ada", thread, 2, "Thank you!");
    reply("ben", thread, 3, "Or at the gate.");
    int64_t other = talk_start(&world, "lin", "emea-autumn", "Lunch");
    reply("ada", other, 1, "At noon.");
    must(part("ada", true));
    assert_int_equal(parted.counts.posts, 3);
    assert_int_equal(parted.counts.threads, 1);

    read_thread(thread, &posts);
    assert_int_equal(posts.count, 4);
    assert_string_equal(posts.rows[0].body, "(erased)");
    assert_string_equal(posts.rows[1].body, "At the desk.");
    assert_int_equal(posts.rows[1].reply_to, 1);
    assert_string_equal(posts.rows[2].body, "(erased)");
    assert_int_equal(posts.rows[3].reply_to, 3);
    post_list_clear(&posts);
    world_viewer(&world, "lin", &reader);
    must(reading_thread(&reader, thread, &row));
    assert_string_equal(row.thread.subject, "(erased)");
    assert_int_equal(row.thread.last_number, 4);
    must(reading_thread(&reader, other, &row));
    assert_string_equal(row.thread.subject, "Lunch");
    assert_string_equal(row.last_author, "Former member");
    viewer_clear(&reader);
}

static void
what_a_mentor_asked_goes_and_the_answers_stay(void **state)
{
    struct post_list posts = {0};
    struct posted posted;
    int64_t queued = 0;

    (void)state;
    int64_t question = talk_ask(&world, "mara", "emea-autumn", "What is new?");
    world_viewer(&world, "mara", &viewer);
    must(asking_add(&viewer, world_board(&world, "emea-autumn"),
        &(struct ask){.body = "And tomorrow?", .asks_minute = -1}, &queued));
    viewer_clear(&viewer);
    world_viewer(&world, "lin", &viewer);
    must(asking_answer(&viewer, question, "All of it.", &posted));
    int64_t thread = talk_question_thread(&world, question);
    must(part("mara", true));
    assert_int_equal(parted.counts.queued, 1);

    read_thread(thread, &posts);
    assert_string_equal(posts.rows[0].body, "(erased)");
    assert_string_equal(posts.rows[1].body, "All of it.");
    post_list_clear(&posts);
    assert_int_equal(number("SELECT count(*) FROM questions"), 1);
    assert_int_equal(number("SELECT count(*) FROM questions "
                            "WHERE body = '(erased)' AND answered = 1"),
        1);
}

static void
an_answer_erased_still_counts_and_a_skip_goes(void **state)
{
    struct posted posted;

    (void)state;
    int64_t question = talk_ask(&world, "mara", "emea-autumn", "What is new?");
    world_viewer(&world, "ada", &viewer);
    must(asking_answer(&viewer, question, "Much.", &posted));
    viewer_clear(&viewer);
    world_viewer(&world, "ben", &viewer);
    must(asking_skip(&viewer, question));
    must(part("ada", true));
    must(part("ben", false));
    assert_int_equal(number("SELECT count(*) FROM answers "
                            "WHERE post_id IS NOT NULL"),
        1);
    assert_int_equal(number("SELECT count(*) FROM answers"), 1);
    assert_int_equal(number("SELECT answered FROM questions"), 1);
}

/* ---- What others wrote ----------------------------------------------------
 */

static void
those_who_name_them_are_told(void **state)
{
    static const struct {
        const char *body;
        bool names;
    } rows[] = {
        {"Ask @ada, she knows.", true},
        {"@ada", true},
        {"Ask @ADA.", true},
        {"(@ada)", true},
        {"Ask @adam.", false},
        {"Ask @ada-b.", false},
        {"Ask @ada_b.", false},
        {"ada alone is no mention", false},
        {"Ada Obi said so", true},
        {"said ada obi", true},
        {"Ada Obire is another", false},
        {"Kada Obi is another", false},
        {"Ada\nObi", false},
        {"x@ada", true},
    };
    size_t named = 0;

    (void)state;
    int64_t thread = talk_start(&world, "lin", "emea-autumn", "With Ada Obi");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        reply("ben", thread, 0, rows[i].body);
    reply("ada", thread, 0, "@ada is me, Ada Obi.");
    must(parting_look(operating, &(struct parting){.handle = "ada"}, &parted));
    assert_int_equal(parted.named.rows[0].number, 0);
    named = 1;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is_next = named < parted.named.count &&
                       parted.named.rows[named].number == (int)i + 2;

        if (is_next != rows[i].names)
            fail_msg("%s", rows[i].body);
        named += is_next;
    }
    assert_int_equal(parted.named.count, named);
    assert_int_equal(parted.quoted.count, 0);
}

static void
those_who_quote_them_are_told(void **state)
{
    (void)state;
    int64_t thread = talk_start(&world, "lin", "emea-autumn", "Badges");
    reply("ada", thread, 1, "Where do I get one?\nOK\n  And when, if so?");
    reply("ben", thread, 2, "> Where do I get one?\nAt the desk.");
    reply("ben", thread, 2, "I said:\n>  And when, if so? \n");
    reply("ben", thread, 2, "> OK\nshort ones many write");
    reply("ben", thread, 2, "Where do I get one?");
    reply("ben", thread, 2, "> Where do I get two?");
    reply("ada", thread, 2, "> Where do I get one?");
    int64_t other = talk_start(&world, "lin", "emea-autumn", "Other");
    reply("ben", other, 1, "> Where do I get one?");
    must(parting_look(operating,
        &(struct parting){.handle = "ada", .erases = true}, &parted));
    assert_int_equal(parted.quoted.count, 2);
    assert_int_equal(parted.quoted.rows[0].number, 3);
    assert_int_equal(parted.quoted.rows[1].number, 4);
    assert_true(parted.quoted.rows[0].is_quote);
}

/* ---- The record -----------------------------------------------------------
 */

static void
in_the_record_they_are_a_former_member(void **state)
{
    struct act_list acts = {0};
    struct act_chain chain;

    (void)state;
    world_viewer(&world, "max", &viewer);
    must(auditing_record(&viewer, "hide", "ada post 3", NULL, NULL));
    must(part("ada", false));
    char former[HANDLE_BYTES];
    text_copy(former, sizeof former, parted.handle);
    assert_int_equal(parted.acts, 0);
    assert_int_equal(world_recorded(&world, "operator", "person anonymise",
                         former),
        1);
    must(part("max", false));
    must(auditing_list(operating, &(struct act_filter){.name_word = "hide"}, 9,
        &acts));
    assert_string_equal(acts.rows[0].actor, parted.handle);
    assert_true(text_starts(acts.rows[0].subject, former));
    assert_string_equal(acts.rows[0].reason, "");
    act_list_clear(&acts);
    must(auditing_verify(operating, NULL, &chain));
    assert_int_equal(number("SELECT count(*) FROM audit WHERE "
                            "actor || ' ' || subject LIKE '%ada%'"),
        0);
}

static void
why_does_not_name_them(void **state)
{
    static const struct {
        const char *why;
        enum status status;
    } rows[] = {
        {"Ada Obi asked for it", STATUS_INVALID},
        {"ADA asked for it", STATUS_INVALID},
        {"so said ada", STATUS_INVALID},
        {"\xFF", STATUS_INVALID},
        {"adam, of the office, said so", STATUS_OK},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        parted_clear(&parted);
        must_be(parting_part(operating,
                    &(struct parting){.handle = "ada", .why = rows[i].why},
                    &parted),
            rows[i].status);
        if (rows[i].status != STATUS_OK)
            assert_non_null(strstr(reason(), "why: "));
    }
}

static void
reasons_that_name_them_are_told(void **state)
{
    (void)state;
    world_viewer(&world, "max", &viewer);
    must(auditing_record(&viewer, "hide", "lin", "insulted ada", NULL));
    must(auditing_record(&viewer, "hide", "lin", "so said Ada Obi", NULL));
    must(auditing_record(&viewer, "hide", "lin", "adam", NULL));
    must(part("ada", false));
    assert_int_equal(parted.acts, 2);
}

/* ---- Sessions that are open -----------------------------------------------
 */

static void
a_session_that_is_open_ends_at_the_next_key(void **state)
{
    struct glass glass;

    (void)state;
    int64_t thread = talk_start(&world, "lin", "emea-autumn", "Badges");
    (void)thread;
    world_viewer(&world, "ada", &viewer);
    glass_open(&glass, &viewer, 24, 80);
    must(part("ada", false));
    glass_type(&glass, "j");
    assert_true(app_is_done(glass.app));
    glass_cut(&glass);
    assert_int_equal(number("SELECT count(*) FROM places"), 0);
}

static void
what_is_being_typed_is_not_kept(void **state)
{
    struct glass glass;

    (void)state;
    talk_start(&world, "lin", "emea-autumn", "Badges");
    world_viewer(&world, "ada", &viewer);
    glass_open(&glass, &viewer, 24, 80);
    glass_type(&glass, "p");
    glass_must_be_at(&glass, "compose");
    glass_type(&glass, "Half a subj");
    must(part("ada", true));
    glass_wait(&glass); /* it would be kept now */
    glass_type(&glass, "ect");
    assert_true(app_is_done(glass.app));
    glass_cut(&glass);
    assert_int_equal(number("SELECT count(*) FROM drafts"), 0);
    assert_int_equal(number("SELECT count(*) FROM places"), 0);
    assert_int_equal(number("SELECT count(*) FROM reads"), 0);
    assert_int_equal(number("SELECT count(*) FROM people WHERE last_seen_at "
                            "IS NOT NULL AND may_log_in = 0"),
        0);
}

/* ---- Whole or not at all --------------------------------------------------
 */

static void
where_the_secrets_fail_nothing_is_done(void **state)
{
    struct store *secrets = vault_connect();
    struct person person;

    (void)state;
    talk_start(&world, "ada", "emea-autumn", "Badges");
    must(query_run(store_query(secrets, "DROP TABLE passwords")));
    store_close(secrets);
    int64_t acts = number("SELECT count(*) FROM audit");
    must_be(part("ada", true), STATUS_FAILED);
    must(people_by_handle(world.store, "ada", &person));
    assert_true(person.may_log_in);
    assert_int_equal(number("SELECT count(*) FROM posts "
                            "WHERE body = '(erased)'"),
        0);
    assert_int_equal(number("SELECT count(*) FROM audit"), acts);
}

static void
the_site_keeps_its_voice_and_nobody_is_nobody(void **state)
{
    (void)state;
    talk_run(&world, "INSERT INTO people (handle, skeleton, name, may_log_in, "
                     "created_at) VALUES ('homeroom', 'homeroom', 'Homeroom', "
                     "0, 0)");
    must_be(part("homeroom", true), STATUS_CONFLICT);
    assert_non_null(strstr(reason(), "speaks for the site"));
    must_be(part("nobody-here", true), STATUS_NOT_FOUND);
}

static void
only_the_operator_does_so(void **state)
{
    static const char *const handles[] = {"ada", "mara", "jo", "rob", "max",
        "una"};
    const struct parting parting = {.handle = "lin", .erases = true};

    (void)state;
    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++) {
        world_viewer(&world, handles[i], &viewer);
        must_be(parting_look(&viewer, &parting, &parted), STATUS_FORBIDDEN);
        must_be(parting_part(&viewer, &parting, &parted), STATUS_FORBIDDEN);
        viewer_clear(&viewer);
    }
    operating->may_write = false;
    must_be(part("lin", true), STATUS_FORBIDDEN);
}

/* ---- Files ----------------------------------------------------------------
 */

static bool
holds(const char *suffix, const char *words)
{
    char path[320];
    struct text bytes = {0};
    char piece[4096];
    size_t count;

    snprintf(path, sizeof path, "%s%s", world.path, suffix);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    while ((count = fread(piece, 1, sizeof piece, file)) > 0)
        text_add_bytes(&bytes, piece, count);
    fclose(file);
    bool is_there = bytes.length > 0 &&
                    memmem(bytes.bytes, bytes.length, words, strlen(words));
    text_clear(&bytes);
    return is_there;
}

static void
none_of_it_is_in_the_files(void **state)
{
    (void)state;
    int64_t thread = talk_start(&world, "lin", "emea-autumn", "Badges");
    for (int i = 0; i < 40; i++) {
        write_draft("ada", "Zebra zebra zebra");
        reply("ada", thread, 1, "Zebra stripes");
        reply("ben", thread, 1, "Another animal");
    }
    must(store_checkpoint(world.store));
    reply("ada", thread, 1, "Zebra crossing");
    assert_true(holds("", "Zebra") && holds("-wal", "Zebra"));
    assert_true(holds("", "Ada Obi"));
    must(part("ada", true));
    assert_true(parted.is_rewritten && parted.is_scrubbed);
    assert_false(holds("", "Zebra") || holds("-wal", "Zebra"));
    assert_false(holds("", "Ada Obi") || holds("-wal", "Ada Obi"));
    assert_true(holds("", "Another animal"));
    must(store_check(world.store));
}

static void
whoever_sees_to_the_log_is_asked(void **state)
{
    struct store *keepers = world_connect(&world);
    struct store *secrets = vault_connect();
    struct viewer keeper;
    bool are_done = true;
    int64_t id = 0;
    int lock = -1;

    (void)state;
    talk_start(&world, "ada", "emea-autumn", "Zebra");
    must(store_checkpoint(world.store));
    must(store_lock_checkpoints(world.path, &lock));
    viewer_open_operator(&keeper, keepers);
    bool is_done = true;
    must(scrubbing_run(operating, secrets, 100, &is_done));
    assert_false(is_done);
    must(scrubs_due(keepers, true, &id));
    assert_int_equal(id, 1);
    must(scrubbing_serve(&keeper));
    must(scrubs_are_done(world.store, id, &are_done));
    assert_true(are_done);
    must(scrubbing_serve(&keeper)); /* nothing is due */
    close(lock);
    viewer_clear(&keeper);
    store_close(keepers);
    store_close(secrets);
}

static void
who_reads_from_the_log_is_waited_for(void **state)
{
    struct store *other = world_connect(&world);
    int64_t id = 0;

    (void)state;
    talk_start(&world, "ada", "emea-autumn", "Zebra");
    must(scrubs_ask(world.store, WORLD_NOW, true, &id));
    struct query *query = store_query(other, "SELECT id FROM people");
    assert_true(query_next(query));
    must_be(store_scrub(world.store), STATUS_AGAIN);
    assert_true(holds("-wal", "Zebra"));
    must(query_end(query));
    must(store_scrub(world.store));
    assert_false(holds("-wal", "Zebra"));
    assert_true(holds("", "Zebra"));
    store_close(other);
}

static void
copies_of_before_an_upgrade_are_told(void **state)
{
    char path[320];

    (void)state;
    snprintf(path, sizeof path, "%s.before-2", world.path);
    FILE *file = fopen(path, "we");
    assert_non_null(file);
    fclose(file);
    must(part("ada", false));
    assert_int_equal(parted.copy_count, 1);
    assert_string_equal(parted.copies[0], path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_name_goes_and_what_they_wrote_stays),
        TEST(only_what_says_nothing_of_them_stays_in_their_row),
        TEST(versions_that_were_silent_go_with_the_name),
        TEST(every_version_goes_with_the_text),
        TEST(nobody_takes_the_name_of_those_who_left),
        TEST(each_gets_a_handle_of_their_own),
        TEST(an_author_of_imported_mail_leaves_too),
        TEST(the_text_goes_and_the_thread_stays),
        TEST(what_a_mentor_asked_goes_and_the_answers_stay),
        TEST(an_answer_erased_still_counts_and_a_skip_goes),
        TEST(those_who_name_them_are_told),
        TEST(those_who_quote_them_are_told),
        TEST(in_the_record_they_are_a_former_member),
        TEST(why_does_not_name_them),
        TEST(reasons_that_name_them_are_told),
        TEST(a_session_that_is_open_ends_at_the_next_key),
        TEST(what_is_being_typed_is_not_kept),
        TEST(where_the_secrets_fail_nothing_is_done),
        TEST(the_site_keeps_its_voice_and_nobody_is_nobody),
        TEST(only_the_operator_does_so),
        TEST(none_of_it_is_in_the_files),
        TEST(whoever_sees_to_the_log_is_asked),
        TEST(who_reads_from_the_log_is_waited_for),
        TEST(copies_of_before_an_upgrade_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
