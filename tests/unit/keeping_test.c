/* Keeping: what people ask of the keeper, over real stores. */

#include <stdio.h>
#include <string.h>

#include "board/inviting.h"
#include "board/keeping.h"
#include "store/codes.h"
#include "store/store.h"
#include "support/secrets.h"
#include "support/talk.h"
#include "support/world.h"

static const char key_line
    [] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKO+NNrG7BFrZIRL87hKRjz1aJZ8jy"
         "kQUEJnm18f9YaU ada's old laptop";
static const char
    key_fingerprint[] = "SHA256:aI6Pdkos15KuLH0zGTCmLahMbLFuySQ28nf90UTAOg8";

static struct world world;
static struct viewer viewer;
static struct settings *settings;
static struct keeping_ask ask;
static struct keeping_answer answer;

static int
set_up(void **state)
{
    (void)state;
    world_open(&world);
    settings = secrets_begin();
    world_viewer(&world, "ada", &viewer);
    ask = (struct keeping_ask){0};
    answer = (struct keeping_answer){0};
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    keeping_answer_clear(&answer);
    viewer_clear(&viewer);
    world_close(&world);
    secrets_end();
    return 0;
}

/* Asks with `ask`, which is empty afterwards. */
static enum status
send(enum keeping_kind kind)
{
    ask.kind = kind;
    keeping_answer_clear(&answer);
    enum status status = keeping_send(&viewer, &ask, &answer);
    assert_string_equal(ask.password, "");
    assert_string_equal(ask.old_password, "");
    ask = (struct keeping_ask){0};
    return status;
}

static enum status
set_password(const char *old, const char *fresh)
{
    strcpy(ask.old_password, old);
    strcpy(ask.password, fresh);
    return send(KEEPING_PASSWORD);
}

static enum status
send_line(enum keeping_kind kind, const char *line)
{
    strcpy(ask.line, line);
    return send(kind);
}

static int
count_keys(void)
{
    struct listed_key key;
    int count = 0;

    must(send(KEEPING_KEYS));
    const char *at = text_bytes(&answer.text);
    while (keeping_key_read(&at, &key))
        count++;
    return count;
}

static void
what_one_with_a_role_changes_is_on_record(void **state)
{
    (void)state;
    int64_t before = talk_number(&world, "SELECT count(*) FROM audit");

    must(set_password("", "a password of ada"));
    must(send_line(KEEPING_KEY_ADD, key_line));
    must(send_line(KEEPING_KEY_REMOVE, key_fingerprint));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"), before);

    viewer_clear(&viewer);
    world_viewer(&world, "mara", &viewer);
    must(set_password("", "a password of mara"));
    must(send_line(KEEPING_KEY_ADD, key_line));
    must_be(send_line(KEEPING_KEY_ADD, key_line), STATUS_CONFLICT);
    must_be(send_line(KEEPING_KEY_REMOVE, "SHA256:none"), STATUS_NOT_FOUND);
    must_be(set_password("wrong", "a password of mara"), STATUS_FORBIDDEN);
    must(send_line(KEEPING_KEY_REMOVE, key_fingerprint));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"),
        before + 3);
    assert_int_equal(world_recorded(&world, "mara", "password", "mara"), 1);
    assert_int_equal(world_recorded(&world, "mara", "keys add", "mara"), 1);
    assert_int_equal(world_recorded(&world, "mara", "keys remove", "mara"), 1);
}

