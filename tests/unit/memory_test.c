/* Memory: growth, copies, and the end when there is none left. */

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "support/support.h"

static void
rows_grow_one_by_one_and_new_room_is_zeroed(void **state)
{
    int *rows = NULL;

    (void)state;
    for (size_t count = 0; count < 1000; count++) {
        rows = grow(rows, count + 1, sizeof *rows);
        assert_int_equal(rows[count], 0);
        rows[count] = (int)count + 1;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(rows[i], i + 1);
    memory_free(rows);
    assert_null(rows);
}

static void
growth_moves_rows_seldom(void **state)
{
    long *rows = NULL;
    int moves = 0;

    (void)state;
    for (size_t count = 0; count < 4096; count++) {
        long *before = rows;

        rows = grow(rows, count + 1, sizeof *rows);
        moves += rows != before;
    }
    assert_true(moves <= 11);
    memory_free(rows);
}

static void
new_memory_is_zeroed(void **state)
{
    static const char zeroes[100];
    char *bytes = memory_new(sizeof zeroes);

    (void)state;
    assert_memory_equal(bytes, zeroes, sizeof zeroes);
    memory_free(bytes);
}

static void
a_copy_is_owned_and_null_stays_null(void **state)
{
    char source[] = "ada";
    char *copy = memory_copy(source);

    (void)state;
    source[0] = 'o';
    assert_string_equal(copy, "ada");
    memory_free(copy);
    assert_null(memory_copy(NULL));
}

/* The exit status of a child that asks for what cannot be had. */
static int
exit_of_greed(char *line, size_t size)
{
    int ends[2];
    int status = 0;

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        grow(NULL, SIZE_MAX / 8, 16);
        _exit(0);
    }
    close(ends[1]);
    ssize_t count = read(ends[0], line, size - 1);
    line[count > 0 ? count : 0] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WEXITSTATUS(status);
}

static void
exhaustion_ends_the_process_with_a_line_in_the_log(void **state)
{
    char line[4096];

    (void)state;
    assert_int_equal(exit_of_greed(line, sizeof line), 70);
    assert_non_null(strstr(line, "level=error"));
    assert_non_null(strstr(line, "event=memory.exhausted"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_grow_one_by_one_and_new_room_is_zeroed),
        cmocka_unit_test(growth_moves_rows_seldom),
        cmocka_unit_test(new_memory_is_zeroed),
        cmocka_unit_test(a_copy_is_owned_and_null_stays_null),
        cmocka_unit_test(exhaustion_ends_the_process_with_a_line_in_the_log),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
