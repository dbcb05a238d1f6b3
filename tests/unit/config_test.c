/* Config: defaults, what is taken, and what is refused with file and line. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "config/config.h"
#include "support/support.h"

static const char *folder;
static char path[512];

static void
write_bytes(const void *bytes, size_t count)
{
    FILE *file = fopen(path, "we");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, count, file), count);
    assert_int_equal(fclose(file), 0);
}

static enum status
load(const char *content, struct settings *settings)
{
    write_bytes(content, strlen(content));
    return config_load(path, settings);
}

static void
assert_same(const struct settings *a, const struct settings *b)
{
#define X(field, key, value, least, most, help) \
    assert_int_equal(a->field, b->field);
    SETTINGS_NUMBERS(X)
#undef X
#define X(field, key, value, help) assert_string_equal(a->field, b->field);
    SETTINGS_TEXTS(X)
#undef X
#define X(field, key, value, help) assert_int_equal(a->field, b->field);
    SETTINGS_TRUTHS(X)
#undef X
}

static void
an_empty_file_gives_the_defaults(void **state)
{
    struct settings settings;
    struct settings defaults;

    (void)state;
    config_defaults(folder, &defaults);
    assert_int_equal(load("", &settings), STATUS_OK);
    assert_same(&settings, &defaults);
    assert_int_equal(settings.port, 2222);
    assert_string_equal(settings.listen, "127.0.0.1");
    assert_true(settings.login_key);
    assert_false(settings.login_unix_user);
    config_clear(&settings);
    config_clear(&defaults);
    assert_null(settings.name);
}

static void
the_template_loads_back_to_the_defaults(void **state)
{
    struct settings settings;
    struct settings defaults;
    struct text template = {0};

    (void)state;
    config_template(&template);
    config_defaults(folder, &defaults);
    assert_int_equal(load(text_bytes(&template), &settings), STATUS_OK);
    assert_same(&settings, &defaults);
#define X(field, key, ...) assert_non_null(strstr(template.bytes, key " = "));
    SETTINGS_NUMBERS(X)
    SETTINGS_TEXTS(X)
    SETTINGS_TRUTHS(X)
#undef X
    text_clear(&template);
    config_clear(&settings);
    config_clear(&defaults);
}

static void
every_setting_is_taken(void **state)
{
    struct settings settings;

    (void)state;
    assert_int_equal(load("port = 22;\n"
                          "name: \"L\xC3\xA9"
                          "arners\"\n"
                          "listen = \"0.0.0.0, ::1\";\n"
                          "user = \"homeroom\";\n"
                          "exempt_sources = \"10.0.0.0/8, 2001:db8::/32\";\n"
                          "log_level = \"debug\";\n"
                          "login_password = false;\n"
                          "question_minute = 0;\n",
                         &settings),
        STATUS_OK);
    assert_int_equal(settings.port, 22);
    assert_string_equal(settings.name, "L\xC3\xA9"
                                       "arners");
    assert_string_equal(settings.listen, "0.0.0.0, ::1");
    assert_string_equal(settings.user, "homeroom");
    assert_string_equal(settings.exempt_sources, "10.0.0.0/8, 2001:db8::/32");
    assert_string_equal(settings.log_level, "debug");
    assert_false(settings.login_password);
    assert_int_equal(settings.question_minute, 0);
    config_clear(&settings);
}

static void
paths_come_out_absolute(void **state)
{
    struct settings settings;
    char expected[512];
    char before[512];

    (void)state;
    assert_int_equal(load("store = \"data/store\"; secrets = \"/var/secrets\";",
                         &settings),
        STATUS_OK);
    snprintf(expected, sizeof expected, "%s/data/store", folder);
    assert_string_equal(settings.store, expected);
    assert_string_equal(settings.secrets, "/var/secrets");
    assert_string_equal(settings.screens, "");
    snprintf(expected, sizeof expected, "%s/host_ed25519", folder);
    assert_string_equal(settings.host_key, expected);

    char *store = config_store_path(&settings);
    char *secrets = config_secrets_path(&settings);
    char *socket = config_socket_path(&settings);
    snprintf(expected, sizeof expected, "%s/data/store/store.db", folder);
    assert_string_equal(store, expected);
    assert_string_equal(secrets, "/var/secrets/secrets.db");
    snprintf(expected, sizeof expected, "%s/data/store/homeroomd.sock", folder);
    assert_string_equal(socket, expected);
    memory_free(store);
    memory_free(secrets);
    memory_free(socket);
    config_clear(&settings);

    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(config_load("homeroom.conf", &settings), STATUS_OK);
    assert_int_equal(chdir(before), 0);
    snprintf(expected, sizeof expected, "%s/data/store", folder);
    assert_string_equal(settings.store, expected);
    config_clear(&settings);
}

/* What else must stand in the file for it to have any of its values. */
static const char *
companion(const char *key)
{
    static const char *const companions[][2] = {
        {"unauthenticated_free", "unauthenticated_most = 10000;"},
        {"unauthenticated_most", "unauthenticated_free = 1;"},
        {"penalty_seconds", "penalty_most_seconds = 86400;"},
        {"penalty_most_seconds", "penalty_seconds = 1;"},
    };

    for (size_t i = 0; i < sizeof companions / sizeof *companions; i++)
        if (strcmp(companions[i][0], key) == 0)
            return companions[i][1];
    return "";
}

