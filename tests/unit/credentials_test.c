/* Passwords and keys, in real secrets. */

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "board/credentials.h"
#include "board/publickey.h"
#include "config/config.h"
#include "store/store.h"
#include "support/support.h"

static const char ed25519_line
    [] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKO+NNrG7BFrZIRL87hKRjz1aJZ8jy"
         "kQUEJnm18f9YaU ada@laptop";
static const char rsa_3072_line
    [] = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDcSK8t9H2gOmpEm9eyLD2QxmY1sj"
         "q7lTzN2U9Mfeg2shpFJM355KJrKmyQ0tfozGw/E/TWiZJxxPr3RAsHCIoQ2JCH9XXg"
         "8aT5VzXpxHrW86ZhzI4pOid1d0AStnjcqekirbFAIUbPKE8J6vkZp4jL6FLZkXgklL"
         "Fme0gubrGO7xyf8kTZwMfyDLz69DblyzoZtCYM4/DV56/mCM5WlEoQha5ozUYWurTX"
         "4CaH8rd5ds5vAaaM432umvWnV5liVe7kLXGlRTaeN5GeuabIJPmEAjVkwVVfCS0RtV"
         "Jb897eNLBqYrCJsDNlJIcDuV4w1hd47Lr38vGxVgytO/QL9GGr7Y9+afA4ea+WNm65"
         "yCvwTRGJ4v5lMKJToL8ofbUgUACbwMU8RkwuzQ8XSJA94jnoT/DH4QGBuLaZ25y+qD"
         "i/PxMDQ3rTMICCMnrgPGf2J6XiOyqTrvyd2gmps1fNnsAlcA0QAGyl8WdFSuWhqQGw"
         "uQ2cFBGNhYCCQGNrTMuMMcc= rsa3072";
static const char rsa_2048_line
    [] = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCg9GbH2j4ou5ugImqwutbrOvmif7"
         "vyAvdcm/DqlM6abueA3rUCZceU1gn2OtSZuqeWEdhcUhjNi9MNL/GfsqG5fAes9M8r"
         "3QKjSHt9DfnUPm/LCWaw+YTbRfvEGB1m84PoCJi9KquyU1z+e7pzHoauVY+56xoE/f"
         "O9YCzmlTYrgXboyrdfdw83LPU/x9EbHTNRa7SPuamyHoYh8NG80If9ukO/RpGyHPom"
         "WTXU1pEwt+LSvrVECEdImxK87pGg+ozRW94DZBIgnYeweLxdHCofXduMK+fMqQEse5"
         "u2Dqm4cqYMn0se35b7fyfCrV6WC5BIiWHvOX+Dy5JGoRmln7OT rsa2048";

static struct store *secrets;

static int
set_up(void **state)
{
    char path[300];

    (void)state;
    snprintf(path, sizeof path, "%s/secrets.db", support_folder());
    return store_open(path, STORE_CREATE, &secrets) == STATUS_OK ? 0 : -1;
}

static int
tear_down(void **state)
{
    (void)state;
    store_close(secrets);
    return 0;
}

static enum status
verify(const char *password, const char *hash)
{
    return credentials_verify(password, strlen(password), hash);
}

static void
a_password_is_known_again(void **state)
{
    (void)state;
    char hash[PASSWORD_HASH_BYTES];
    char other[PASSWORD_HASH_BYTES];

    assert_int_equal(credentials_hash("right horse", 11, hash), STATUS_OK);
    assert_int_equal(credentials_hash("right horse", 11, other), STATUS_OK);
    assert_string_not_equal(hash, other);
    assert_non_null(strstr(hash, "$argon2id$v=19$m=65536,t=3,p=1$"));
    assert_int_equal(verify("right horse", hash), STATUS_OK);
    assert_int_equal(verify("right horse", other), STATUS_OK);
    assert_int_equal(verify("Right horse", hash), STATUS_FORBIDDEN);
    assert_int_equal(verify("right hors", hash), STATUS_FORBIDDEN);
    assert_int_equal(verify("", hash), STATUS_FORBIDDEN);
    assert_int_equal(verify("right horse", "nonsense"), STATUS_FORBIDDEN);
}

