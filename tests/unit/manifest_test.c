/* What a backup says of itself: taken to the byte, or not at all. */

#include <string.h>

#include "base/staging.h"
#include "daemon/manifest.h"
#include "support/support.h"

static const char
    hash[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static void
add(struct manifest *manifest, const char *name, int64_t bytes)
{
    struct manifest_file *file = manifest_add(manifest, name);

    file->bytes = bytes;
    memcpy(file->hash, hash, sizeof hash);
}

static void
make(struct manifest *manifest)
{
    *manifest = (struct manifest){
        .made_at = 1795651894,
        .made_by = "0.1.0",
        .store_version = 20,
        .secrets_version = 2,
        .record_id = 26,
    };
    memcpy(manifest->record_head, hash, sizeof hash);
    add(manifest, "homeroom.conf", 2309);
    add(manifest, "screens/help/home.txt", 0);
    add(manifest, "secrets/secrets.db", 45056);
    add(manifest, "store/store.db", INT64_C(8000000000));
}

static void
what_is_told_is_read_again(void **state)
{
    (void)state;
    struct manifest manifest;
    struct manifest again;
    struct text told = {0};

    make(&manifest);
    manifest_tell(&manifest, &told);
    assert_int_equal(manifest_read(text_bytes(&told), &again), STATUS_OK);
    assert_int_equal(again.made_at, 1795651894);
    assert_string_equal(again.made_by, "0.1.0");
    assert_int_equal(again.store_version, 20);
    assert_int_equal(again.secrets_version, 2);
    assert_int_equal(again.record_id, 26);
    assert_string_equal(again.record_head, hash);
    assert_int_equal(again.count, 4);
    assert_int_equal(manifest_find(&again, "store/store.db")->bytes,
        INT64_C(8000000000));
    assert_null(manifest_find(&again, "host_ed25519"));
    manifest_clear(&again);
    manifest_clear(&manifest);
    text_clear(&told);
}

static void
no_byte_of_it_may_change(void **state)
{
    (void)state;
    struct manifest manifest;
    struct manifest again;
    struct text told = {0};
    size_t tried = 0;

    make(&manifest);
    manifest_tell(&manifest, &told);
    for (size_t i = 0; i < told.length; i++) {
        told.bytes[i] ^= 1;
        assert_int_equal(manifest_read(text_bytes(&told), &again),
            STATUS_INVALID);
        told.bytes[i] ^= 1;
        tried++;
    }
    for (size_t i = told.length; i-- > 0;) {
        text_truncate(&told, i);
        assert_int_equal(manifest_read(text_bytes(&told), &again),
            STATUS_INVALID);
        tried++;
    }
    print_message("%zu altered or cut, 0 taken\n", tried);
    manifest_clear(&manifest);
    text_clear(&told);
}

static void
names_go_down_only(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "/", "/etc/passwd", "..", "../x",
        "a/../b", "a/..", "a//b", "a/", ".hidden", "a/.hidden", "a b", "a\nb",
        "a\\b", "~", "\xc3\xa9"};
    static const char *const good[] = {"a", "homeroom.conf",
        "screens/help/a-b_c.txt", "a..b"};
    struct manifest manifest;
    struct manifest again;

    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(staging_name_is_safe(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct text told = {0};

        assert_false(staging_name_is_safe(bad[i]));
        make(&manifest);
        add(&manifest, bad[i], 1);
        manifest_tell(&manifest, &told);
        assert_int_equal(manifest_read(text_bytes(&told), &again),
            STATUS_INVALID);
        text_clear(&told);
        manifest_clear(&manifest);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told_is_read_again),
        cmocka_unit_test(no_byte_of_it_may_change),
        cmocka_unit_test(names_go_down_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
