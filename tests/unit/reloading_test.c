/* Reloading: what can be followed is, what cannot is named, bad is refused. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/config.h"
#include "daemon/reloading.h"
#include "support/support.h"

static char path[] = "/tmp/homeroom-reloading-XXXXXX";
static struct settings current;

static void
write_file(const char *words)
{
    FILE *file = fopen(path, "we");

    assert_non_null(file);
    fputs(words, file);
    fclose(file);
}

static int
set_up(void **state)
{
    int file = mkstemp(path);
    (void)state;

    if (file < 0)
        return -1;
    close(file);
    write_file("name = \"Old\";\nport = 2200;\n");
    return config_load(path, &current) == STATUS_OK ? 0 : -1;
}

static int
tear_down(void **state)
{
    (void)state;
    config_clear(&current);
    return unlink(path);
}

static void
what_may_change_does(void **state)
{
    struct settings fresh;
    struct text kept = {0};
    (void)state;

    write_file("name = \"New\";\nport = 2200;\nlogin_grace_seconds = 30;\n");
    assert_int_equal(reloading_load(path, &current, &fresh, &kept), STATUS_OK);
    assert_string_equal(fresh.name, "New");
    assert_int_equal(fresh.login_grace_seconds, 30);
    assert_string_equal(text_bytes(&kept), "");
    assert_string_equal(current.name, "Old");
    config_clear(&fresh);
    text_clear(&kept);
}

static void
what_is_bound_stays_and_is_named(void **state)
{
    struct settings fresh;
    struct text kept = {0};
    (void)state;

    write_file("port = 2201;\nlisten = \"::1\";\nstore = \"b\";\n"
               "secrets = \"c\";\nuser = \"d\";\nconnections_most = 7;\n");
    assert_int_equal(reloading_load(path, &current, &fresh, &kept), STATUS_OK);
    assert_string_equal(text_bytes(&kept),
        "listen, store, secrets, user, port, connections_most");
    assert_int_equal(fresh.port, 2200);
    assert_int_equal(fresh.connections_most, current.connections_most);
    assert_string_equal(fresh.listen, current.listen);
    assert_string_equal(fresh.store, current.store);
    assert_string_equal(fresh.secrets, current.secrets);
    assert_string_equal(fresh.user, current.user);
    config_clear(&fresh);
    text_clear(&kept);
}

static void
what_is_bad_is_refused_with_file_line_and_reason(void **state)
{
    struct settings fresh;
    struct text kept = {0};
    char wanted[128];
    (void)state;

    write_file("name = \"New\";\nport = 0;\n");
    assert_int_equal(reloading_load(path, &current, &fresh, &kept),
        STATUS_INVALID);
    snprintf(wanted, sizeof wanted, "%s:2: port: a number from", path);
    assert_memory_equal(reason(), wanted, strlen(wanted));
    write_file("name = \"New\";\nscreens = \"/nowhere\";\n");
    assert_int_not_equal(reloading_load(path, &current, &fresh, &kept),
        STATUS_OK);
    assert_non_null(strstr(reason(), "/nowhere"));
    assert_string_equal(text_bytes(&kept), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_may_change_does),
        cmocka_unit_test(what_is_bound_stays_and_is_named),
        cmocka_unit_test(what_is_bad_is_refused_with_file_line_and_reason),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
