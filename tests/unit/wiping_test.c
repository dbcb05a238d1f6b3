/* What is given back to the heap leaves nothing behind, nor what moves. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/wiping.h"
#include "support/support.h"

enum {
    LETTER = 'S',
    LINKS = 32 /* bytes that are the heap's own once they are given back */
};

static const size_t sizes[] = {40, 100, 1000, 5000, 60000};

/* How many of the bytes there are the letter, whosever they are by now. */
__attribute__((no_sanitize_address)) static size_t
left(uintptr_t at, size_t count)
{
    const volatile char *bytes = (const volatile char *)at;
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        found += bytes[i] == LETTER;
    return found;
}

static char *
filled(size_t size)
{
    char *bytes = malloc(size);

    assert_non_null(bytes);
    memset(bytes, LETTER, size);
    return bytes;
}

/* Valgrind puts its own heap in place of ours. */
static void
skip_under_valgrind(void)
{
#ifdef HOMEROOM_VALGRIND
    skip();
#endif
}

static void
what_is_given_back_is_wiped(void **state)
{
    (void)state;
    skip_under_valgrind();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *bytes = filled(sizes[i]);
        char *behind = filled(sizes[0]); /* so that it stays in the heap */
        uintptr_t at = (uintptr_t)bytes;

        assert_int_equal(left(at, sizes[i]), sizes[i]);
        free(bytes);
        assert_in_range(left(at, sizes[i]), 0, LINKS);
        free(behind);
    }
}

static void
what_moves_is_wiped_where_it_was(void **state)
{
    (void)state;
    skip_under_valgrind();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *bytes = filled(sizes[i]);
        char *behind = filled(sizes[0]);
        uintptr_t at = (uintptr_t)bytes;
        char *moved = realloc(bytes, 3 * sizes[i]);

        assert_non_null(moved);
        assert_int_equal(left((uintptr_t)moved, sizes[i]), sizes[i]);
        assert_true((uintptr_t)moved != at);
        assert_in_range(left(at, sizes[i]), 0, LINKS);
        free(moved);
        free(behind);
    }
}

static void
what_is_cut_off_is_wiped_and_the_rest_stays(void **state)
{
    (void)state;
    skip_under_valgrind();
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char *bytes = filled(sizes[i]);
        uintptr_t at = (uintptr_t)bytes;
        char *cut = realloc(bytes, sizes[i] / 2);

        assert_non_null(cut);
        assert_int_equal(left((uintptr_t)cut, sizes[i] / 2), sizes[i] / 2);
        assert_in_range(left(at + sizes[i] / 2, sizes[i] - sizes[i] / 2), 0,
            LINKS);
        free(cut);
    }
}

static void
the_heap_does_what_it_did(void **state)
{
    (void)state;
    free(NULL);
    char *bytes = realloc(NULL, sizes[0]);
    assert_non_null(bytes);
    bytes = reallocarray(bytes, sizes[0], sizes[0]);
    assert_non_null(bytes);
    memset(bytes, LETTER, sizes[0] * sizes[0]);
#ifndef HOMEROOM_WATCHED
    assert_null(reallocarray(bytes, SIZE_MAX / 2, 3));
#endif
    free(bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_back_is_wiped),
        cmocka_unit_test(what_moves_is_wiped_where_it_was),
        cmocka_unit_test(what_is_cut_off_is_wiped_and_the_rest_stays),
        cmocka_unit_test(the_heap_does_what_it_did),
    };

    wiping_begin();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
