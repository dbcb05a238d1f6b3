/* Letters: what is asked, what others wrote. */

#include <jansson.h>

#include "board/lettering.h"
#include "commands/print.h"
#include "commands/tables.h"
#include "model/use.h"

enum {
    INDENT = 4,
    WORDS_BYTES = 320,
    USED_BYTES = 40
};

static void
print_letter(struct command_call *call, const struct letter *letter)
{
    struct text left = {0};
    char used[USED_BYTES];

    use_words(letter->used_by, letter->is_used, used, sizeof used);
    text_add_format(&left, "%lld  %s, %s", (long long)letter->id, letter->name,
        letter->cohort);
    print_pair(&call->out, text_bytes(&left), used);
    print_wrapped(&call->out, INDENT, letter->body);
    text_clear(&left);
}

static void
print_letters_json(struct command_call *call, const struct letter_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct letter *letter = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:I, s:s, s:s, s:i, s:o, s:i, s:b, s:s}", "id",
                (json_int_t)letter->id, "name", letter->name, "cohort",
                letter->cohort, "week", letter->week, "at",
                print_json_time(letter->written_at), "used_by", letter->used_by,
                "is_used", letter->is_used, "body", letter->body));
    }
    print_json(call, rows);
}

static enum status
print_asked(struct command_call *call)
{
    struct letter_ask ask;
    char words[WORDS_BYTES];
    enum status status = lettering_due(call->viewer, &ask);

    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;
    lettering_words(&ask, words, sizeof words);
    print_wrapped(&call->out, 0, words);
    text_add(&call->out, "To write it to those who come next: letter write "
                         "YOUR TEXT\n");
    return STATUS_OK;
}

static enum status
cmd_letter(struct command_call *call)
{
    struct letter_list list = {0};
    enum status status = lettering_list(call->viewer, &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_letters_json(call, &list);
    else if (list.count == 0)
        text_add(&call->out, "No letter for the week you are in.\n");
    for (size_t i = 0; i < list.count && !call->wants_json; i++)
        print_letter(call, &list.rows[i]);
    letter_list_clear(&list);
    return call->wants_json ? STATUS_OK : print_asked(call);
}

static enum status
cmd_letter_write(struct command_call *call)
{
    struct text body = {0};
    enum status status = command_read_text(call, 0, &body);

    if (status == STATUS_OK)
        status = lettering_write(call->viewer, text_bytes(&body));
    if (status == STATUS_OK)
        text_add(&call->out, "Kept for those who come next.\n");
    text_clear(&body);
    return status;
}

const struct command letter_commands[] = {
    {
        .pattern = "letter [--json]",
        .help = "letters from those who finished your week; what you are asked",
        .run = cmd_letter,
        .needs_person = true,
    },
    {
        .pattern = "letter write [<text>...]",
        .help = "what you wish you had known, for the next cohorts",
        .run = cmd_letter_write,
        .needs_person = true,
    },
    {0},
};
