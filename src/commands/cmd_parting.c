/* People who leave: their name goes, or their text as well. */

#include <inttypes.h>

#include "base/text.h"
#include "board/parting.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    PLACES_SHOWN = 20
};

/* "3 posts" */
static void
add_count(struct text *line, int64_t count, const char *what)
{
    text_add_format(line, "%" PRId64 " %s%s", count, what,
        count == 1 ? "" : "s");
}

static void
print_text(struct command_call *call, struct text *line)
{
    print_wrapped(&call->out, 0, text_bytes(line));
    text_truncate(line, 0);
}

/* ": 812 post 4, 813 subject" */
static void
add_places(struct text *line, const struct mention_list *list)
{
    for (size_t i = 0; i < list->count && i < PLACES_SHOWN; i++) {
        const struct mention *at = &list->rows[i];

        text_add_format(line, "%s%" PRId64, i == 0 ? ": thread " : ", ",
            at->thread_id);
        if (at->number > 0)
            text_add_format(line, " post %d", at->number);
        else
            text_add(line, " subject");
    }
    text_add(line, list->count > PLACES_SHOWN ? ", and more.\n" : ".\n");
}

static void
print_written(struct command_call *call, const struct parted *parted,
    bool erases)
{
    struct text line = {0};

    add_count(&line, parted->counts.posts, "post");
    text_add(&line, " and ");
    add_count(&line, parted->counts.threads, "subject");
    text_add(&line, erases ? " of theirs: \"(erased)\" in their place.\n"
                           : " of theirs: they stay, under that name.\n");
    if (parted->counts.queued > 0) {
        add_count(&line, parted->counts.queued, "question");
        text_add(&line, erases ? " they had queued: gone.\n"
                               : " they had queued: still asked.\n");
    }
    print_text(call, &line);
    text_clear(&line);
}

/* What is not theirs stays, and whoever did this knows where. */
static void
print_left(struct command_call *call, const struct parted *parted)
{
    struct text line = {0};

    if (parted->named.count > 0) {
        text_add(&line, "Others name them in ");
        add_count(&line, (int64_t)parted->named.count, "place");
        add_places(&line, &parted->named);
    }
    if (parted->quoted.count > 0) {
        text_add(&line, "Others quote them in ");
        add_count(&line, (int64_t)parted->quoted.count, "post");
        add_places(&line, &parted->quoted);
    }
    if (parted->acts > 0) {
        text_add(&line, "The record names them in ");
        add_count(&line, parted->acts, "act");
        text_add(&line, ", and is not rewritten.\n");
    }
    print_text(call, &line);
    text_clear(&line);
}

static void
print_files(struct command_call *call, const struct parted *parted)
{
    struct text line = {0};

    if (parted->is_scrubbed)
        text_add(&line, "None of it is in the files of the store any more.\n");
    else if (parted->is_rewritten)
        text_add(&line, "The log beside the store still holds it: the daemon "
                        "clears it as soon as nobody reads from it.\n");
    else
        text_add_format(&line,
            "The files of the store may still hold it, since they could not "
            "be written anew: see to room on the disk and do this again, for "
            "%s.\n",
            parted->handle);
    text_add(&line, "Backups and logs are not touched.\n");
    print_text(call, &line);
    for (size_t i = 0; i < parted->copy_count; i++)
        print_line(&call->out, "Delete: %s", parted->copies[i]);
    text_clear(&line);
}

static enum status
part(struct command_call *call, const struct parting *parting)
{
    struct parted parted;
    enum status status = parting_part(call->viewer, parting, &parted);

    if (status == STATUS_OK) {
        print_line(&call->out,
            "%s has left: a former member now, called %s, with no way in.",
            parting->handle, parted.handle);
        print_written(call, &parted, parting->erases);
        print_left(call, &parted);
        print_files(call, &parted);
    }
    parted_clear(&parted);
    return status;
}

static enum status
cmd_person_anonymise(struct command_call *call)
{
    return part(call, &(struct parting){
                          .handle = call->argument[0],
                          .why = call->argument[1],
                      });
}

static enum status
cmd_person_erase(struct command_call *call)
{
    const struct parting parting = {
        .handle = call->argument[0],
        .why = call->argument[2],
        .erases = true,
    };
    struct parted parted;

    if (call->flag[1])
        return part(call, &parting);
    enum status status = parting_look(call->viewer, &parting, &parted);
    if (status == STATUS_OK) {
        print_line(&call->out,
            "Nothing is done yet: this cannot be taken back. With --yes,");
        print_line(&call->out,
            "%s becomes a former member, and their text goes:", parted.handle);
        print_written(call, &parted, true);
        print_left(call, &parted);
        call->exit_status = 1;
    }
    parted_clear(&parted);
    return status;
}

const struct command parting_commands[] = {
    {
        .pattern = "person anonymise <handle> [--why <text>]",
        .help = "somebody has left: their name goes, what they wrote stays",
        .run = cmd_person_anonymise,
    },
    {
        .pattern = "person erase <handle> [--yes] [--why <text>]",
        .help = "somebody has left: their name goes, and what they wrote",
        .run = cmd_person_erase,
    },
    {0},
};