static void
a_password_has_8_to_1024_bytes(void **state)
{
    (void)state;
    char hash[PASSWORD_HASH_BYTES];
    char long_one[1025];

    memset(long_one, 'x', sizeof long_one);
    assert_int_equal(credentials_hash("1234567", 7, hash), STATUS_INVALID);
    assert_int_equal(credentials_hash("12345678", 8, hash), STATUS_OK);
    assert_int_equal(credentials_hash(long_one, 1025, hash), STATUS_INVALID);
    assert_int_equal(credentials_hash(long_one, 1024, hash), STATUS_OK);
    assert_int_equal(credentials_verify(long_one, 1024, hash), STATUS_OK);
    assert_int_equal(credentials_verify(long_one, 1025, hash),
        STATUS_FORBIDDEN);
}

static int64_t
ticks_to_verify(const char *hash)
{
    int64_t began = clock_ticks();

    for (int i = 0; i < 5; i++)
        assert_int_equal(verify("wrong horse", hash), STATUS_FORBIDDEN);
    return clock_ticks() - began;
}

static void
having_no_password_costs_the_same_time(void **state)
{
    (void)state;
    char hash[PASSWORD_HASH_BYTES];

    assert_int_equal(credentials_hash("right horse", 11, hash), STATUS_OK);
    int64_t with = ticks_to_verify(hash);
    int64_t without = ticks_to_verify("");
    assert_true(without * 3 > with);
    assert_true(with * 3 > without);
}

/* Its memory, its passes: who sets less pays less, known or not. */
static void
what_a_hash_costs_is_the_operator_s_to_set(void **state)
{
    (void)state;
    struct settings cheap;
    char dear[PASSWORD_HASH_BYTES];
    char hash[PASSWORD_HASH_BYTES];

    assert_int_equal(credentials_hash("right horse", 11, dear), STATUS_OK);
    config_defaults(".", &cheap);
    cheap.password_memory_mib = 8;
    cheap.password_passes = 1;
    config_use(&cheap);
    assert_int_equal(credentials_hash("right horse", 11, hash), STATUS_OK);
    assert_non_null(strstr(hash, "$argon2id$v=19$m=8192,t=1,p=1$"));
    assert_int_equal(verify("right horse", hash), STATUS_OK);
    assert_int_equal(verify("wrong horse", hash), STATUS_FORBIDDEN);
    assert_int_equal(verify("right horse", dear), STATUS_OK);
    int64_t without = ticks_to_verify("");
    assert_true(without * 3 < ticks_to_verify(dear));
    config_use(NULL);
    config_clear(&cheap);
}

static void
a_password_is_kept_and_replaced(void **state)
{
    (void)state;
    char hash[PASSWORD_HASH_BYTES] = "x";

    assert_int_equal(credentials_password(secrets, 7, hash), STATUS_OK);
    assert_string_equal(hash, "");
    assert_int_equal(credentials_set_password(secrets, 7, "first"), STATUS_OK);
    assert_int_equal(credentials_set_password(secrets, 7, "second"), STATUS_OK);
    assert_int_equal(credentials_password(secrets, 7, hash), STATUS_OK);
    assert_string_equal(hash, "second");
    assert_int_equal(credentials_password(secrets, 8, hash), STATUS_OK);
    assert_string_equal(hash, "");
}

static void
a_key_identifies_its_owner(void **state)
{
    (void)state;
    struct publickey key;
    int64_t person_id = 0;

    assert_int_equal(publickey_read(ed25519_line, &key), STATUS_OK);
    assert_int_equal(credentials_find_key(secrets, key.blob, &person_id),
        STATUS_NOT_FOUND);
    assert_int_equal(credentials_add_key(secrets, 7, ed25519_line), STATUS_OK);
    assert_int_equal(credentials_add_key(secrets, 7, rsa_3072_line), STATUS_OK);
    assert_int_equal(credentials_find_key(secrets, key.blob, &person_id),
        STATUS_OK);
    assert_int_equal(person_id, 7);
}

static void
a_key_has_one_owner(void **state)
{
    (void)state;
    assert_int_equal(credentials_add_key(secrets, 7, ed25519_line), STATUS_OK);
    assert_int_equal(credentials_add_key(secrets, 8, ed25519_line),
        STATUS_CONFLICT);
    assert_non_null(strstr(reason(), "SHA256:aI6Pdkos"));
}

