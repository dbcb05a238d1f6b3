/* Login, as libssh calls it: each check by a direct call, since libssh itself
 * keeps most of what they refuse from ever coming. */

#include <libssh/libssh.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "config/config.h"
#include "daemon/connection_parts.h"
#include "support/support.h"

enum {
    LETS_IN = 1, /* what a child ends with, beside what the daemon's would */
    REFUSES = 2
};

static struct connection connection;
static struct settings settings;
static struct wire wire;
static ssh_key key;
static char blob[MESSAGE_BLOB_BYTES];
static int ears; /* the listener's end */

static int
set_up(void **state)
{
    char *exported = NULL;
    int ends[2];
    (void)state;

    config_defaults(".", &settings);
    config_use(&settings);
    memset(&connection, 0, sizeof connection);
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK, 0,
                         ends),
        0);
    ears = ends[1];
    connection.control = ends[0];
    connection.client = -1;
    connection.ssh = ssh_new();
    connection.phase = PHASE_LOGIN;
    login_begin(&connection, "");
    assert_int_equal(ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key), SSH_OK);
    assert_int_equal(ssh_pki_export_pubkey_base64(key, &exported), SSH_OK);
    text_copy(blob, sizeof blob, exported);
    ssh_string_free_char(exported);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    ssh_key_free(key);
    ssh_free(connection.ssh);
    close(connection.control);
    close(ears);
    config_use(NULL);
    config_clear(&settings);
    return 0;
}

/* A proof of the key that the keeper is said to know. */
static int
prove(char signature)
{
    text_copy(connection.login.known_blob, sizeof connection.login.known_blob,
        blob);
    connection.login.has_user = true;
    text_copy(connection.login.attempt.user,
        sizeof connection.login.attempt.user, "ada");
    return connection.callbacks.auth_pubkey_function(connection.ssh, "ada", key,
        signature, &connection);
}

static int
try_password(void)
{
    return connection.callbacks.auth_password_function(connection.ssh, "ada",
        "right horse", &connection);
}

/* The listener's word, there before it is asked for. */
static void
say(const struct verdict *verdict)
{
    wire_begin(&wire, MESSAGE_VERDICT);
    verdict_put(&wire, verdict);
    assert_int_equal(wire_send(ears, &wire), STATUS_OK);
}

static bool
is_asked_nothing(void)
{
    return wire_receive(ears, &wire) == STATUS_AGAIN;
}

/* In a child: a question that nobody judges ends the process. */
static int
ended_as(int (*attempt)(void))
{
    int status = 0;
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        close(ears); /* nobody answers any more */
        int answer = attempt();

        _exit(answer == SSH_AUTH_SUCCESS || connection.person_id != 0 ||
                      connection.phase == PHASE_IN
                  ? LETS_IN
                  : REFUSES);
    }
    close(ears);
    ears = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
prove_rightly(void)
{
    return prove(SSH_PUBLICKEY_STATE_VALID);
}

static const struct verdict yes = {
    .request = 1,
    .kind = VERDICT_YES,
    .person_id = 7,
    .handle = "ada",
};

static void
a_valid_proof_and_a_yes_let_in(void **state)
{
    (void)state;
    say(&yes);
    assert_int_equal(prove_rightly(), SSH_AUTH_SUCCESS);
    assert_int_equal(connection.person_id, 7);
    assert_string_equal(connection.handle, "ada");
    assert_int_equal(connection.phase, PHASE_IN);
}

static void
no_other_signature_is_one(void **state)
{
    static const char others[] = {SSH_PUBLICKEY_STATE_ERROR,
        SSH_PUBLICKEY_STATE_WRONG, 2, 7};
    (void)state;

    for (size_t i = 0; i < sizeof others; i++) {
        say(&yes);
        assert_int_equal(prove(others[i]), SSH_AUTH_DENIED);
        assert_int_equal(connection.login.failures, i + 1);
        assert_true(is_asked_nothing());
    }
    assert_int_equal(connection.phase, PHASE_LOGIN);
}

static void
no_other_word_than_yes_lets_in(void **state)
{
    const struct verdict no = {.request = 1, .kind = VERDICT_NO};
    const struct verdict code = {
        .request = 2,
        .kind = VERDICT_CODE,
        .person_id = 7,
    };
    (void)state;

    say(&no);
    assert_int_equal(prove_rightly(), SSH_AUTH_DENIED);
    assert_int_equal(connection.login.failures, 1);
    say(&code);
    assert_int_equal(prove_rightly(), SSH_AUTH_PARTIAL);
    assert_int_equal(connection.person_id, 0);
    assert_int_equal(connection.phase, PHASE_LOGIN);
}

static void
each_other_word_ends_it(void **state)
{
    static const enum verdict_kind kinds[] = {VERDICT_KNOWN, VERDICT_JOIN,
        VERDICT_BUSY};
    (void)state;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct verdict other = {.request = 1, .kind = kinds[i]};

        if (i > 0) {
            tear_down(state);
            set_up(state);
        }
        say(&other);
        assert_int_equal(ended_as(prove_rightly), EXIT_AGAIN);
    }
}

