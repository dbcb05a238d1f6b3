/* The made-up site with people who look at it. */

#include "support/stage.h"

#include "support/machine.h"
#include "support/vault.h"

enum {
    SEATS = 8
};

struct world world;
struct viewer viewer;
struct glass glass;
struct viewer *const operating = &world.operator_viewer;

static struct viewer *seats[SEATS];
static int seat_count;
static void (*world_ends)(struct world *world);

static void
begin(void (*opens)(struct world *world), void (*closes)(struct world *world))
{
    machine_set(WORLD_NOW);
    opens(&world);
    world_ends = closes;
    viewer = (struct viewer){0};
    glass = (struct glass){0};
    seat_count = 0;
}

int
stage_open(void **state)
{
    (void)state;
    begin(talk_open, talk_close);
    return 0;
}

int
stage_open_vault(void **state)
{
    (void)state;
    begin(vault_open, vault_close);
    return 0;
}

int
stage_close(void **state)
{
    (void)state;
    if (glass.app != NULL)
        glass_kill(&glass);
    viewer_clear(&viewer);
    while (seat_count > 0)
        viewer_clear(seats[--seat_count]);
    world_ends(&world);
    return 0;
}

void
stage_seat(struct viewer *seat, const char *handle)
{
    assert_true(seat_count < SEATS);
    *seat = (struct viewer){0};
    world_viewer(&world, handle, seat);
    seats[seat_count++] = seat;
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