static void
a_key_is_added_listed_and_removed(void **state)
{
    (void)state;
    struct listed_key key;

    must(set_password("", "a password of ada"));
    assert_int_equal(count_keys(), 0);
    must(send_line(KEEPING_KEY_ADD, key_line));
    assert_string_equal(text_bytes(&answer.text), key_fingerprint);

    must(send(KEEPING_KEYS));
    const char *at = text_bytes(&answer.text);
    assert_true(keeping_key_read(&at, &key));
    assert_string_equal(key.type, "ssh-ed25519");
    assert_string_equal(key.fingerprint, key_fingerprint);
    assert_string_equal(key.comment, "ada's old laptop");
    assert_in_range(key.added_at, WORLD_NOW, WORLD_NOW + 60);
    assert_false(keeping_key_read(&at, &key));

    must(send_line(KEEPING_KEY_REMOVE, key_fingerprint));
    assert_int_equal(count_keys(), 0);
    must_be(send_line(KEEPING_KEY_REMOVE, key_fingerprint), STATUS_NOT_FOUND);
    assert_non_null(strstr(reason(), "key: you have none called SHA256:"));
}

static void
the_last_way_in_stays(void **state)
{
    (void)state;
    must(send_line(KEEPING_KEY_ADD, key_line));
    must_be(send_line(KEEPING_KEY_REMOVE, key_fingerprint), STATUS_CONFLICT);
    assert_non_null(strstr(reason(), "your last way in"));
    assert_int_equal(count_keys(), 1);

    /* A password that logs nobody in is no way in. */
    must(set_password("", "a password of ada"));
    settings->login_password = false;
    must_be(send_line(KEEPING_KEY_REMOVE, key_fingerprint), STATUS_CONFLICT);
    assert_int_equal(count_keys(), 1);
    settings->login_password = true;
    must(send_line(KEEPING_KEY_REMOVE, key_fingerprint));
}

static void
nobody_removes_or_takes_anothers_key(void **state)
{
    (void)state;
    must(send_line(KEEPING_KEY_ADD, key_line));
    viewer_clear(&viewer);
    world_viewer(&world, "ben", &viewer);
    must_be(send_line(KEEPING_KEY_REMOVE, key_fingerprint), STATUS_NOT_FOUND);
    must_be(send_line(KEEPING_KEY_ADD, key_line), STATUS_CONFLICT);
    assert_int_equal(count_keys(), 0);
    viewer_clear(&viewer);
    world_viewer(&world, "ada", &viewer);
    assert_int_equal(count_keys(), 1);
}

static void
a_bad_key_is_refused_in_words(void **state)
{
    (void)state;
    must_be(send_line(KEEPING_KEY_ADD, "command=\"x\" ssh-ed25519 AAAA"),
        STATUS_INVALID);
    assert_string_equal(answer.why, reason());
    assert_non_null(strstr(reason(), "options before the key"));
}

static void
twenty_keys_are_enough(void **state)
{
    (void)state;
    struct store *secrets = secrets_connect();

    for (int i = 0; i < KEYS_A_PERSON; i++) {
        char name[32];
        snprintf(name, sizeof name, "made-up-%d", i);
        must(keys_add(secrets, viewer.person.id,
            &(struct stored_key){"ssh-ed25519", name, name, ""}, WORLD_NOW));
    }
    store_close(secrets);
    must_be(send_line(KEEPING_KEY_ADD, key_line), STATUS_FULL);
    assert_string_equal(reason(), "key: you have 20, remove one first");
}

static void
a_password_is_changed_by_the_old_one(void **state)
{
    (void)state;
    must_be(set_password("", "short"), STATUS_INVALID);
    must(set_password("", "a password of ada"));
    must_be(set_password("", "another password"), STATUS_FORBIDDEN);
    must_be(set_password("a password of bob", "another password"),
        STATUS_FORBIDDEN);
    assert_string_equal(reason(), "the old password is wrong");
    must(set_password("a password of ada", "another password"));
    must_be(set_password("a password of ada", "a third password"),
        STATUS_FORBIDDEN);
    must(set_password("another password", "a third password"));
}

/* A quarter of an hour, and more, goes by since the last wrong one. */
static void
let_misses_pass(void)
{
    struct store *secrets = secrets_connect();
    struct query *query = store_query(secrets,
        "UPDATE passwords SET missed_at = missed_at - 901");

    must(query_run(query));
    store_close(secrets);
}

