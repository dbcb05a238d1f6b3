/* Staging: the folder things are made in is nobody else's. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/staging.h"
#include "base/text.h"
#include "support/support.h"

static char target[300];
static char partial[300];

static int
set_up(void **state)
{
    const char *folder = support_folder();
    (void)state;

    snprintf(target, sizeof target, "%s/made", folder);
    snprintf(partial, sizeof partial, "%s/.made.partial", folder);
    return 0;
}

static void
put_in(const char *name)
{
    char path[400];

    snprintf(path, sizeof path, "%s/%s", partial, name);
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    assert_true(file >= 0);
    close(file);
}

static bool
holds(const char *name)
{
    char path[400];

    snprintf(path, sizeof path, "%s/%s", partial, name);
    return access(path, F_OK) == 0;
}

static void
what_an_earlier_try_left_goes(void **state)
{
    struct staging staging;
    (void)state;

    assert_int_equal(mkdir(partial, 0700), 0);
    put_in("old");
    assert_int_equal(staging_open(target, &staging), STATUS_OK);
    assert_false(holds("old"));
    staging_close(&staging);
    assert_int_equal(access(partial, F_OK), -1);
}

/* In a folder that all may write in, somebody has made it beforehand. */
static void
a_folder_that_others_may_write_in_is_not_taken(void **state)
{
    static const mode_t modes[] = {0777, 0770, 0701};
    struct staging staging;
    (void)state;

    assert_int_equal(mkdir(partial, 0700), 0);
    put_in("theirs");
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        assert_int_equal(chmod(partial, modes[i]), 0);
        assert_int_equal(staging_open(target, &staging), STATUS_FORBIDDEN);
        assert_non_null(strstr(reason(), "take it away first"));
        staging_close(&staging);
        assert_true(holds("theirs"));
    }
}

static void
another_users_folder_is_not_taken(void **state)
{
    struct staging staging;
    (void)state;

    if (geteuid() != 0)
        skip();
    assert_int_equal(mkdir(partial, 0700), 0);
    assert_int_equal(chown(partial, 65534, 65534), 0);
    assert_int_equal(staging_open(target, &staging), STATUS_FORBIDDEN);
    staging_close(&staging);
    assert_int_equal(access(partial, F_OK), 0);
}

static void
a_link_is_not_followed(void **state)
{
    struct staging staging;
    char elsewhere[300];
    (void)state;

    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", support_folder());
    assert_int_equal(mkdir(elsewhere, 0700), 0);
    assert_int_equal(symlink(elsewhere, partial), 0);
    assert_int_not_equal(staging_open(target, &staging), STATUS_OK);
    staging_close(&staging);
    assert_int_equal(access(elsewhere, F_OK), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_an_earlier_try_left_goes, set_up),
        cmocka_unit_test_setup(a_folder_that_others_may_write_in_is_not_taken,
            set_up),
        cmocka_unit_test_setup(another_users_folder_is_not_taken, set_up),
        cmocka_unit_test_setup(a_link_is_not_followed, set_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