static void
a_line_is_read_with_its_fingerprint_and_comment(void **state)
{
    (void)state;
    struct publickey key;

    assert_int_equal(publickey_read(ed25519_line, &key), STATUS_OK);
    assert_string_equal(key.type, "ssh-ed25519");
    assert_string_equal(key.comment, "ada@laptop");
    assert_string_equal(key.fingerprint,
        "SHA256:aI6Pdkos15KuLH0zGTCmLahMbLFuySQ28nf90UTAOg8");
    assert_int_equal(publickey_read(rsa_3072_line, &key), STATUS_OK);
    assert_string_equal(key.fingerprint,
        "SHA256:HI/0M2FncKyIHzbBinq7b414KgZLMHk89d5Nzfmi0+o");
}

static void
rsa_needs_3072_bits(void **state)
{
    (void)state;
    struct publickey key;

    assert_int_equal(publickey_read(rsa_2048_line, &key), STATUS_INVALID);
    assert_non_null(strstr(reason(), "2048"));
}

static void
what_stands_before_a_key_is_refused_by_name(void **state)
{
    (void)state;
    struct publickey key;
    char line[400];

    snprintf(line, sizeof line, "command=\"ls\" %s", ed25519_line);
    assert_int_equal(publickey_read(line, &key), STATUS_INVALID);
    assert_non_null(strstr(reason(), "options"));
    assert_int_equal(publickey_read("ssh-ed25519-cert-v01@openssh.com AAAA x",
                         &key),
        STATUS_INVALID);
    assert_non_null(strstr(reason(), "certificate"));
    assert_int_equal(publickey_read("", &key), STATUS_INVALID);
    assert_int_equal(publickey_read("ssh-ed25519", &key), STATUS_INVALID);
}

static void
no_byte_of_a_key_may_differ(void **state)
{
    (void)state;
    struct publickey key;
    char line[sizeof ed25519_line];

    /* Cut anywhere in the blob it is no key. */
    for (size_t length = 0; length < 79; length++) {
        memcpy(line, ed25519_line, length);
        line[length] = '\0';
        assert_int_equal(publickey_read(line, &key), STATUS_INVALID);
        assert_string_not_equal(reason(), "");
    }
}

static char *
cases_path(void)
{
    static char path[600];
    const char *data = getenv("HOMEROOM_DATA");

    if (data != NULL)
        snprintf(path, sizeof path, "%s", data);
    else
        snprintf(path, sizeof path, "%s", support_source("../shared/data"));
    strcat(path, "/keys/authorized_keys.cases.jsonl");
    return path;
}

static bool
is_ours(json_t *row)
{
    static const char *const types[] = {"ED25519", "ED25519-SK", "ECDSA",
        "ECDSA-SK"};
    const char *type = json_string_value(json_object_get(row, "keytype"));
    const char *line = json_string_value(json_object_get(row, "line"));
    const char *first = line + strspn(line, " \t");

    /* RSA in the file is short, or longer than we take. */
    for (size_t i = 0; type != NULL && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i], type) == 0)
            return strncmp(first, "ssh-", 4) == 0 ||
                   strncmp(first, "ecdsa-sha2-", 11) == 0 ||
                   strncmp(first, "sk-", 3) == 0;
    return false;
}

/* Options are what makes a line longer than its key, whatever they hold. */
static bool
has_options(json_t *row)
{
    const char *line = json_string_value(json_object_get(row, "line"));
    const char *first = line + strspn(line, " \t");
    const char *type = json_string_value(json_object_get(row, "keytype"));

    return type != NULL && strncmp(first, "ssh-", 4) != 0 &&
           strncmp(first, "ecdsa-", 6) != 0 && strncmp(first, "sk-", 3) != 0;
}

