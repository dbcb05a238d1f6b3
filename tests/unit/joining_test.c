/* Joining: from a code to somebody who is here, whole or not at all. */

#include <stdio.h>
#include <string.h>

#include "board/inviting.h"
#include "board/joining.h"
#include "board/policing.h"
#include "store/members.h"
#include "store/people.h"
#include "store/people_known.h"
#include "store/store.h"
#include "support/secrets.h"
#include "support/talk.h"

static const char key_blob
    [] = "AAAAC3NzaC1lZDI1NTE5AAAAIKO+NNrG7BFrZIRL87hKRjz1aJZ8jykQUEJnm18f9YaU";
static const char
    key_fingerprint[] = "SHA256:aI6Pdkos15KuLH0zGTCmLahMbLFuySQ28nf90UTAOg8";

static struct world world;
static struct store *secrets;
static struct keeping keeping;
static struct keeping_asker asker;
static struct keeping_ask ask;
static struct keeping_answer answer;
static char code[CODE_TEXT_BYTES];

static int
set_up(void **state)
{
    (void)state;
    world_open(&world);
    secrets_begin();
    secrets = secrets_connect();
    keeping = (struct keeping){world.store, secrets};
    asker = (struct keeping_asker){.is_joining = true, .key = ""};
    ask = (struct keeping_ask){0};
    answer = (struct keeping_answer){0};
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    keeping_answer_clear(&answer);
    store_close(secrets);
    secrets_end();
    world_close(&world);
    return 0;
}

static void
make_code(const char *cohort, const char *role, int uses)
{
    struct invitation made;

    must(inviting_add(&world.operator_viewer,
        &(struct invite_terms){cohort, role, uses, 0}, code, &made));
    strcpy(ask.code, code);
}

/* One step, as the keeper does it. */
static enum status
step(enum keeping_kind kind)
{
    struct password_work work;
    struct password_done done = {.is_right = true};

    keeping_answer_clear(&answer);
    ask.kind = kind;
    enum status status = keeping_prepare(&keeping, &asker, &ask, &work);
    if (status != STATUS_OK)
        return status;
    credentials_work(&work, &done);
    keeping_serve(&keeping, &asker, &ask, &done, &answer);
    if (answer.status != STATUS_OK)
        return refuse(answer.status, "%s", answer.why);
    return STATUS_OK;
}

static enum status
redeem(const char *name, const char *handle, const char *password)
{
    strcpy(ask.name, name);
    strcpy(ask.handle, handle);
    strcpy(ask.password, password);
    return step(KEEPING_JOIN_REDEEM);
}

static int
uses_left(void)
{
    struct query *query = store_query(secrets,
        "SELECT uses_left FROM codes ORDER BY id DESC LIMIT 1");
    int left = query_next(query) ? (int)query_int(query, 0) : -1;

    must(query_end(query));
    return left;
}

static int64_t
count_people(void)
{
    return talk_number(&world, "SELECT count(*) FROM people");
}

static void
a_code_says_what_it_is_good_for(void **state)
{
    (void)state;
    make_code("emea-autumn", "mentor", 3);
    must(step(KEEPING_JOIN_CODE));
    assert_string_equal(answer.cohort, "EMEA, autumn 2026");
    assert_string_equal(answer.program, "New-hire");
    assert_int_equal(answer.role, ROLE_MENTOR);
    assert_false(answer.is_back);
    assert_false(answer.has_roster);
    assert_string_equal(answer.fingerprint, "");

    strcpy(ask.code, "0123-4567-89AB-CDEFP");
    must_be(step(KEEPING_JOIN_CODE), STATUS_NOT_FOUND);
    assert_true(answer.is_miss);
    assert_int_equal(answer.field, KEEPING_FIELD_CODE);
    ask.code[0] = '1';
    must_be(step(KEEPING_JOIN_CODE), STATUS_INVALID);
    assert_false(answer.is_miss);
}

