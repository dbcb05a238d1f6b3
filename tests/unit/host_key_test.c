/* The host key, made once: for its owner alone, and in place of nothing. */

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "daemon/host_key.h"
#include "support/support.h"

static char path[300];
static char public_path[310];

static int
begin(void **state)
{
    (void)state;
    snprintf(path, sizeof path, "%s/host", support_folder());
    snprintf(public_path, sizeof public_path, "%s.pub", path);
    return 0;
}

static unsigned
mode_of(const char *name)
{
    struct stat info;

    assert_int_equal(lstat(name, &info), 0);
    return info.st_mode & 0777;
}

static void
write_file(const char *name, const char *words)
{
    FILE *file = fopen(name, "we");

    assert_non_null(file);
    fputs(words, file);
    fclose(file);
}

static void
assert_holds(const char *name, const char *words)
{
    char bytes[64] = "";
    FILE *file = fopen(name, "re");

    assert_non_null(file);
    assert_non_null(fgets(bytes, sizeof bytes, file));
    fclose(file);
    assert_string_equal(bytes, words);
}

static void
a_new_key_is_its_owner_s_alone(void **state)
{
    struct text made = {0};
    struct text told = {0};
    (void)state;

    mode_t before = umask(0);
    assert_int_equal(host_key_make(path, &made), STATUS_OK);
    umask(before);
    assert_int_equal(mode_of(path), 0600);
    assert_int_equal(mode_of(public_path), 0644);
    assert_true(text_starts(text_bytes(&made), "SHA256:"));
    assert_int_equal(host_key_fingerprint(path, &told), STATUS_OK);
    assert_string_equal(text_bytes(&told), text_bytes(&made));
    text_clear(&made);
    text_clear(&told);
}

static void
a_key_that_is_there_stays(void **state)
{
    struct text made = {0};
    (void)state;

    write_file(path, "the old one");
    assert_int_equal(host_key_make(path, &made), STATUS_CONFLICT);
    assert_non_null(strstr(reason(), path));
    assert_holds(path, "the old one");
    text_clear(&made);
}

/* Not even where it leads nowhere: what it names would be made. */
static void
no_key_is_made_through_a_link(void **state)
{
    char elsewhere[310];
    struct text made = {0};
    (void)state;

    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", support_folder());
    assert_int_equal(symlink(elsewhere, path), 0);
    assert_int_equal(host_key_make(path, &made), STATUS_CONFLICT);
    assert_int_not_equal(access(elsewhere, F_OK), 0);
    text_clear(&made);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_new_key_is_its_owner_s_alone, begin),
        cmocka_unit_test_setup(a_key_that_is_there_stays, begin),
        cmocka_unit_test_setup(no_key_is_made_through_a_link, begin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
