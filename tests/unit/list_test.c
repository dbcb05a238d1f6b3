/* The list: one row selected, always among those shown. */

#include <stdlib.h>

#include "support/support.h"
#include "ui/widgets/list.h"

enum {
    ROWS_MOST = 64
};

/* What list_draw() asked for. */
struct drawn {
    size_t index[ROWS_MOST];
    int row[ROWS_MOST];
    size_t count;
    size_t selected;
};

static struct drawn drawn;

static void
draw_one(const void *rows, size_t index, bool is_selected,
    struct canvas *canvas, struct spot spot)
{
    (void)rows;
    (void)canvas;
    assert_int_equal(spot.column, 3);
    assert_int_equal(spot.width, 40);
    drawn.index[drawn.count] = index;
    drawn.row[drawn.count] = spot.row;
    drawn.count++;
    if (is_selected)
        drawn.selected = index;
}

static void
draw(struct list *list, int top, int bottom)
{
    const struct area area = {
        .top = top,
        .bottom = bottom,
        .column = 3,
        .width = 40,
    };

    drawn = (struct drawn){.selected = SIZE_MAX};
    list_draw(list, NULL, &area, draw_one, NULL);
}

static void
requests_move_the_selection(void **state)
{
    static const struct {
        enum request request;
        size_t selected;
    } steps[] = {
        {REQUEST_PREVIOUS, 0},
        {REQUEST_NEXT, 1},
        {REQUEST_PAGE_NEXT, 6},
        {REQUEST_PAGE_NEXT, 9},
        {REQUEST_NEXT, 9},
        {REQUEST_PAGE_PREVIOUS, 4},
        {REQUEST_PAGE_PREVIOUS, 0},
        {REQUEST_LAST, 9},
        {REQUEST_FIRST, 0},
    };
    struct list list = {.count = 10};

    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_true(list_act(&list, steps[i].request, 5));
        assert_int_equal(list.selected, steps[i].selected);
    }
    assert_false(list_act(&list, REQUEST_OPEN, 5));
    assert_false(list_act(&list, REQUEST_NONE, 5));
}

static void
an_empty_list_stays_at_its_start(void **state)
{
    struct list list = {.count = 0};

    (void)state;
    assert_true(list_act(&list, REQUEST_LAST, 5));
    assert_true(list_act(&list, REQUEST_NEXT, 0));
    assert_int_equal(list.selected, 0);
    draw(&list, 0, 10);
    assert_int_equal(drawn.count, 0);
}

static void
the_selected_row_is_always_shown(void **state)
{
    static const enum request requests[] = {REQUEST_NEXT, REQUEST_NEXT,
        REQUEST_PREVIOUS, REQUEST_PAGE_NEXT, REQUEST_PAGE_PREVIOUS,
        REQUEST_LAST, REQUEST_FIRST};
    struct list list = {.count = 30};

    (void)state;
    srand(3);
    for (int i = 0; i < 2000; i++) {
        int height = 1 + rand() % 20;

        list_act(&list, requests[rand() % 7], height);
        if (i % 100 == 0) {
            list.count = 1 + (size_t)rand() % 40;
            list_select(&list, list.selected);
        }
        draw(&list, 2, 2 + height);
        assert_int_equal(drawn.selected, list.selected);
        assert_int_equal(drawn.count,
            list.count < (size_t)height ? list.count : (size_t)height);
        for (size_t k = 0; k < drawn.count; k++) {
            assert_int_equal(drawn.row[k], 2 + (int)k);
            assert_int_equal(drawn.index[k], drawn.index[0] + k);
        }
    }
}

static void
it_scrolls_no_more_than_it_must(void **state)
{
    struct list list = {.count = 30};

    (void)state;
    for (int i = 0; i < 4; i++)
        list_act(&list, REQUEST_NEXT, 5);
    assert_int_equal(list.top, 0);
    list_act(&list, REQUEST_NEXT, 5);
    assert_int_equal(list.top, 1);
    list_act(&list, REQUEST_PREVIOUS, 5);
    assert_int_equal(list.top, 1);
    list_select(&list, 100);
    assert_int_equal(list.selected, 29);
    draw(&list, 0, 5);
    assert_int_equal(drawn.index[0], 25);
    draw(&list, 5, 5);
    assert_int_equal(drawn.count, 0);
    list_act(&list, REQUEST_PREVIOUS, 5);
    draw(&list, 0, 5);
    assert_int_equal(drawn.index[0], 25);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_move_the_selection),
        cmocka_unit_test(an_empty_list_stays_at_its_start),
        cmocka_unit_test(the_selected_row_is_always_shown),
        cmocka_unit_test(it_scrolls_no_more_than_it_must),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
