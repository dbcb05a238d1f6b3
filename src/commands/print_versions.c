/* Versions printed: what a post said before it was changed. */

#include "commands/print_versions.h"

#include <jansson.h>

#include "base/clock.h"
#include "board/editing.h"

enum {
    BODY_INDENT = 4,
    WHEN_BYTES = 32
};

static const char *
words_of(const struct version *version)
{
    if (version->replaced_at == 0)
        return ", as it is now";
    if (version->is_uncovering)
        return ", as it was answered";
    return version->is_silent ? ", for you alone" : "";
}

static void
print_version(struct command_call *call, const struct version *version)
{
    char when[WHEN_BYTES];

    moment_long(version->written_at, clock_now(), viewer_zone(call->viewer),
        when, sizeof when);
    print_line(&call->out, "%d  %s%s", version->number, when,
        words_of(version));
    print_wrapped(&call->out, BODY_INDENT, version->body);
    text_add(&call->out, "\n");
}

static json_t *
version_json(const struct version *version)
{
    return json_pack("{s:i, s:o, s:o, s:b, s:b, s:s}", "version",
        version->number, "at", print_json_time(version->written_at), "until",
        print_json_time(version->replaced_at), "is_silent", version->is_silent,
        "is_uncovering", version->is_uncovering, "body", version->body);
}

enum status
print_versions(struct command_call *call, int64_t thread_id, int number)
{
    struct post post = {0};
    struct version_list list = {0};

    if (number == 0)
        return refuse(STATUS_INVALID,
            "of which post? read THREAD POST --versions");
    enum status status = editing_versions(call->viewer, thread_id, number,
        &post, &list);

    if (status != STATUS_OK)
        return status;
    json_t *rows = call->wants_json ? json_array() : NULL;

    for (size_t i = 0; i < list.count; i++)
        if (rows != NULL)
            json_array_append_new(rows, version_json(&list.rows[i]));
        else
            print_version(call, &list.rows[i]);
    if (rows != NULL)
        print_json(call, rows);
    version_list_clear(&list);
    post_clear(&post);
    return STATUS_OK;
}
