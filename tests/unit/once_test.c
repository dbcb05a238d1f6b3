/* What is asked of the keeper is done once, wherever the keeper is killed: at
 * each call by which SQLite changes a file, from the request to the answer. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/code.h"
#include "base/memory.h"
#include "base/totp.h"
#include "board/answered.h"
#include "board/inviting.h"
#include "board/proving.h"
#include "config/config.h"
#include "store/keys.h"
#include "store/pair.h"
#include "store/second_factors.h"
#include "store/store.h"
#include "support/dying.h"
#include "support/vault.h"

enum {
    POINTS_MOST = 2000, /* of one request */
    STRIDE = 5          /* between those that the quick form tries */
};

static const char
    key_line[] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHcqeBY07BmdIrN8"
                 "D835pQcuv0TRP39c/norcv8tMfXn new laptop";
static const char fresh_hash[] = "$argon2id$another-hash";
static const char id[] = "00112233445566778899aabbccddeeff";

static struct world world;
static struct store *secrets;
static char code[CODE_TEXT_BYTES];      /* a learner's, into amer-autumn */
static char back_code[CODE_TEXT_BYTES]; /* of who comes back */
static char recovery[CODE_TEXT_BYTES];  /* mara's, one of ten */
static int killed;

/* ---- Files --------------------------------------------------------------- */

/* The site as it was set up, in a folder of its own. */
static struct keeping
open_copy(const char *folder, bool is_fresh)
{
    char store_path[400];
    char secrets_path[400];
    struct keeping keeping = {0};

    snprintf(store_path, sizeof store_path, "%s/store.db", folder);
    snprintf(secrets_path, sizeof secrets_path, "%s/secrets.db", folder);
    if (is_fresh) {
        char *from = config_secrets_path(config_current());

        dying_copy_site(world.path, from, folder);
        memory_release(from);
    }
    must(store_open(store_path, STORE_WRITE, &keeping.store));
    must(store_open(secrets_path, STORE_WRITE, &keeping.secrets));
    return keeping;
}

static void
close_copy(struct keeping *keeping)
{
    store_close(keeping->store);
    store_close(keeping->secrets);
    *keeping = (struct keeping){0};
}

static int64_t
number(struct store *store, const char *sql)
{
    int64_t found = -1;

    must(query_end_id(store_query(store, sql), &found));
    return found;
}

/* ---- Requests ------------------------------------------------------------ */

struct request {
    const char *name;
    enum keeping_kind kind;
    const char *asker; /* NULL: one who joins */
    void (*fill)(struct keeping_ask *ask);
    /* What stands in each store before and after; NULL: nothing changes. */
    const char *in_secrets;
    int64_t secrets_before;
    int64_t secrets_after;
    const char *in_store;
    int64_t store_change;
    /* That the answer holds what is there. */
    void (*check)(const struct keeping *keeping,
        const struct keeping_answer *answer);
};

static void
fill_key(struct keeping_ask *ask)
{
    snprintf(ask->line, sizeof ask->line, "%s", key_line);
}

static void
fill_known_key(struct keeping_ask *ask)
{
    snprintf(ask->line, sizeof ask->line, "%s", VAULT_FINGERPRINT);
}

static void
fill_password(struct keeping_ask *ask)
{
    snprintf(ask->password, sizeof ask->password, "another password");
}

static void
fill_back(struct keeping_ask *ask)
{
    snprintf(ask->handle, sizeof ask->handle, "ola");
}

static void
fill_recovery(struct keeping_ask *ask)
{
    snprintf(ask->code, sizeof ask->code, "%s", recovery);
}

static void
fill_app(struct keeping_ask *ask)
{
    static const uint8_t zeros[TOTP_SECRET_BYTES];

    snprintf(ask->code, sizeof ask->code, "%06d",
        totp_code(zeros, sizeof zeros, totp_step(clock_now())));
}

static void
fill_wrong(struct keeping_ask *ask)
{
    fill_app(ask);
    ask->code[0] = ask->code[0] == '9' ? '0' : (char)(ask->code[0] + 1);
}

static void
fill_enrol(struct keeping_ask *ask)
{
    snprintf(ask->code, sizeof ask->code, "%s", code);
}

static void
fill_join(struct keeping_ask *ask)
{
    fill_enrol(ask);
    snprintf(ask->name, sizeof ask->name, "Nia Fox");
    snprintf(ask->handle, sizeof ask->handle, "nia");
}

static void
fill_come_back(struct keeping_ask *ask)
{
    snprintf(ask->code, sizeof ask->code, "%s", back_code);
}

