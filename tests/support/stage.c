/* The made-up site with one person at a time who looks at it. */

#include "support/stage.h"

#include "support/machine.h"

struct world world;
struct viewer viewer;
struct glass glass;
struct viewer *const operating = &world.operator_viewer;

int
stage_open(void **state)
{
    (void)state;
    machine_set(WORLD_NOW);
    talk_open(&world);
    viewer = (struct viewer){0};
    glass = (struct glass){0};
    return 0;
}

int
stage_close(void **state)
{
    (void)state;
    if (glass.app != NULL)
        glass_kill(&glass);
    viewer_clear(&viewer);
    talk_close(&world);
    return 0;
}

struct viewer *
as(const char *handle)
{
    viewer_clear(&viewer);
    world_viewer(&world, handle, &viewer);
    return &viewer;
}

int64_t
stage_ask(const char *board, struct ask terms)
{
    int64_t question_id;
    int opened;

    terms.body = "What went wrong?";
    terms.asks_on = "2026-11-23";
    must(asking_add(as("mara"), world_board(&world, board), &terms,
        &question_id));
    must(asking_open_due(operating, &opened));
    return question_id;
}

void
stage_close_questions(void)
{
    int opened;

    machine_set(WORLD_NOW + INT64_C(25) * 3600 + 60);
    must(asking_open_due(operating, &opened));
}