static void
somebody_new_joins_with_a_password(void **state)
{
    (void)state;
    struct viewer viewer;
    struct password_work work = {.verifies = true};
    struct password_done done;

    make_code("emea-autumn", NULL, 2);
    must(redeem("Ida Novak", "ida", "a password of ida"));
    assert_string_equal(answer.handle, "ida");
    assert_int_equal(uses_left(), 1);

    world_viewer(&world, "ida", &viewer);
    assert_int_equal(answer.person_id, viewer.person.id);
    assert_string_equal(viewer.person.name, "Ida Novak");
    assert_string_equal(viewer.person.region_title, "EMEA");
    assert_int_equal(viewer.members.count, 1);
    assert_int_equal(viewer.members.rows[0].role, ROLE_LEARNER);
    must(credentials_password(secrets, viewer.person.id, work.hash));
    strcpy(work.password, "a password of ida");
    credentials_work(&work, &done);
    assert_true(done.is_right);
    assert_int_equal(world_recorded(&world, "ida", "join",
                         "ida emea-autumn learner, code 1"),
        1);
    viewer_clear(&viewer);
}

static void
somebody_new_joins_with_the_key_they_proved(void **state)
{
    (void)state;
    struct listed_key keys[KEYS_A_PERSON];
    int count = 0;

    asker.key = key_blob;
    make_code("emea-autumn", NULL, 1);
    must(step(KEEPING_JOIN_CODE));
    assert_string_equal(answer.fingerprint, key_fingerprint);
    assert_string_equal(answer.owner, "");
    ask.takes_key = true;
    must(redeem("Ida Novak", "ida", ""));
    must(credentials_keys(secrets, answer.person_id, keys, &count));
    assert_int_equal(count, 1);
    assert_string_equal(keys[0].fingerprint, key_fingerprint);
    assert_int_equal(uses_left(), 0);
    must_be(step(KEEPING_JOIN_CODE), STATUS_CONFLICT);
}

static void
a_key_that_nobody_proved_is_not_taken(void **state)
{
    (void)state;
    make_code("emea-autumn", NULL, 1);
    ask.takes_key = true;
    must_be(redeem("Ida Novak", "ida", ""), STATUS_INVALID);
    assert_int_equal(answer.field, KEEPING_FIELD_KEY);
    ask.takes_key = false;
    must_be(redeem("Ida Novak", "ida", ""), STATUS_INVALID);
    assert_int_equal(answer.field, KEEPING_FIELD_PASSWORD);
    ask.is_owner = true;
    must_be(redeem("", "", ""), STATUS_NOT_FOUND);
}

/* Their number is bound: daemon/throttle.h. */
static void
a_code_that_nobody_has_is_a_miss_and_a_typo_is_none(void **state)
{
    (void)state;
    make_code("emea-autumn", NULL, 1);
    char last = code[strlen(code) - 1];

    strcpy(ask.code, "0123-4567-89AB-CDEFP");
    must_be(step(KEEPING_JOIN_CODE), STATUS_NOT_FOUND);
    assert_true(answer.is_miss);
    strcpy(ask.code, code);
    ask.code[strlen(code) - 1] = last == 'A' ? 'B' : 'A';
    must_be(step(KEEPING_JOIN_CODE), STATUS_INVALID);
    assert_false(answer.is_miss);
    strcpy(ask.code, code);
    must(step(KEEPING_JOIN_CODE));
    assert_false(answer.is_miss);
}

static void
what_is_wrong_is_told_and_leaves_nothing(void **state)
{
    (void)state;
    int64_t before = count_people();
    int64_t acts = 0;
    static const struct {
        const char *name;
        const char *handle;
        const char *password;
        enum keeping_field field;
        enum status status;
    } cases[] = {
        {"Ida Novak", "ada", "a password of ida", KEEPING_FIELD_HANDLE,
            STATUS_CONFLICT},
        {"Ida Novak", "a_d_a", "a password of ida", KEEPING_FIELD_HANDLE,
            STATUS_CONFLICT},
        {"Ida Novak", "Ida", "a password of ida", KEEPING_FIELD_HANDLE,
            STATUS_INVALID},
        {"Ida Novak", "join", "a password of ida", KEEPING_FIELD_HANDLE,
            STATUS_INVALID},
        {"Ida, mentor", "ida", "a password of ida", KEEPING_FIELD_NAME,
            STATUS_INVALID},
        {"", "ida", "a password of ida", KEEPING_FIELD_NAME, STATUS_INVALID},
        {"Ben Ayd\u00edn", "ida", "a password of ida", KEEPING_FIELD_NAME,
            STATUS_CONFLICT},
        {"Ida\x1b[2J", "ida", "a password of ida", KEEPING_FIELD_NAME,
            STATUS_INVALID},
    };

    make_code("emea-autumn", NULL, 5);
    acts = talk_number(&world, "SELECT count(*) FROM audit");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        must_be(redeem(cases[i].name, cases[i].handle, cases[i].password),
            cases[i].status);
        assert_int_equal(answer.field, cases[i].field);
        assert_string_not_equal(answer.why, "");
        assert_int_equal(answer.person_id, 0);
    }
    must_be(redeem("Ida Novak", "ida", "short"), STATUS_INVALID);
    must_be(redeem("Ida Novak", "a_d_a", "a password of ida"), STATUS_CONFLICT);
    assert_non_null(strstr(answer.why, "a_d_a looks like ada, who is here"));
    assert_int_equal(uses_left(), 5);
    assert_int_equal(count_people(), before);
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM audit"), acts);
}