static enum status
load_number(const char *key, int64_t number, struct settings *settings)
{
    char content[200];

    snprintf(content, sizeof content, "%s\n%s = %lld;\n", companion(key), key,
        (long long)number);
    return load(content, settings);
}

static void
every_number_is_taken_up_to_its_ends_and_not_past_them(void **state)
{
    struct settings settings;

    (void)state;
#define X(field, key, value, least, most, help)                        \
    assert_int_equal(load_number(key, least, &settings), STATUS_OK);   \
    assert_int_equal(settings.field, least);                           \
    config_clear(&settings);                                           \
    assert_int_equal(load_number(key, most, &settings), STATUS_OK);    \
    assert_int_equal(settings.field, most);                            \
    config_clear(&settings);                                           \
    assert_int_equal(load_number(key, (int64_t)(least)-1, &settings),  \
        STATUS_INVALID);                                               \
    assert_non_null(strstr(reason(), ":2: " key ": a number from "));  \
    assert_int_equal(load_number(key, (int64_t)(most) + 1, &settings), \
        STATUS_INVALID);                                               \
    assert_non_null(strstr(reason(), ":2: " key ": a number from "));
    SETTINGS_NUMBERS(X)
#undef X
}

/* promises.md, Limits. */
static void
the_limits_are_as_they_are_promised(void **state)
{
    static const char *const promised[] = {
        "login_grace_seconds = 90;",
        "joining_seconds = 600;",
        "sleep_seconds = 1800;",
        "idle_seconds = 28800;",
        "unauthenticated_free = 10;",
        "unauthenticated_refused_percent = 30;",
        "unauthenticated_most = 60;",
        "unauthenticated_per_source = 8;",
        "failed_logins = 6;",
        "penalty_seconds = 15;",
        "penalty_most_seconds = 600;",
        "login_floor_milliseconds = 300;",
        "password_memory_mib = 64;",
        "password_passes = 3;",
        "passwords_at_once = 2;",
        "passwords_waiting = 16;",
        "password_wait_seconds = 5;",
        "sessions_per_person = 3;",
        "code_tries = 5;",
        "code_tries_minutes = 10;",
        "post_kilobytes = 64;",
        "post_lines = 2000;",
        "post_interval_seconds = 5;",
        "posts_per_ten_minutes = 30;",
        "terminal_columns_most = 500;",
        "terminal_rows_most = 200;",
        "session_descriptors = 32;",
        "session_memory_mib = 256;",
    };
    struct text template = {0};

    (void)state;
    config_template(&template);
    for (size_t i = 0; i < sizeof promised / sizeof *promised; i++)
        assert_non_null(strstr(text_bytes(&template), promised[i]));
    text_clear(&template);
}

