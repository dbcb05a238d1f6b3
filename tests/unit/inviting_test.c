/* Inviting: codes are made, good for what they say, and taken back. */

#include <sodium.h>
#include <string.h>

#include "board/auditing.h"
#include "board/inviting.h"
#include "board/keeping.h"
#include "store/store.h"
#include "support/secrets.h"
#include "support/talk.h"

static struct world world;
static struct store *secrets;

static int
set_up(void **state)
{
    (void)state;
    world_open(&world);
    secrets_begin();
    secrets = secrets_connect();
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    store_close(secrets);
    secrets_end();
    world_close(&world);
    return 0;
}

static enum status
invite(const struct invite_terms *terms, char code[CODE_TEXT_BYTES])
{
    struct invitation made;

    return inviting_add(&world.operator_viewer, terms, code, &made);
}

static void
a_code_is_good_for_what_it_says(void **state)
{
    (void)state;
    char code[CODE_TEXT_BYTES];
    struct invitation found;

    must(invite(&(struct invite_terms){.cohort = "emea-autumn"}, code));
    must(inviting_find(secrets, code, &found));
    assert_int_equal(found.cohort_id, world_cohort(&world, "emea-autumn"));
    assert_int_equal(found.role, ROLE_LEARNER);
    assert_int_equal(found.uses, 100);
    assert_int_equal(found.uses_left, 100);
    assert_int_equal(found.expires_at - found.made_at, 60 * 86400);

    must(invite(&(struct invite_terms){"amer-autumn", "mentor", 0, 7}, code));
    must(inviting_find(secrets, code, &found));
    assert_int_equal(found.role, ROLE_MENTOR);
    assert_int_equal(found.uses, 1);
    assert_int_equal(found.expires_at - found.made_at, 7 * 86400);
}

/* 80 bits in 16 digits of 5: of 64 codes each digit has many values, and no two
 * are the same. */
static void
every_digit_of_a_code_is_random(void **state)
{
    enum {
        DRAWN = 64,
        RANDOM_DIGITS = 16,
        VALUES_LEAST = 16 /* of 32; fewer by chance once in 10^7 */
    };
    static char codes[DRAWN][CODE_DIGITS + 1];
    (void)state;

    for (int i = 0; i < DRAWN; i++) {
        char code[CODE_TEXT_BYTES];
        char digest[INVITING_DIGEST_BYTES];

        must(inviting_draw(code, digest));
        must(code_read(code, codes[i]));
        for (int j = 0; j < i; j++)
            assert_string_not_equal(codes[i], codes[j]);
    }
    for (int digit = 0; digit < RANDOM_DIGITS; digit++) {
        bool is_seen[256] = {false};
        int values = 0;

        for (int i = 0; i < DRAWN; i++) {
            unsigned char value = (unsigned char)codes[i][digit];

            values += !is_seen[value];
            is_seen[value] = true;
        }
        assert_in_range(values, VALUES_LEAST, 32);
    }
}

static void
the_store_holds_no_code(void **state)
{
    (void)state;
    char code[CODE_TEXT_BYTES];
    char digits[CODE_DIGITS + 1];

    must(invite(&(struct invite_terms){.cohort = "emea-autumn"}, code));
    must(code_read(code, digits));
    struct query *query = store_query(secrets,
        "SELECT count(*) FROM codes WHERE length(digest) = 64 AND "
        "instr(upper(digest || made_by), :digits) = 0");
    query_bind_text(query, ":digits", digits);
    assert_true(query_next(query));
    assert_int_equal(query_int(query, 0), 1);
    must(query_end(query));
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act = 'invite' AND "
                         "subject = 'emea-autumn learner, 100 uses, code 1'"),
        1);
}

/* BLAKE2b of the digits: who reads the store has no way back. */
static void
a_digest_tells_nothing_of_its_code(void **state)
{
    static const char digits[] = "0123456789ABCDEFP";
    unsigned char hash[(INVITING_DIGEST_BYTES - 1) / 2];
    char expected[INVITING_DIGEST_BYTES];
    char digest[INVITING_DIGEST_BYTES];
    (void)state;

    crypto_generichash(hash, sizeof hash, (const unsigned char *)digits,
        strlen(digits), NULL, 0);
    sodium_bin2hex(expected, sizeof expected, hash, sizeof hash);
    inviting_digest(digits, digest);
    assert_string_equal(digest, expected);
}