/* As many as somebody who walked up to an open session could try else. */
static void
ten_wrong_passwords_are_enough(void **state)
{
    (void)state;
    must(set_password("", "a password of ada"));
    for (int i = 0; i < PASSWORD_MISSES; i++)
        must_be(set_password("a wrong one", "another password"),
            STATUS_FORBIDDEN);
    must_be(set_password("a password of ada", "another password"),
        STATUS_FORBIDDEN);
    assert_string_equal(reason(),
        "too many wrong passwords: try again in a quarter of an hour");
    let_misses_pass();
    must_be(set_password("a wrong one", "another password"), STATUS_FORBIDDEN);
    assert_string_equal(reason(), "the old password is wrong");
    must(set_password("a password of ada", "another password"));
    for (int i = 0; i < PASSWORD_MISSES - 1; i++)
        must_be(set_password("a wrong one", "a third password"),
            STATUS_FORBIDDEN);
    must(set_password("another password", "a third password"));
}

/* What the workers are to do for somebody who joins with this code. */
static struct password_work
work_of_joining(struct store *secrets, const char *code)
{
    const struct keeping keeping = {.store = world.store, .secrets = secrets};
    const struct keeping_asker asker = {.is_joining = true, .key = ""};
    struct keeping_ask joins = {.kind = KEEPING_JOIN_REDEEM};
    struct password_work work;

    strcpy(joins.password, "a password of mine");
    strcpy(joins.code, code);
    must(keeping_prepare(&keeping, &asker, &joins, &work));
    return work;
}

static void
a_password_without_a_code_is_not_hashed(void **state)
{
    (void)state;
    char code[CODE_TEXT_BYTES];
    char digest[INVITING_DIGEST_BYTES];
    struct store *secrets = secrets_connect();
    struct invitation invitation = {
        .person_id = viewer.person.id,
        .uses = 1,
        .uses_left = 1,
        .made_by = "operator",
        .made_at = WORLD_NOW,
        .expires_at = WORLD_NOW + 86400,
    };

    must(inviting_draw(code, digest));
    assert_false(work_of_joining(secrets, code).hashes);
    assert_false(work_of_joining(secrets, "0000").hashes);
    assert_false(work_of_joining(secrets, "").hashes);
    must(codes_add(secrets, &invitation, digest, &invitation.id));
    assert_true(work_of_joining(secrets, code).hashes);
    must(codes_revoke(secrets, invitation.id, WORLD_NOW));
    assert_false(work_of_joining(secrets, code).hashes);
    store_close(secrets);
}

static void
who_only_reads_changes_nothing(void **state)
{
    (void)state;
    viewer.may_write = false;
    must_be(set_password("", "a password of ada"), STATUS_FORBIDDEN);
    must_be(send_line(KEEPING_KEY_ADD, key_line), STATUS_FORBIDDEN);
    assert_int_equal(count_keys(), 0);
}

static void
who_may_not_log_in_asks_nothing(void **state)
{
    (void)state;
    talk_run(&world, "UPDATE people SET may_log_in = 0 WHERE handle = 'ada'");
    must_be(send(KEEPING_KEYS), STATUS_FORBIDDEN);
}

static void
the_operators_program_has_no_keys(void **state)
{
    (void)state;
    ask.kind = KEEPING_KEYS;
    must_be(keeping_send(&world.operator_viewer, &ask, &answer),
        STATUS_FORBIDDEN);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_one_with_a_role_changes_is_on_record),
        TEST(a_key_is_added_listed_and_removed),
        TEST(the_last_way_in_stays),
        TEST(nobody_removes_or_takes_anothers_key),
        TEST(a_bad_key_is_refused_in_words),
        TEST(twenty_keys_are_enough),
        TEST(a_password_is_changed_by_the_old_one),
        TEST(ten_wrong_passwords_are_enough),
        TEST(a_password_without_a_code_is_not_hashed),
        TEST(who_only_reads_changes_nothing),
        TEST(who_may_not_log_in_asks_nothing),
        TEST(the_operators_program_has_no_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
