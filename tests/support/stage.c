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