static void
it_is_used_up(void **state)
{
    (void)state;
    char code[CODE_TEXT_BYTES];
    struct invitation found;

    must(invite(&(struct invite_terms){"emea-autumn", NULL, 2, 0}, code));
    must(inviting_find(secrets, code, &found));
    must(inviting_use(secrets, &found));
    must(inviting_use(secrets, &found));
    must_be(inviting_use(secrets, &found), STATUS_CONFLICT);
    must_be(inviting_find(secrets, code, &found), STATUS_CONFLICT);
    assert_string_equal(reason(), "this code is used up: ask for a new one");
}

static void
it_ends_at_its_hour(void **state)
{
    (void)state;
    char code[CODE_TEXT_BYTES];
    struct invitation found;

    must(invite(&(struct invite_terms){"emea-autumn", NULL, 0, 1}, code));
    must(inviting_find(secrets, code, &found));
    must(query_run(store_query(secrets,
        "UPDATE codes SET expires_at = expires_at - 86400")));
    must_be(inviting_use(secrets, &found), STATUS_CONFLICT);
    must_be(inviting_find(secrets, code, &found), STATUS_CONFLICT);
    assert_string_equal(reason(),
        "this code is past its day: ask for a new one");
}

static void
it_is_taken_back(void **state)
{
    (void)state;
    char code[CODE_TEXT_BYTES];
    struct invitation found;

    must(invite(&(struct invite_terms){.cohort = "emea-autumn"}, code));
    must(inviting_find(secrets, code, &found));
    must(inviting_revoke(&world.operator_viewer, found.id));
    must_be(inviting_use(secrets, &found), STATUS_CONFLICT);
    must_be(inviting_find(secrets, code, &found), STATUS_CONFLICT);
    assert_string_equal(reason(),
        "this code was taken back: ask for a new one");
    must_be(inviting_revoke(&world.operator_viewer, 999), STATUS_NOT_FOUND);
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act = "
                         "'invite revoke' AND subject = 'code 1'"),
        1);
}

static void
what_was_never_made_is_not_found(void **state)
{
    (void)state;
    struct invitation found;

    must_be(inviting_find(secrets, "0123-4567-89AB-CDEFP", &found),
        STATUS_NOT_FOUND);
    must_be(inviting_find(secrets, "0123-4567-89AB-CDEF0", &found),
        STATUS_INVALID);
}