static void
check_codes(const struct keeping *keeping, const struct keeping_answer *answer)
{
    char one[CODE_TEXT_BYTES];

    snprintf(one, sizeof one, "%.*s",
        (int)strcspn(text_bytes(&answer->text), "\n"),
        text_bytes(&answer->text));
    must(proving_check(keeping->secrets,
        number(keeping->secrets,
            "SELECT person_id FROM recovery_codes LIMIT 1"),
        one, NULL));
}

static void
check_back(const struct keeping *keeping, const struct keeping_answer *answer)
{
    struct invitation found;

    must(inviting_find(keeping->secrets, text_bytes(&answer->text), &found));
}

static void
check_joined(const struct keeping *keeping, const struct keeping_answer *answer)
{
    assert_string_equal(answer->handle, "nia");
    assert_int_equal(answer->person_id,
        number(keeping->store, "SELECT id FROM people WHERE handle = 'nia'"));
}

#define AUDITED "SELECT count(*) FROM audit"

static const struct request requests[] = {
    {"keys add", KEEPING_KEY_ADD, "mara", fill_key, "SELECT count(*) FROM keys",
        2, 3, AUDITED, 1, NULL},
    {"keys remove", KEEPING_KEY_REMOVE, "mara", fill_known_key,
        "SELECT count(*) FROM keys", 2, 1, AUDITED, 1, NULL},
    {"password", KEEPING_PASSWORD, "mara", fill_password,
        "SELECT count(*) FROM passwords WHERE hash = '$argon2id$another-hash'",
        0, 1, AUDITED, 1, NULL},
    {"a learner's password", KEEPING_PASSWORD, "ben", fill_password,
        "SELECT count(*) FROM passwords WHERE hash = '$argon2id$another-hash'",
        0, 1, AUDITED, 0, NULL},
    {"invite --for", KEEPING_INVITE_BACK, "max", fill_back,
        "SELECT count(*) FROM codes WHERE person_id IS NOT NULL", 1, 2, AUDITED,
        1, check_back},
    {"second-factor confirm", KEEPING_FACTOR_CONFIRM, "jo", fill_app,
        "SELECT count(*) FROM recovery_codes WHERE person_id = (SELECT max("
        "person_id) FROM second_factors WHERE begun_at = 1)",
        0, 10, AUDITED, 1, NULL},
    {"second-factor codes", KEEPING_FACTOR_CODES, "mara", fill_recovery,
        "SELECT count(*) FROM recovery_codes", 3, 10, AUDITED, 1, check_codes},
    {"second-factor renew", KEEPING_FACTOR_REPLACE, "mara", fill_recovery,
        "SELECT count(*) FROM recovery_codes WHERE EXISTS (SELECT 1 FROM "
        "second_factors WHERE next_secret IS NOT NULL)",
        0, 2, AUDITED, 0, NULL},
    {"second-factor off", KEEPING_FACTOR_OFF, "mara", fill_recovery,
        "SELECT count(*) FROM second_factors", 2, 1, AUDITED, 1, NULL},
    {"a wrong code", KEEPING_FACTOR_OFF, "mara", fill_wrong,
        "SELECT sum(misses) FROM second_factors", 0, 1, AUDITED, 0, NULL},
    {"enrol", KEEPING_ENROL, "ben", fill_enrol,
        "SELECT uses_left FROM codes WHERE person_id IS NULL", 5, 4,
        "SELECT count(*) FROM members", 1, NULL},
    {"join", KEEPING_JOIN_REDEEM, NULL, fill_join,
        "SELECT uses_left FROM codes WHERE person_id IS NULL", 5, 4,
        "SELECT count(*) FROM people", 1, check_joined},
    {"come back", KEEPING_JOIN_REDEEM, NULL, fill_come_back,
        "SELECT count(*) FROM passwords WHERE hash = '$argon2id$another-hash'",
        0, 1, AUDITED, 1, NULL},
};

static int64_t
person_of(const struct keeping *keeping, const char *handle)
{
    struct viewer viewer = {0};
    int64_t found;

    must(viewer_open_handle(&viewer, keeping->store, handle));
    found = viewer.person.id;
    viewer_clear(&viewer);
    return found;
}

static void
serve(const struct keeping *keeping, const struct request *request,
    struct keeping_answer *answer)
{
    struct keeping_ask ask = {.kind = request->kind};
    struct keeping_asker asker = {.is_joining = true, .key = "", .id = id};
    struct password_done done = {.is_right = true};

    snprintf(done.fresh_hash, sizeof done.fresh_hash, "%s", fresh_hash);
    request->fill(&ask);
    if (request->asker != NULL) {
        asker.is_joining = false;
        asker.person_id = person_of(keeping, request->asker);
    }
    keeping_serve(keeping, &asker, &ask, &done, answer);
}

