/* Every way out of a site, gone through for one viewer. */

#include "support/ways_out.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "board/drafting.h"
#include "board/reading.h"
#include "support/glass.h"
#include "support/walk.h"

#define COHORT  "emea-autumn"
#define PROGRAM "new-hire-autumn-2026"

enum {
    ROWS = 24,
    COLUMNS = 80,
    NAME_COUNT = 32
};

static struct viewer *looking;
static struct glass glass;
static int64_t question_id;
static int64_t thread_id;

static struct text shown;

static void
values_for(const char *word, struct walk_values *values)
{
    *values = (struct walk_values){0};
    if (strstr(word, "thread") != NULL) {
        walk_add_value(values, "%lld", (long long)thread_id);
    } else if (strstr(word, "post") != NULL || strstr(word, "count") != NULL) {
        walk_add_value(values, "2");
        walk_add_value(values, "3");
    } else if (strstr(word, "handle") != NULL ||
               strstr(word, "person") != NULL) {
        walk_add_value(values, "lin");
        walk_add_value(values, "ben");
    } else if (strstr(word, "question") != NULL) {
        walk_add_value(values, "%lld", (long long)question_id);
    } else if (strstr(word, "date") != NULL) {
        walk_add_value(values, "2026-11-23");
    } else if (strstr(word, "program") != NULL) {
        walk_add_value(values, "new-hire");
    } else {
        walk_add_value(values, COHORT);
        walk_add_value(values, PROGRAM);
    }
}

static void
try_command(const char *pattern)
{
    struct walk_pattern words;
    char line[WALK_LINE_BYTES];

    walk_split(pattern, &words);
    for (int all = 0; all < 2; all++)
        for (int turn = 0, most = 1; turn < most; turn++) {
            most = walk_line(&words, turn, all == 1, values_for, line);
            int exit_status = walk_run(looking, line);

            text_add_format(&shown, "$ %s: %d\n%s\n", line, exit_status,
                walk_told);
        }
}

static void
add_screen(const char *through)
{
    text_add_format(&shown, "== %s\n", through);
    for (int i = 0; i < ROWS; i++)
        text_add_format(&shown, "%s\n", glass_row(&glass, i));
}

/* Keys that read, one after the other, from each view on. */
static void
press_keys(const char *view, const char *place, const char *keys)
{
    char through[160];
    char saved[128];

    snprintf(saved, sizeof saved, "home\n%s %s\n", view, place);
    must(drafting_save_place(looking, saved));
    glass_open(&glass, looking, ROWS, COLUMNS);
    snprintf(through, sizeof through, "%s %s", view, place);
    add_screen(through);
    for (const char *key = keys; *key != '\0'; key++) {
        const char one[] = {*key, '\0'};

        glass_type(&glass, one);
        if (app_is_done(glass.app))
            break;
        snprintf(through, sizeof through, "%s %s, %s", view, place, one);
        add_screen(through);
    }
    glass_kill(&glass);
}

/* V twice: what it opens, it closes; c opens the composer, if anything. */
static void
press_through(const char *view, const char *place)
{
    press_keys(view, place, "jVVn VV>RbPu\r");
    press_keys(view, place, "c");
}

static void
look_through_views(void)
{
    char line[256];
    char name[NAME_COUNT];
    char place[40];
    FILE *file = fopen(support_source("include/ui/views.h"), "re");

    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "extern const struct view %31[a-z_];", name) != 1)
            continue;
        name[strlen(name) - strlen("_view")] = '\0';
        if (strcmp(name, "compose") == 0)
            continue;
        press_through(name, "");
        snprintf(place, sizeof place, "%lld", (long long)thread_id);
        press_through(name, place);
        for (int post = 2; strcmp(name, "versions") == 0 && post < 4; post++) {
            snprintf(place, sizeof place, "%lld post %d", (long long)thread_id,
                post);
            press_keys(name, place, "j");
        }
        if (strcmp(name, "person") == 0) {
            press_through(name, "lin");
            press_through(name, "ben");
        }
    }
    fclose(file);
}

static void
look_at_events(void)
{
    struct event_list events = {0};

    must(reading_events(looking, 0, &events));
    for (size_t i = 0; i < events.count; i++)
        text_add_format(&shown, "event %d %lld %lld %lld\n",
            (int)events.rows[i].kind, (long long)events.rows[i].thread_id,
            (long long)events.rows[i].post_id,
            (long long)events.rows[i].person_id);
    event_list_clear(&events);
}

char *
ways_out(struct viewer *viewer, int64_t question, int64_t thread)
{
    looking = viewer;
    question_id = question;
    thread_id = thread;
    look_at_events();
    walk_each(try_command);
    look_through_views();
    return text_take(&shown);
}

void
ways_out_must_be_the_same(const char *one, const char *other)
{
    size_t at = 0;
    size_t line = 0;

    while (one[at] != '\0' && one[at] == other[at]) {
        if (one[at] == '\n')
            line = at + 1;
        at++;
    }
    if (one[at] != other[at])
        fail_msg("they differ in \"%.400s\"\n--- and ---\n\"%.400s\"",
            one + (line > 300 ? line - 300 : 0),
            other + (line > 300 ? line - 300 : 0));
}