static void
bad_terms_are_refused_in_words(void **state)
{
    (void)state;
    char code[CODE_TEXT_BYTES];
    static const struct {
        struct invite_terms terms;
        enum status status;
        const char *words;
    } cases[] = {
        {{"nowhere", NULL, 0, 0}, STATUS_NOT_FOUND, "no cohort called nowhere"},
        {{"emea-autumn", "operator", 0, 0}, STATUS_INVALID, "role: "},
        {{"emea-autumn", "king", 0, 0}, STATUS_INVALID, "role: "},
        {{"emea-autumn", NULL, 10001, 0}, STATUS_INVALID, "uses: 1 to 10000"},
        {{"emea-autumn", NULL, 0, 367}, STATUS_INVALID, "days: 1 to 366"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        must_be(invite(&cases[i].terms, code), cases[i].status);
        assert_true(text_starts(reason(), cases[i].words));
    }
    assert_int_equal(talk_number(&world,
                         "SELECT count(*) FROM audit WHERE act = 'invite'"),
        0);
}

static void
only_the_operators_program_invites(void **state)
{
    (void)state;
    char code[CODE_TEXT_BYTES];
    struct invitation made;
    struct invited_list list = {0};
    static const char *const handles[] = {"ada", "mara", "jo", "max", "una"};

    for (size_t i = 0; i < sizeof handles / sizeof *handles; i++) {
        struct viewer viewer;

        world_viewer(&world, handles[i], &viewer);
        must_be(inviting_add(&viewer,
                    &(struct invite_terms){.cohort = "emea-autumn"}, code,
                    &made),
            STATUS_FORBIDDEN);
        must_be(inviting_list(&viewer, NULL, &list), STATUS_FORBIDDEN);
        must_be(inviting_revoke(&viewer, 1), STATUS_FORBIDDEN);
        viewer_clear(&viewer);
    }
}

/* Asks as a session does, by way of keeping.h. */
static enum status
invite_back(struct viewer *viewer, const char *handle,
    struct keeping_answer *answer)
{
    struct keeping_ask ask = {.kind = KEEPING_INVITE_BACK};

    text_copy(ask.handle, sizeof ask.handle, handle);
    return keeping_send(viewer, &ask, answer);
}

static void
a_moderator_lets_somebody_back_in(void **state)
{
    (void)state;
    struct viewer max;
    struct keeping_answer first;
    struct keeping_answer second;
    struct invitation found;
    struct act_list acts = {0};

    world_viewer(&world, "max", &max);
    must(invite_back(&max, "ada", &first));
    must(inviting_find(secrets, text_bytes(&first.text), &found));
    assert_int_equal(found.person_id, world_person(&world, "ada"));
    assert_int_equal(found.uses, 1);
    assert_int_equal(found.expires_at - found.made_at, 86400);
    assert_string_equal(found.made_by, "max");

    /* A newer one takes the older one back. */
    must(invite_back(&world.operator_viewer, "ada", &second));
    must_be(inviting_find(secrets, text_bytes(&first.text), &found),
        STATUS_CONFLICT);
    must(inviting_find(secrets, text_bytes(&second.text), &found));
    must(auditing_list(&world.operator_viewer,
        &(struct act_filter){.name_word = "back"}, 10, &acts));
    assert_int_equal(acts.count, 2);
    assert_string_equal(acts.rows[0].actor, "operator");
    assert_string_equal(acts.rows[1].actor, "max");
    assert_string_equal(acts.rows[1].subject, "ada");
    act_list_clear(&acts);
    keeping_answer_clear(&first);
    keeping_answer_clear(&second);
    viewer_clear(&max);
}

static void
nobody_gets_in_for_another_by_it(void **state)
{
    (void)state;
    static const struct {
        const char *who;
        const char *whom;
        enum status status;
    } cases[] = {
        /* A role in a cohort is not enough. */
        {"ada", "ben", STATUS_FORBIDDEN},
        {"mara", "ada", STATUS_FORBIDDEN},
        {"jo", "ada", STATUS_FORBIDDEN},
        {"rob", "ada", STATUS_FORBIDDEN},
        /* Nor does a moderator take an operator's place, or another's. */
        {"max", "una", STATUS_FORBIDDEN},
        {"una", "max", STATUS_FORBIDDEN},
        {"max", "max", STATUS_FORBIDDEN},
        {"max", "nobody-here", STATUS_NOT_FOUND},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct viewer viewer;
        struct keeping_answer answer;

        world_viewer(&world, cases[i].who, &viewer);
        must_be(invite_back(&viewer, cases[i].whom, &answer), cases[i].status);
        assert_int_equal(answer.text.length, 0);
        keeping_answer_clear(&answer);
        viewer_clear(&viewer);
    }
    struct keeping_answer answer;
    talk_run(&world, "UPDATE people SET may_log_in = 0 WHERE handle = 'ben'");
    must_be(invite_back(&world.operator_viewer, "ben", &answer),
        STATUS_FORBIDDEN);
    must(invite_back(&world.operator_viewer, "una", &answer));
    keeping_answer_clear(&answer);
}

static void
codes_are_listed_with_what_is_left(void **state)
{
    (void)state;
    char code[CODE_TEXT_BYTES];
    struct invitation found;
    struct keeping_answer answer;
    struct invited_list list = {0};

    must(invite(&(struct invite_terms){"emea-autumn", NULL, 5, 0}, code));
    must(inviting_find(secrets, code, &found));
    must(inviting_use(secrets, &found));
    must(invite(&(struct invite_terms){"amer-autumn", "sme", 0, 0}, code));
    must(invite_back(&world.operator_viewer, "ada", &answer));
    keeping_answer_clear(&answer);

    must(inviting_list(&world.operator_viewer, NULL, &list));
    assert_int_equal(list.count, 3);
    assert_string_equal(list.rows[0].handle, "ada");
    assert_string_equal(list.rows[0].cohort, "");
    assert_string_equal(list.rows[1].cohort, "amer-autumn");
    assert_int_equal(list.rows[1].invitation.role, ROLE_SME);
    assert_string_equal(list.rows[2].cohort, "emea-autumn");
    assert_int_equal(list.rows[2].invitation.uses_left, 4);
    invited_list_clear(&list);

    must(inviting_list(&world.operator_viewer, "emea-autumn", &list));
    assert_int_equal(list.count, 1);
    invited_list_clear(&list);
    must_be(inviting_list(&world.operator_viewer, "nowhere", &list),
        STATUS_NOT_FOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_code_is_good_for_what_it_says),
        TEST(every_digit_of_a_code_is_random),
        TEST(the_store_holds_no_code),
        TEST(a_digest_tells_nothing_of_its_code),
        TEST(it_is_used_up),
        TEST(it_ends_at_its_hour),
        TEST(it_is_taken_back),
        TEST(what_was_never_made_is_not_found),
        TEST(bad_terms_are_refused_in_words),
        TEST(only_the_operators_program_invites),
        TEST(a_moderator_lets_somebody_back_in),
        TEST(nobody_gets_in_for_another_by_it),
        TEST(codes_are_listed_with_what_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