/* ---- Kills --------------------------------------------------------------- */

struct service {
    const char *folder;
    const struct request *request;
};

static void
serve_in(const void *service_)
{
    const struct service *service = service_;
    struct keeping keeping = open_copy(service->folder, false);
    struct keeping_answer answer = {0};

    dying_begin();
    serve(&keeping, service->request, &answer);
}

static void
check_whole(const struct request *request, const struct keeping *keeping,
    int64_t store_before, bool is_done)
{
    int64_t in_secrets = number(keeping->secrets, request->in_secrets);
    int64_t in_store = number(keeping->store, request->in_store) - store_before;

    if (!is_done && in_secrets == request->secrets_before) {
        assert_int_equal(in_store, 0);
        return;
    }
    assert_int_equal(in_secrets, request->secrets_after);
    assert_int_equal(in_store, request->store_change);
    assert_int_equal(number(keeping->secrets,
                         "SELECT count(*) FROM unfinished"),
        0);
}

/* Asked once more by the same id, as of the keeper that comes next. */
static bool
kill_at(const struct request *request, int point)
{
    const char *folder = support_folder();
    struct keeping keeping = open_copy(folder, true);
    struct keeping_answer answer = {0};
    enum status wanted = request->fill == fill_wrong ? STATUS_FORBIDDEN
                                                     : STATUS_OK;
    int64_t store_before = number(keeping.store, request->in_store);

    assert_int_equal(number(keeping.secrets, request->in_secrets),
        request->secrets_before);
    close_copy(&keeping);
    const struct service service = {folder, request};
    bool was_killed = dying_at(point, serve_in, &service);

    keeping = open_copy(folder, false);
    pair_settle(keeping.store, keeping.secrets);
    check_whole(request, &keeping, store_before, !was_killed);
    for (int i = 0; i < 2; i++) {
        keeping_answer_clear(&answer);
        serve(&keeping, request, &answer);
        must_be(answer.status, wanted);
        check_whole(request, &keeping, store_before, true);
    }
    if (request->check != NULL)
        request->check(&keeping, &answer);
    must(store_check(keeping.store));
    must(store_check(keeping.secrets));
    keeping_answer_clear(&answer);
    close_copy(&keeping);
    killed += was_killed;
    return was_killed;
}

/* ---- The site ------------------------------------------------------------ */

static void
begin_factor(const char *handle, int64_t at, bool is_on)
{
    static const uint8_t zeros[TOTP_SECRET_BYTES];
    char written[TOTP_SECRET_TEXT_BYTES];
    char digest[INVITING_DIGEST_BYTES];
    int64_t person_id = world_person(&world, handle);

    totp_secret_write(zeros, written);
    must(second_factors_begin(secrets, person_id, written, at));
    if (!is_on)
        return;
    must(second_factors_confirm(secrets, person_id, at));
    for (int i = 0; i < 3; i++) {
        must(inviting_draw(recovery, digest));
        must(second_factors_add_code(secrets, person_id, digest, at));
    }
}

static int
set_up(void **state)
{
    struct invitation made;
    struct keeping_answer answer = {0};
    struct viewer max = {0};
    (void)state;

    vault_open(&world);
    vault_fill(&world, "mara");
    secrets = vault_connect();
    must(keys_add(secrets, world_person(&world, "mara"),
        &(struct stored_key){"ssh-ed25519", "AAAAother", "SHA256:other", ""},
        clock_now()));
    begin_factor("mara", 2, true);
    begin_factor("jo", 1, false);
    must(inviting_add(&world.operator_viewer,
        &(struct invite_terms){"amer-autumn", "learner", 5, 0}, code, &made));
    world_viewer(&world, "max", &max);
    must(inviting_back(&max, secrets, "lin", back_code));
    viewer_clear(&max);
    keeping_answer_clear(&answer);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    store_close(secrets);
    vault_close(&world);
    return 0;
}

static void
each_request_is_done_once_wherever_the_keeper_dies(void **state)
{
    (void)state;
    const int stride = support_is_long() ? 1 : STRIDE;

    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        /* Another remainder each, so that no kind of call is left out. */
        int point = (int)i % stride;

        while (kill_at(&requests[i], point)) {
            point += stride;
            assert_true(point < POINTS_MOST);
        }
        print_message("%s: %d calls, then its answer; lost 0, doubled 0\n",
            requests[i].name, point);
        assert_true(point > 3);
    }
    print_message("%d kills between a request and its answer\n", killed);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(
            each_request_is_done_once_wherever_the_keeper_dies, set_up,
            tear_down),
    };

    dying_prepare();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