static void
a_name_brings_a_handle_that_is_free(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *handle;
    } cases[] = {
        {"Ida Novak", "ida"},
        {"Ada Smith", "ada-smith"},
        {"Ada", "ada2"},
        {"Operator", NULL},
        {"\xe6\x9e\x97 \xe5\xbf\x97\xe7\x8e\xb2", "member"},
    };

    make_code("emea-autumn", NULL, 5);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        strcpy(ask.name, cases[i].name);
        enum status status = step(KEEPING_JOIN_NAME);
        if (cases[i].handle == NULL) {
            assert_int_equal(status, STATUS_INVALID);
            continue;
        }
        assert_int_equal(status, STATUS_OK);
        assert_string_equal(answer.handle, cases[i].handle);
        strcpy(ask.handle, answer.handle);
        must(step(KEEPING_JOIN_HANDLE));
    }
}

/* ---- Rosters ------------------------------------------------------------- */

static int64_t
on_roster(const char *handle, const char *login, const char *email)
{
    int64_t id = world_person(&world, handle);

    must(people_set_login(world.store, id, login));
    must(people_set_contact(world.store, id, "Of The Roster", email));
    return id;
}

/* Whom the roster calls so may be called so, though nobody else may. */
static void
the_name_of_the_roster_may_stay(void **state)
{
    (void)state;
    int64_t ada = on_roster("ada", "s12345", "ada@example.com");
    struct person person;

    talk_run(&world, "UPDATE people SET name = 'Mentor Zhubi' "
                     "WHERE handle = 'ada'");
    make_code("emea-autumn", NULL, 5);
    strcpy(ask.name, "Mentor Zhubi");
    must_be(step(KEEPING_JOIN_NAME), STATUS_INVALID);
    strcpy(ask.login, "s12345");
    must(step(KEEPING_JOIN_NAME));
    assert_string_equal(answer.name, "Mentor Zhubi");
    must(redeem("Mentor Zhubi", "countess", "a password of ada"));
    must(people_by_id(world.store, ada, &person));
    assert_string_equal(person.name, "Mentor Zhubi");
    assert_false(person.has_own_name);
}

static void
a_learner_claims_the_account_of_the_roster(void **state)
{
    (void)state;
    int64_t ada = on_roster("ada", "s12345", "ada@example.com");
    int64_t people = count_people();
    struct person person;

    make_code("emea-autumn", NULL, 5);
    must(step(KEEPING_JOIN_CODE));
    assert_true(answer.has_roster);
    strcpy(ask.login, "S12345");
    must(step(KEEPING_JOIN_PERSON));
    assert_string_equal(answer.handle, "ada");
    assert_string_equal(answer.name, "Of The Roster");
    strcpy(ask.login, "Ada@Example.com");
    must(step(KEEPING_JOIN_PERSON));
    must(redeem("Ada Obi", "countess", "a password of ada"));
    assert_int_equal(answer.person_id, ada);
    assert_int_equal(count_people(), people);
    must(people_by_handle(world.store, "countess", &person));
    assert_int_equal(person.id, ada);
    assert_string_equal(person.name, "Ada Obi");
    assert_true(person.has_own_name); /* the next roster leaves it */

    /* Once; and where all have come in nobody is asked who they are. */
    must(step(KEEPING_JOIN_CODE));
    assert_false(answer.has_roster);
    must_be(step(KEEPING_JOIN_PERSON), STATUS_CONFLICT);
    assert_non_null(strstr(reason(), "log in as countess"));
    must_be(redeem("Mallory", "mallory", "a password of mallory"),
        STATUS_CONFLICT);
    assert_int_equal(answer.field, KEEPING_FIELD_LOGIN);
    assert_int_equal(uses_left(), 4);
}

