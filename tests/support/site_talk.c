/* The made-up site with something of each kind in it, for fuzzers. */

#include "support/site_talk.h"

#include "base/text.h"
#include "board/keeping.h"
#include "commands/command.h"

static const char *const handles[] = {"ada", "mara", "jo", "sam", "rob", "pia",
    "kofi", "zoe", "tom", "max", "una", "lin"};

static const struct {
    const char *handle;
    const char *line;
} said[] = {
    {"ada", "post emea-autumn --subject 'Badge access' 'Who has the *code*?'"},
    {"lin", "reply 1 'The desk on floor 2, see `handout`.'"},
    {"kofi",
        "post new-hire-autumn-2026 --subject Escalations '> who?\nNobody'"},
    {"mara", "ask emea-autumn --on 2026-11-24 'What did you skip?'"},
    {"ada", "pledge --when 'a call comes' --will 'ask first' --by 2026-12-20"},
    {"lin", "answer 'I tried the checklist.'"},
    {"mara", "thanks 1 2"},
    {"jo", "pin 1 --until 2026-12-01"},
    {"max", "report 1 2 --why rude"},
};

static void
run_line(struct world *world, const char *handle, const char *line)
{
    const struct command_io io = {.input = -1, .output = -1, .errors = -1};
    struct viewer viewer;

    world_viewer(world, handle, &viewer);
    command_run_line(&viewer, &io, command_tables, line);
    viewer_clear(&viewer);
}

void
site_talk(struct world *world)
{
    talk_ask(world, "mara", "emea-autumn", "What did you try this week?");
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        run_line(world, said[i].handle, said[i].line);
}

static enum status
nobody_there(void *context, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    (void)context;
    (void)ask;
    (void)answer;
    return refuse(STATUS_AGAIN, "nobody answers just now");
}

void
site_viewer(struct world *world, uint8_t letter, struct viewer *viewer)
{
    static const struct keeper_line keeper = {nobody_there, NULL};

    world_viewer(world, handles[letter % (sizeof handles / sizeof *handles)],
        viewer);
    viewer->keeper = &keeper;
}