static void
what_is_wrong_is_refused_with_file_line_and_reason(void **state)
{
    static const struct {
        const char *content;
        int line;
        const char *reason;
    } wrong[] = {
        {"port = 22;\ncolour = 3;\n", 2, "no setting is called colour"},
        {"\n\nport = \"22\";", 3, "port: a whole number is wanted"},
        {"port = 22.5;", 1, "port: a whole number is wanted"},
        {"port = true;", 1, "port: a whole number is wanted"},
        {"port = 0;", 1, "port: a number from 1 to 65535 is wanted"},
        {"port = 65536;", 1, "port: a number from 1 to 65535 is wanted"},
        {"port = 99999999999L;", 1, "port: a number from 1 to 65535"},
        {"port = -1;", 1, "port: a number from 1 to 65535 is wanted"},
        {"port = (1, 2);", 1, "port: a whole number is wanted"},
        {"port = { a = 1; };", 1, "port: a whole number is wanted"},
        {"login_key = 1;", 1, "login_key: true or false is wanted"},
        {"name = Homeroom;", 1, "syntax error"},
        {"name = 5;", 1, "name: a text in double quotes is wanted"},
        {"name = \"\";", 1, "name: a name has 1 to 40 characters"},
        {"name = \"a\\x1b[31m\";", 1, "name: a text holds no control"},
        {"name = \"\xFF\";", 1, "name: a text holds no control"},
        {"port = 22;\nport = 23;", 2, "duplicate"},
        {"port = 22\nname = \"x", 2, ""},
        {"user = \"Root!\";", 1, "user: no name of a Unix user: Root!"},
        {"log_level = \"loud\";", 1, "log_level: no log level: loud"},
        {"log_to = \"syslog\";", 1, "log_to: no place for a log: syslog"},
        {"listen = \"localhost\";", 1, "listen: no IP address: localhost"},
        {"listen = \"\";", 1, "listen: 1 to 8 addresses"},
        {"exempt_sources = \"10.0.0.0/33\";", 1, "no range like"},
        {"exempt_sources = \"10.0.0/8\";", 1, "no range like"},
        {"exempt_sources = \"::/129\";", 1, "no range like"},
        {"second_factor_roles = \"mentor, boss\";", 1, "no role: boss"},
        {"store = \"\";", 1, "store: a path is not empty"},
        {"unauthenticated_free = 100;", 1, "is more than"},
        {"penalty_seconds = 601;", 1, "is more than"},
    };
    struct settings settings = {.port = 77};
    char start[600];

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(load(wrong[i].content, &settings), STATUS_INVALID);
        snprintf(start, sizeof start, "%s:%d: ", path, wrong[i].line);
        if (!text_starts(reason(), start) ||
            strstr(reason(), wrong[i].reason) == NULL)
            fail_msg("%s: %s", wrong[i].content, reason());
    }
    assert_int_equal(settings.port, 77);
    assert_null(settings.name);
}