static void
nobody_claims_what_the_code_does_not_give(void **state)
{
    (void)state;
    on_roster("mara", "m1", NULL);
    on_roster("ben", "b1", NULL);
    on_roster("kofi", "k1", NULL);
    on_roster("lin", "l1", NULL);
    on_roster("ola", "o1", NULL);
    must(people_set_site_role(world.store, world_person(&world, "lin"),
        ROLE_MODERATOR));
    must(
        people_set_may_log_in(world.store, world_person(&world, "ola"), false));
    must(members_add(world.store, world_person(&world, "ben"),
        world_cohort(&world, "amer-autumn"), ROLE_MENTOR, WORLD_NOW));
    static const struct {
        const char *login;
        enum status status;
    } cases[] = {
        {"m1", STATUS_FORBIDDEN}, /* a mentor here */
        {"b1", STATUS_FORBIDDEN}, /* a mentor elsewhere */
        {"k1", STATUS_NOT_FOUND}, /* of another cohort */
        {"l1", STATUS_FORBIDDEN}, /* a moderator of the site */
        {"o1", STATUS_FORBIDDEN}, /* suspended */
        {"x1", STATUS_NOT_FOUND},
    };

    make_code("emea-autumn", NULL, 5);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        strcpy(ask.login, cases[i].login);
        must_be(step(KEEPING_JOIN_PERSON), cases[i].status);
        must_be(redeem("Mallory", "mallory", "a password of mallory"),
            cases[i].status);
    }
    /* A mentor by a mentor's code. */
    make_code("emea-autumn", "mentor", 1);
    strcpy(ask.login, "m1");
    must(redeem("Mara Okafor", "mara", "a password of mara"));
    assert_int_equal(answer.person_id, world_person(&world, "mara"));
}

/* ---- Who is here already ------------------------------------------------- */

static void
give_key(const char *handle)
{
    char line[256];

    snprintf(line, sizeof line, "ssh-ed25519 %s laptop", key_blob);
    must(credentials_add_key(secrets, world_person(&world, handle), line));
}

static void
the_owner_of_the_key_is_enrolled(void **state)
{
    (void)state;
    struct viewer viewer;

    give_key("kofi");
    asker.key = key_blob;
    make_code("emea-autumn", NULL, 5);
    must(step(KEEPING_JOIN_CODE));
    assert_string_equal(answer.owner, "kofi");
    ask.is_owner = true;
    must(redeem("", "", ""));
    assert_string_equal(answer.handle, "kofi");
    world_viewer(&world, "kofi", &viewer);
    assert_int_equal(viewer.members.count, 2);
    viewer_clear(&viewer);
    must_be(redeem("", "", ""), STATUS_CONFLICT);
    assert_string_equal(answer.why, "you are learner in emea-autumn already");
    assert_int_equal(uses_left(), 4);

    /* The key stays theirs. */
    ask.is_owner = false;
    ask.takes_key = true;
    must_be(redeem("Ida Novak", "ida", ""), STATUS_CONFLICT);
    assert_int_equal(answer.field, KEEPING_FIELD_KEY);
}

static void
who_is_logged_in_enrols_by_a_code(void **state)
{
    (void)state;
    asker = (struct keeping_asker){.person_id = world_person(&world, "tom")};
    make_code("emea-autumn", NULL, 1);
    must(step(KEEPING_ENROL));
    assert_string_equal(answer.cohort, "EMEA, autumn 2026");
    assert_int_equal(world_recorded(&world, "tom", "enrol",
                         "tom emea-autumn learner, code 1"),
        1);
    must_be(step(KEEPING_ENROL), STATUS_CONFLICT);
    must_be(step(KEEPING_JOIN_REDEEM), STATUS_FORBIDDEN);
}