static bool
check_case(json_t *row)
{
    const char *line = json_string_value(json_object_get(row, "line"));
    const char *id = json_string_value(json_object_get(row, "id"));
    const char *said = json_string_value(json_object_get(row, "ssh_keygen_lf"));
    struct publickey key;

    reason_clear();
    enum status status = publickey_read(line, &key);
    enum status expected = is_ours(row) ? STATUS_OK : STATUS_INVALID;
    if (status != expected)
        fail_msg("%s: %s (%s)", id, status_name(status), reason());
    if (has_options(row) && strstr(reason(), "options before the key") == NULL)
        fail_msg("%s: %s", id, reason());
    if (status != STATUS_OK) {
        assert_int_equal(strncmp(reason(), "key: ", 5), 0);
        assert_true(strlen(reason()) > 20);
        return false;
    }
    assert_string_equal(said, "accepted");
    assert_string_equal(key.fingerprint,
        json_string_value(json_object_get(row, "fingerprint")));
    for (const char *at = key.comment; *at != '\0'; at++)
        assert_false((unsigned char)*at < ' ' || *at == 0x7f);
    return true;
}

static void
every_known_line_is_taken_as_ssh_keygen_does_or_refused(void **state)
{
    (void)state;
    FILE *file = fopen(cases_path(), "r");
    char *line = NULL;
    size_t size = 0;
    int taken = 0;
    int refused = 0;

    if (file == NULL) {
        print_message("no lines of ssh-keygen's at %s\n", cases_path());
        skip();
    }
    while (getline(&line, &size, file) > 0) {
        json_t *row = json_loads(line, JSON_ALLOW_NUL, NULL);
        assert_non_null(row);
        if (check_case(row))
            taken++;
        else
            refused++;
        json_decref(row);
    }
    free(line);
    fclose(file);
    print_message("%d lines taken, %d refused with a reason\n", taken, refused);
    assert_int_equal(taken, 28);
    assert_int_equal(refused, 173);
}

static void
a_line_has_blanks_remarks_and_ends_as_files_do(void **state)
{
    (void)state;
    struct publickey key;
    char line[400];

    snprintf(line, sizeof line, "\t %.*s\t  two words\tof it \r\n", 80,
        ed25519_line);
    assert_int_equal(publickey_read(line, &key), STATUS_OK);
    assert_string_equal(key.comment, "two words of it");
    assert_string_equal(key.fingerprint,
        "SHA256:aI6Pdkos15KuLH0zGTCmLahMbLFuySQ28nf90UTAOg8");
    snprintf(line, sizeof line, "%.*s\r\n", 80, ed25519_line);
    assert_int_equal(publickey_read(line, &key), STATUS_OK);
    assert_string_equal(key.comment, "");
}

static void
what_is_no_key_is_told_as_what_it_is(void **state)
{
    static const struct {
        const char *line;
        const char *why;
    } cases[] = {
        {" \t\r\n", "nothing in the line"},
        {"# ssh-ed25519 AAAA ada", "a remark"},
        {"-----BEGIN OPENSSH PRIVATE KEY-----", "a private key"},
        {"---- BEGIN SSH2 PUBLIC KEY ----", "PuTTYgen's own form"},
        {"AAAAC3NzaC1lZDI1NTE5AAAAI", "without its type"},
        {"no-cert-authority ssh-ed25519 AAAA", "(no-cert-authority)"},
        {"command=\"a b\",no-pty ssh-ed25519 AAAA", "(command=\"a b\",no-pty)"},
        {"restrict ssh-dss AAAA", "options before the key (restrict)"},
        {"ssh-dss AAAA", "ssh-dss is no type we take"},
        {"hello", "hello is no type we take"},
    };
    (void)state;
    struct publickey key;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(publickey_read(cases[i].line, &key), STATUS_INVALID);
        if (strstr(reason(), cases[i].why) == NULL)
            fail_msg("%s: %s", cases[i].line, reason());
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_password_is_known_again),
        TEST(a_password_has_8_to_1024_bytes),
        TEST(having_no_password_costs_the_same_time),
        TEST(what_a_hash_costs_is_the_operator_s_to_set),
        TEST(a_password_is_kept_and_replaced),
        TEST(a_key_identifies_its_owner),
        TEST(a_key_has_one_owner),
        TEST(a_line_is_read_with_its_fingerprint_and_comment),
        TEST(rsa_needs_3072_bits),
        TEST(what_stands_before_a_key_is_refused_by_name),
        TEST(no_byte_of_a_key_may_differ),
        TEST(a_line_has_blanks_remarks_and_ends_as_files_do),
        TEST(what_is_no_key_is_told_as_what_it_is),
        TEST(every_known_line_is_taken_as_ssh_keygen_does_or_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