/* What was said to another question, before or after this one. */
static void
a_yes_to_another_question_lets_nobody_in(void **state)
{
    struct verdict late = yes;
    (void)state;

    late.request = 9;
    say(&late);
    assert_int_equal(ended_as(prove_rightly), EXIT_AGAIN);
}

static void
whoever_is_in_logs_in_no_second_time(void **state)
{
    (void)state;
    connection.phase = PHASE_IN;
    connection.person_id = 3;
    say(&yes);
    assert_int_equal(prove_rightly(), SSH_AUTH_DENIED);
    assert_int_equal(try_password(), SSH_AUTH_DENIED);
    assert_int_equal(connection.person_id, 3);
    assert_true(is_asked_nothing());
}

static void
nobody_logs_in_at_the_end_or_before_the_keys(void **state)
{
    (void)state;
    say(&yes);
    connection.is_closing = true;
    assert_int_equal(prove_rightly(), SSH_AUTH_DENIED);
    assert_int_equal(try_password(), SSH_AUTH_DENIED);
    connection.is_closing = false;
    connection.phase = PHASE_KEYS;
    assert_int_equal(prove_rightly(), SSH_AUTH_DENIED);
    assert_int_equal(try_password(), SSH_AUTH_DENIED);
    connection.phase = PHASE_OVER;
    assert_int_equal(prove_rightly(), SSH_AUTH_DENIED);
    assert_int_equal(try_password(), SSH_AUTH_DENIED);
    assert_int_equal(connection.person_id, 0);
    assert_true(is_asked_nothing());
}

static void
a_way_that_is_turned_off_asks_nobody(void **state)
{
    (void)state;
    settings.login_key = false;
    settings.login_password = false;
    say(&yes);
    assert_int_equal(prove(SSH_PUBLICKEY_STATE_NONE), SSH_AUTH_DENIED);
    assert_int_equal(prove_rightly(), SSH_AUTH_DENIED);
    assert_int_equal(try_password(), SSH_AUTH_DENIED);
    assert_true(is_asked_nothing());
}

static void
who_joins_has_no_password(void **state)
{
    (void)state;
    say(&yes);
    assert_int_equal(connection.callbacks.auth_password_function(connection.ssh,
                         "join", "right horse", &connection),
        SSH_AUTH_DENIED);
    assert_true(is_asked_nothing());
}

/* One that is signed by somebody whom we do not know. */
static void
a_certificate_is_no_key(void **state)
{
    const char *folder = support_folder();
    char command[600];
    char path[300];
    ssh_key certificate = NULL;
    char *exported = NULL;
    (void)state;

    snprintf(command, sizeof command,
        "cd %s && ssh-keygen -q -t ed25519 -N '' -f ca && "
        "ssh-keygen -q -t ed25519 -N '' -f user && "
        "ssh-keygen -q -s ca -I ada -n ada user.pub",
        folder);
    assert_int_equal(system(command), 0);
    snprintf(path, sizeof path, "%s/user-cert.pub", folder);
    assert_int_equal(ssh_pki_import_cert_file(path, &certificate), SSH_OK);
    assert_int_equal(ssh_pki_export_pubkey_base64(certificate, &exported),
        SSH_OK);
    text_copy(connection.login.known_blob, sizeof connection.login.known_blob,
        exported);
    connection.login.has_user = true;
    text_copy(connection.login.attempt.user,
        sizeof connection.login.attempt.user, "ada");
    say(&yes);
    assert_int_equal(connection.callbacks.auth_pubkey_function(connection.ssh,
                         "ada", certificate, SSH_PUBLICKEY_STATE_VALID,
                         &connection),
        SSH_AUTH_DENIED);
    assert_int_equal(connection.person_id, 0);
    assert_true(is_asked_nothing());
    ssh_string_free_char(exported);
    ssh_key_free(certificate);
}

static void
another_name_starts_from_nothing(void **state)
{
    (void)state;
    assert_true(login_takes(&connection, "ada"));
    text_copy(connection.login.known_blob, sizeof connection.login.known_blob,
        blob);
    connection.login.is_asked = true;
    connection.login.is_half = true;
    assert_true(login_takes(&connection, "ada"));
    assert_true(connection.login.is_half && connection.login.is_asked);
    assert_true(login_takes(&connection, "ben"));
    assert_string_equal(connection.login.known_blob, "");
    assert_false(connection.login.is_half || connection.login.is_asked);
}

static void
sixty_requests_are_the_most(void **state)
{
    (void)state;
    for (int i = 0; i < 60; i++)
        assert_true(login_takes(&connection, "ada"));
    assert_false(login_takes(&connection, "ada"));
    assert_int_equal(connection.phase, PHASE_OVER);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_valid_proof_and_a_yes_let_in),
        TEST(no_other_signature_is_one),
        TEST(no_other_word_than_yes_lets_in),
        TEST(each_other_word_ends_it),
        TEST(a_yes_to_another_question_lets_nobody_in),
        TEST(whoever_is_in_logs_in_no_second_time),
        TEST(nobody_logs_in_at_the_end_or_before_the_keys),
        TEST(a_way_that_is_turned_off_asks_nobody),
        TEST(who_joins_has_no_password),
        TEST(a_certificate_is_no_key),
        TEST(another_name_starts_from_nothing),
        TEST(sixty_requests_are_the_most),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