static void
who_joins_asks_nothing_of_those_inside(void **state)
{
    (void)state;
    static const enum keeping_kind kinds[] = {KEEPING_KEYS, KEEPING_KEY_ADD,
        KEEPING_KEY_REMOVE, KEEPING_PASSWORD, KEEPING_INVITE_BACK,
        KEEPING_ENROL};

    make_code("emea-autumn", NULL, 1);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        must_be(step(kinds[i]), STATUS_FORBIDDEN);
}

static void
whoever_comes_back_starts_anew(void **state)
{
    (void)state;
    struct viewer max;
    char hash[PASSWORD_HASH_BYTES];
    struct listed_key keys[KEYS_A_PERSON];
    int count = 0;
    int64_t ada = world_person(&world, "ada");

    give_key("ada");
    must(credentials_hash("the lost password", 17, hash));
    must(credentials_set_password(secrets, ada, hash));
    world_viewer(&world, "max", &max);
    must(inviting_back(&max, secrets, "ada", code));
    viewer_clear(&max);

    strcpy(ask.code, code);
    must(step(KEEPING_JOIN_CODE));
    assert_true(answer.is_back);
    assert_string_equal(answer.handle, "ada");
    assert_string_equal(answer.name, "Ada Obi");
    ask.is_owner = true;
    must_be(redeem("", "", ""), STATUS_CONFLICT);
    ask.is_owner = false;
    must_be(redeem("", "", ""), STATUS_INVALID); /* no way in */
    must(credentials_keys(secrets, ada, keys, &count));
    assert_int_equal(count, 1);

    must(redeem("Somebody Else", "mallory", "a new password"));
    assert_int_equal(answer.person_id, ada);
    assert_true(answer.is_back);
    assert_string_equal(answer.handle, "ada");
    assert_string_equal(answer.name, "Ada Obi");
    must(credentials_keys(secrets, ada, keys, &count));
    assert_int_equal(count, 0);
    assert_int_equal(world_recorded(&world, "ada", "come back", "ada code 1"),
        1);
    must_be(redeem("", "", "a new password"), STATUS_CONFLICT);
}

/* ---- The policy ---------------------------------------------------------- */

static void
the_policy_is_read_whole_and_accepted(void **state)
{
    (void)state;
    struct text body = {0};
    struct text read = {0};
    int64_t version = 0;

    for (int i = 0; i < 1200; i++)
        text_add_format(&body, "Line %d of what we agreed on, word by word.\n",
            i);
    must(policing_publish(&world.operator_viewer, body.bytes, body.length,
        &version));
    make_code("emea-autumn", NULL, 5);
    must(step(KEEPING_JOIN_CODE));
    assert_int_equal(answer.number, version);
    do {
        ask.number = (int64_t)read.length;
        must(step(KEEPING_JOIN_POLICY));
        assert_int_equal(answer.number, version);
        text_add(&read, text_bytes(&answer.text));
    } while (answer.text.length > 0);
    assert_int_equal(strncmp(text_bytes(&body), text_bytes(&read),
                         read.length - 1),
        0);
    assert_in_range(read.length, body.length - 1, body.length);

    ask.number = 0;
    must_be(redeem("Ida Novak", "ida", "a password of ida"), STATUS_CONFLICT);
    assert_int_equal(answer.field, KEEPING_FIELD_POLICY);
    ask.number = version;
    must(redeem("Ida Novak", "ida", "a password of ida"));
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM acceptances"),
        1);
    text_clear(&body);
    text_clear(&read);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_code_says_what_it_is_good_for),
        TEST(somebody_new_joins_with_a_password),
        TEST(somebody_new_joins_with_the_key_they_proved),
        TEST(a_key_that_nobody_proved_is_not_taken),
        TEST(a_code_that_nobody_has_is_a_miss_and_a_typo_is_none),
        TEST(what_is_wrong_is_told_and_leaves_nothing),
        TEST(a_name_brings_a_handle_that_is_free),
        TEST(the_name_of_the_roster_may_stay),
        TEST(a_learner_claims_the_account_of_the_roster),
        TEST(nobody_claims_what_the_code_does_not_give),
        TEST(the_owner_of_the_key_is_enrolled),
        TEST(who_is_logged_in_enrols_by_a_code),
        TEST(who_joins_asks_nothing_of_those_inside),
        TEST(whoever_comes_back_starts_anew),
        TEST(the_policy_is_read_whole_and_accepted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