/* Sessions may open all that is in the store's folder. */
static void
nothing_that_is_kept_lies_in_the_store_s_folder(void **state)
{
    static const struct {
        const char *content;
        const char *key;
    } wrong[] = {
        {"store = \"data\";\nsecrets = \"data\";", "secrets"},
        {"store = \"data\";\nsecrets = \"data/secrets\";", "secrets"},
        {"store = \"data\";\nsecrets = \"linked/secrets\";", "secrets"},
        {"store = \"data\";\nhost_key = \"data/host_ed25519\";", "host_key"},
        {"store = \"data\";\nscreens = \"data/screens\";", "screens"},
        {"store = \"data\";\nholidays = \"data/h.csv\";", "holidays"},
        {"store = \".\";\nsecrets = \"/elsewhere\";\n"
         "host_key = \"/elsewhere/key\";",
            "this file"},
    };
    struct settings settings;
    char name[600];

    (void)state;
    snprintf(name, sizeof name, "%s/data", folder);
    assert_int_equal(mkdir(name, 0700), 0);
    snprintf(name, sizeof name, "%s/linked", folder);
    assert_int_equal(symlink("data", name), 0);
    snprintf(name, sizeof name, "%s/data/secrets", folder);
    assert_int_equal(mkdir(name, 0700), 0);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(load(wrong[i].content, &settings), STATUS_INVALID);
        snprintf(name, sizeof name,
            "%s:1: %s: not in the folder of the store, where sessions read and "
            "write",
            path, wrong[i].key);
        assert_string_equal(reason(), name);
    }
    assert_int_equal(load("store = \"data\";\nsecrets = \"data-secrets\";",
                         &settings),
        STATUS_OK);
    config_clear(&settings);
}

static void
a_file_that_cannot_be_read_is_named(void **state)
{
    static char large[70000];
    struct settings settings = {.port = 77};
    char missing[600];

    (void)state;
    snprintf(missing, sizeof missing, "%s/none.conf", folder);
    assert_int_equal(config_load(missing, &settings), STATUS_NOT_FOUND);
    assert_non_null(strstr(reason(), missing));
    assert_int_equal(config_load(folder, &settings), STATUS_FAILED);
    assert_non_null(strstr(reason(), folder));

    memset(large, '\n', sizeof large);
    write_bytes(large, sizeof large);
    assert_int_equal(config_load(path, &settings), STATUS_INVALID);
    write_bytes("port = 22;\0name", 15);
    assert_int_equal(config_load(path, &settings), STATUS_INVALID);
    assert_int_equal(settings.port, 77);
}

static void
an_included_file_is_named_in_its_faults(void **state)
{
    struct settings settings;
    char content[700];
    char included[600];

    (void)state;
    snprintf(included, sizeof included, "%s/more.conf", folder);
    FILE *file = fopen(included, "we");
    assert_non_null(file);
    fputs("\nport = 0;\n", file);
    fclose(file);
    snprintf(content, sizeof content, "@include \"%s\"\n", included);
    assert_int_equal(load(content, &settings), STATUS_INVALID);
    assert_non_null(strstr(reason(), "more.conf:2: port"));
}

static void
the_defaults_hold_until_settings_are_in_use(void **state)
{
    struct settings settings;

    (void)state;
    assert_int_equal(config_current()->port, 2222);
    assert_int_equal(load("port = 2022;", &settings), STATUS_OK);
    config_use(&settings);
    assert_int_equal(config_current()->port, 2022);
    config_use(NULL);
    assert_int_equal(config_current()->port, 2222);
    config_clear(&settings);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_gives_the_defaults),
        cmocka_unit_test(the_template_loads_back_to_the_defaults),
        cmocka_unit_test(every_setting_is_taken),
        cmocka_unit_test(paths_come_out_absolute),
        cmocka_unit_test(
            every_number_is_taken_up_to_its_ends_and_not_past_them),
        cmocka_unit_test(the_limits_are_as_they_are_promised),
        cmocka_unit_test(what_is_wrong_is_refused_with_file_line_and_reason),
        cmocka_unit_test(nothing_that_is_kept_lies_in_the_store_s_folder),
        cmocka_unit_test(a_file_that_cannot_be_read_is_named),
        cmocka_unit_test(an_included_file_is_named_in_its_faults),
        cmocka_unit_test(the_defaults_hold_until_settings_are_in_use),
    };

    folder = support_folder();
    snprintf(path, sizeof path, "%s/homeroom.conf", folder);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
