/* One person's page: who they are, and what they wrote. */

#include <jansson.h>
#include <stdio.h>

#include "base/clock.h"
#include "board/knowing.h"
#include "board/presence.h"
#include "commands/print_person.h"
#include "commands/tables.h"

enum {
    POSTS_SHOWN = 20,
    POSTS_MOST = 1000,
    ROLE_COLUMNS = 12,
    EXCERPT_INDENT = 4,
    WHEN_BYTES = 32
};

static bool
is_here(const struct command_call *call, const struct portrait *portrait)
{
    return portrait->is_shared &&
           presence_has(call->viewer, portrait->person.id);
}

/* "Kofi Mensah (kofi), moderator, AMER           07:02 there, here" */
static void
print_head(struct command_call *call, const struct portrait *portrait)
{
    const struct person *person = &portrait->person;
    struct text left = {0};
    struct text right = {0};
    char clock[PRINT_CLOCK_BYTES];

    text_add_format(&left, "%s (%s)", person->name, person->handle);
    print_joined(&left, role_label(person->site_role));
    print_joined(&left, person->region_title);
    print_clock_there(person, clock);
    if (clock[0] != '\0')
        text_add_format(&right, "%s there", clock);
    print_joined(&right,
        print_whereabouts(&portrait->whereabouts, is_here(call, portrait)));
    print_pair(&call->out, text_bytes(&left), text_bytes(&right));
    text_clear(&left);
    text_clear(&right);
}

static void
print_standing(struct command_call *call, const struct standing *standing)
{
    const struct cohort *cohort = &standing->cohort;
    const char *label = role_label(standing->role);
    struct text left = {0};

    if (label[0] == '\0')
        label = role_name(standing->role);
    text_add_format(&left, "%-*s%s", ROLE_COLUMNS, label,
        cohort->program_title);
    print_joined(&left, cohort->intake_title);
    print_joined(&left, cohort->region_title);
    print_pair(&call->out, text_bytes(&left), standing->week);
    text_clear(&left);
}

/* "812  Badge access on day one             EMEA, autumn 2026, 2d", and how it
 * begins. */
static void
print_written(struct command_call *call, const struct written *post)
{
    struct text left = {0};
    struct text right = {0};
    struct text *out = &call->out;
    char when[WHEN_BYTES];

    moment_short(post->key.created_at, clock_now(), viewer_zone(call->viewer),
        when, sizeof when);
    text_add_format(&right, "%s, %s", post->board_title, when);
    text_add(out, "\n");
    text_add_format(&left, "%lld  %s", (long long)post->thread_id,
        post->subject);
    print_pair(out, text_bytes(&left), text_bytes(&right));
    text_clear(&left);
    print_spaces(out, EXCERPT_INDENT);
    print_cut(out, post->excerpt, PRINT_COLUMNS - EXCERPT_INDENT);
    text_add(out, "\n");
    text_clear(&right);
}

static void
print_portrait(struct command_call *call, const struct portrait *portrait,
    const struct written_list *posts)
{
    print_head(call, portrait);
    for (size_t i = 0; i < portrait->standing_count; i++)
        print_standing(call, &portrait->standings[i]);
    for (size_t i = 0; i < posts->count; i++)
        print_written(call, &posts->rows[i]);
    if (posts->count == 0)
        text_add(&call->out, "\nNothing yet that you may read.\n");
    else
        text_add_format(&call->out, "\nTo read a thread: read %lld\n",
            (long long)posts->rows[0].thread_id);
}

static json_t *
standings_json(const struct portrait *portrait)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < portrait->standing_count; i++) {
        const struct standing *standing = &portrait->standings[i];
        const struct cohort *cohort = &standing->cohort;

        json_array_append_new(rows,
            json_pack("{s:s, s:s, s:s, s:s, s:s, s:s}", "role",
                role_name(standing->role), "cohort", cohort->slug, "program",
                cohort->program_title, "intake", cohort->intake_title, "region",
                cohort->region_title, "week", standing->week));
    }
    return rows;
}

static json_t *
posts_json(const struct written_list *posts)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < posts->count; i++) {
        const struct written *post = &posts->rows[i];

        json_array_append_new(rows,
            json_pack("{s:I, s:I, s:i, s:s, s:s, s:o, s:s}", "id",
                (json_int_t)post->key.post_id, "thread",
                (json_int_t)post->thread_id, "number", post->number, "board",
                post->board_slug, "subject", post->subject, "at",
                print_json_time(post->key.created_at), "excerpt",
                post->excerpt));
    }
    return rows;
}

static void
print_portrait_json(struct command_call *call, const struct portrait *portrait,
    const struct written_list *posts)
{
    const struct person *person = &portrait->person;
    char clock[PRINT_CLOCK_BYTES];

    print_clock_there(person, clock);
    print_json(call,
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:b, s:o, s:o}",
            "handle", person->handle, "name", person->name, "site_role",
            role_name(person->site_role), "region", person->region_title,
            "clock", clock, "is_here", is_here(call, portrait), "leave",
            portrait->whereabouts.leave, "not_for_14_days",
            portrait->whereabouts.is_missing, "roles", standings_json(portrait),
            "posts", posts_json(posts)));
}

static enum status
cmd_person(struct command_call *call)
{
    struct portrait portrait = {0};
    struct written_list posts = {0};
    int64_t most = command_number(call, 1);
    enum status status = knowing_person(call->viewer, call->argument[0],
        &portrait);

    if (most == 0)
        most = POSTS_SHOWN;
    if (status == STATUS_OK)
        status = knowing_posts(call->viewer, portrait.person.id, NULL,
            (int)(most < POSTS_MOST ? most : POSTS_MOST), &posts);
    if (status == STATUS_OK && call->wants_json)
        print_portrait_json(call, &portrait, &posts);
    else if (status == STATUS_OK)
        print_portrait(call, &portrait, &posts);
    portrait_clear(&portrait);
    written_list_clear(&posts);
    return status;
}

const struct command portrait_commands[] = {
    {
        .pattern = "person <handle> [--posts <count>] [--json]",
        .help = "who somebody is, and what they wrote, the newest first",
        .run = cmd_person,
    },
    {0},
};
