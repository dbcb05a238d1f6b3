/* A post as commands tell it. */

#include "commands/print_post.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/unicode.h"

enum {
    BODY_INDENT = 4,
    WHEN_BYTES = 160,
    GAP_COLUMNS = 2,   /* before the time */
    NAME_COLUMNS = 16, /* a number and a name are cut no shorter */
    CLOCK_BYTES = 32
};

/* "Mon 14:02 in APAC, 07:02 here" on boards that regions share, where the two
 * clocks differ; else the reader's own. */
static void
post_when(const struct command_call *call, const struct board *board,
    const struct post *post, char *when)
{
    const char *zone = viewer_zone(call->viewer);
    int64_t now = clock_now();
    char there[CLOCK_BYTES];
    char at_home[CLOCK_BYTES];
    struct civil here;
    struct civil around;

    moment_long(post->created_at, now, zone, when, WHEN_BYTES);
    if (board->kind == BOARD_COHORT || post->author_region[0] == '\0')
        return;
    moment_long(post->created_at, now, post->author_zone, there, sizeof there);
    if (strcmp(there, when) == 0)
        return;
    clock_civil(post->created_at, zone, &here);
    clock_civil(post->created_at, post->author_zone, &around);
    if (here.day == around.day)
        snprintf(at_home, sizeof at_home, "%02d:%02d", here.hour, here.minute);
    else
        text_copy(at_home, sizeof at_home, when);
    snprintf(when, WHEN_BYTES, "%s in %.40s, %s here", there,
        post->author_region, at_home);
}

/* "2  Ben Aydin, EMEA, week 3 of 4": the name is cut, where that makes room for
 * the rest of the line, and what is beside it is not. */
static void
write_left(const struct post *post, const char *when, struct text *left)
{
    struct text person = {0};
    struct text beside = {0};
    const char *role = role_label(post->author_role);

    text_add_format(&person, "%d  %s%s%s", post->number, post->author_name,
        role[0] != '\0' || post->author_region[0] != '\0' ? ", " : "",
        role[0] != '\0' ? role : post->author_region);
    text_add_format(&beside, "%s%s%s", post->author_week[0] == '\0' ? "" : ", ",
        post->author_week, post_is_known(post) ? ", without a name" : "");
    int room = PRINT_COLUMNS - GAP_COLUMNS - text_width(when, strlen(when)) -
               text_width(text_bytes(&beside), beside.length);

    print_cut(left, text_bytes(&person),
        room > NAME_COLUMNS ? room : NAME_COLUMNS);
    text_add(left, text_bytes(&beside));
    text_clear(&person);
    text_clear(&beside);
}

void
print_post(struct command_call *call, const struct board *board,
    const struct post *post)
{
    struct text *out = &call->out;
    struct text left = {0};
    char when[WHEN_BYTES];
    char regards[REGARDS_BYTES];

    post_when(call, board, post, when);
    size_t used = strlen(when);
    if (post->edited_at != 0)
        snprintf(when + used, sizeof when - used, ", edited");
    used = strlen(when);
    if (post->reply_to > 0)
        snprintf(when + used, sizeof when - used, ", in reply to %d",
            post->reply_to);
    write_left(post, when, &left);
    print_pair(out, text_bytes(&left), when);
    print_wrapped(out, BODY_INDENT, post->body);
    regards_words(&post->regards, regards);
    if (regards[0] != '\0')
        print_pair(out, "", regards);
    text_add(out, "\n");
    text_clear(&left);
}

static void
add_regards(json_t *object, const struct regards *regards)
{
    json_t *counts = json_pack("{s:i, s:b, s:i, s:b, s:i, s:b}", "endorsed_by",
        regards->endorsed.count, "is_endorsed", regards->endorsed.is_mine,
        "thanks", regards->thanks.count, "is_thanked", regards->thanks.is_mine,
        "used_by", regards->used.count, "is_used", regards->used.is_mine);

    json_object_update_new(object, counts);
}

json_t *
print_post_json(const struct post *post, bool is_new)
{
    json_t *
        object = json_pack("{s:I, s:i, s:s, s:s, s:s, s:s, s:s, s:i, s:o, s:b}",
            "id", (json_int_t)post->id, "number", post->number, "handle",
            post->author_handle, "author", post->author_name, "region",
            post->author_region, "week", post->author_week, "role",
            role_name(post->author_role), "reply_to", post->reply_to, "at",
            print_json_time(post->created_at), "is_new", is_new);

    json_object_set_new(object, "edited_at", print_json_time(post->edited_at));
    add_regards(object, &post->regards);
    json_object_set_new(object, "is_nameless", json_boolean(post->is_nameless));
    json_object_set_new(object, "body", json_string(post->body));
    return object;
}
