/* Questions printed: the panel as lines, as one line, as JSON. */

#include "commands/print_panel.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "model/panel.h"

enum {
    WHEN_BYTES = 64,
    SHORT_COLUMNS = PRINT_COLUMNS - 1,
    INDENT = 2
};

static const char *const weekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri",
    "Sat"};
static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool
panel_is_due(const struct panel *panel)
{
    return panel->is_waiting;
}

/* "Mon 23 Nov, closes in 6 h", "opens Tue 24 Nov 08:00" */
static void
panel_when(const struct panel *panel, const char *zone, char *when)
{
    int64_t now = clock_now();
    char left[WHEN_BYTES / 4];
    struct civil civil;

    clock_civil(panel->opens_at, zone, &civil);
    const char *weekday = weekdays[civil.weekday];
    const char *month = months[civil.month - 1];
    if (panel->is_open) {
        duration_short(panel->closes_at - now, left, sizeof left);
        snprintf(when, WHEN_BYTES, "%s %d %s, closes in %s", weekday, civil.day,
            month, left);
        return;
    }
    if (panel->closes_at <= now && panel->is_pinned) {
        snprintf(when, WHEN_BYTES, "%s %d %s, closed", weekday, civil.day,
            month);
        return;
    }
    snprintf(when, WHEN_BYTES, "%s %s %d %s %02d:%02d",
        panel->closes_at <= now ? "opened" : "opens", weekday, civil.day, month,
        civil.hour, civil.minute);
}

static void
add_counts(struct text *line, const struct panel *panel)
{
    int to_go = panel->is_open ? panel->best - panel->answered : 0;

    text_add_format(line, "%d of %d answered", panel->answered, panel->asked);
    if (to_go > 0)
        text_add_format(line, ", %d to go for your best week", to_go);
    if (panel->unread > 0)
        text_add_format(line, ", %d new", panel->unread);
}

static void
add_asker(struct text *line, const struct panel *panel)
{
    const char *label = role_label(panel->question.asker_role);

    text_add(line, panel->question.asker_name);
    if (label[0] != '\0')
        text_add_format(line, ", %s", label);
}

void
print_panel_cover(struct text *out, const struct viewer *viewer,
    const struct panel *panel)
{
    struct text line = {0};

    panel_cover_words(panel, clock_now(), viewer_zone(viewer), &line);
    print_wrapped(out, 0, text_bytes(&line));
    text_clear(&line);
}

static void
print_to_answer(struct text *out, const struct panel *panel)
{
    text_add(out, "To answer: answer YOUR TEXT (or skip, which shows what "
                  "the others wrote)\n");
    if (panel->question.is_nameless_allowed)
        text_add(out, "So that only mentors see whose it is: "
                      "answer --without-name YOUR TEXT\n");
}

/* It is there to be answered, and does not wait. */
static void
print_offer(struct text *out, const struct panel *panel)
{
    print_line(out, "%s. To answer all the same: answer --question %lld TEXT",
        panel->is_away ? "You are on leave" : "This one does not wait for you",
        (long long)panel->question.id);
}

/* What the viewer may do about it now. */
static void
print_next_step(struct text *out, const struct viewer *viewer,
    const struct panel *panel)
{
    long long thread = (long long)panel->question.thread_id;

    if (panel_is_due(panel))
        print_to_answer(out, panel);
    else if (panel_rank(panel) == PANEL_OFFERED)
        print_offer(out, panel);
    else if (panel->is_covered)
        print_panel_cover(out, viewer, panel);
    else if (panel->is_open && panel->question.thread_id != 0)
        print_line(out, "%s. To read what the others wrote: read %lld",
            panel->is_answered ? "You have answered" : "You have skipped it",
            thread);
    else if (panel->is_pinned)
        print_line(out, "To read what was written: read %lld", thread);
}

void
print_panel(struct text *out, const struct viewer *viewer,
    const struct panel *panel)
{
    struct text line = {0};
    char when[WHEN_BYTES];
    const char *kind = question_kind_label(panel->question.kind);

    panel_when(panel, viewer_zone(viewer), when);
    if (panel->is_open)
        text_add_format(&line, "QUESTION OF THE DAY%s%s",
            kind[0] == '\0' ? "" : ", ", kind);
    else
        text_add(&line, panel->is_pinned ? "PINNED QUESTION" : "NEXT QUESTION");
    print_pair(out, text_bytes(&line), when);
    text_truncate(&line, 0);
    if (!panel->is_open && !panel->is_pinned) {
        print_line(out, "%s", panel->board_title);
        text_clear(&line);
        return;
    }
    print_wrapped(out, INDENT, panel->question.body);
    add_asker(&line, panel);
    text_add(&line, "   ");
    add_counts(&line, panel);
    print_line(out, "%s", text_bytes(&line));
    print_next_step(out, viewer, panel);
    text_clear(&line);
}

void
print_panel_short(struct text *out, const struct viewer *viewer,
    const struct panel *panel)
{
    struct text line = {0};
    char when[WHEN_BYTES];

    if (panel_is_due(panel)) {
        duration_short(panel->closes_at - clock_now(), when, sizeof when);
        text_add_format(&line, "Question, %s left: %s", when,
            panel->question.body);
    } else if (panel->is_open || panel->is_pinned) {
        text_add(&line, panel->is_open ? "" : "Pinned, ");
        add_counts(&line, panel);
        text_add_format(&line, ": %s", panel->question.body);
    } else {
        panel_when(panel, viewer_zone(viewer), when);
        text_add_format(&line, "No question now, the next one %s", when);
    }
    print_cut(out, text_bytes(&line), SHORT_COLUMNS);
    text_add(out, "\n");
    text_clear(&line);
}

static json_t *
regions_json(const struct panel *panel)
{
    json_t *regions = json_object();

    for (int i = 0; i < panel->region_count; i++)
        json_object_set_new(regions, panel->regions[i].region,
            json_integer(panel->regions[i].count));
    return regions;
}

json_t *
print_panel_json(const struct panel *panel)
{
    const struct question *question = &panel->question;

    /* Before it opens for the reader a question is nobody's to see. */
    return json_pack(
        "{s:I, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:b, s:b, s:b, s:b, "
        "s:b, s:b, s:i, s:i, s:i, s:i, s:o, s:o}",
        "id", (json_int_t)question->id, "kind",
        question_kind_name(question->kind), "board", panel->board_title, "body",
        panel->is_open || panel->is_pinned ? question->body : "", "asker",
        question->asker_name, "asker_role", role_name(question->asker_role),
        "date", question->asks_on, "opens_at", print_json_time(panel->opens_at),
        "closes_at", print_json_time(panel->closes_at), "is_open",
        panel->is_open, "is_answered", panel->is_answered, "is_skipped",
        panel->is_skipped, "is_covered", panel->is_covered, "is_waiting",
        panel->is_waiting, "is_pinned", panel->is_pinned, "answered",
        panel->answered, "asked", panel->asked, "unread", panel->unread, "best",
        panel->best, "regions", regions_json(panel), "thread",
        print_json_id(question->thread_id));
}
