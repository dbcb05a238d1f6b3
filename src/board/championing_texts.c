/* Championing: the acts that are written down for each phase. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/championing_parts.h"
#include "board/wording.h"
#include "store/phase_steps.h"
#include "store/todo_marks.h"

enum {
    WEEK = 7,
    LEFT_DAYS = 28,   /* so long after a phase what it left stays */
    ALUMNI_DAYS = 84, /* so long there is anything to do */
    WEEKS_MOST = 99
};

/* A text with the dates that its acts go by. */
struct source {
    char screen[32];
    char first_on[11]; /* of the phase; "": unknown, all is due */
    char last_on[11];  /* "": it has no end */
};

/* ---- When an act is due ------------------------------------------------- */

/* Takes "last week:" off the line. */
static bool
take_last_week(const char **line)
{
    static const char prefix[] = "last week:";

    if (!text_starts(*line, prefix))
        return false;
    *line += sizeof prefix - 1;
    return true;
}

/* Takes "week 3:" off the line; 0: there is none. */
static int
take_week(const char **line)
{
    static const char prefix[] = "week ";
    char *end = NULL;

    if (!text_starts(*line, prefix))
        return 0;
    const char *number = *line + sizeof prefix - 1;
    long week = strtol(number, &end, 10);
    if (*number < '0' || *number > '9' || end - number > 2 || *end != ':' ||
        week < 1 || week > WEEKS_MOST)
        return 0;
    *line = end + 1;
    return (int)week;
}

static void
set_if_earlier(char due_on[11], const char *other)
{
    if (other[0] != '\0' && strcmp(other, due_on) < 0)
        text_copy(due_on, 11, other);
}

/* Reads when the act is due, "" for at once, and leaves its words. */
static void
read_due(const struct source *source, const char **line, char due_on[11])
{
    bool is_last = take_last_week(line);
    int week = is_last ? 0 : take_week(line);

    *line += strspn(*line, " ");
    due_on[0] = '\0';
    if (is_last && source->last_on[0] != '\0' &&
        date_add(source->last_on, 1 - WEEK, due_on) != STATUS_OK)
        due_on[0] = '\0';
    if (week > 1 && source->first_on[0] != '\0') {
        if (date_add(source->first_on, WEEK * (week - 1), due_on) != STATUS_OK)
            due_on[0] = '\0';
        set_if_earlier(due_on, source->last_on);
    }
}

/* ---- Reading a text ----------------------------------------------------- */

static enum status
add_act(const struct affairs *affairs, const struct source *source,
    const char *line, int number, struct todo_list *list)
{
    struct todo_act act = {.number = number};
    struct todo_mark mark;
    struct text key = {0};

    text_add_format(&key, "%s: %s", source->screen + strlen("todo/"), line);
    enum status status = todo_marks_find(affairs->viewer->store,
        affairs->cohort->id, text_bytes(&key), &mark);
    if (status != STATUS_OK) {
        text_clear(&key);
        return status;
    }
    read_due(source, &line, act.due_on);
    act.key = text_take(&key);
    act.words = memory_copy(line);
    if (mark.marked_at != 0)
        act.state = TODO_DONE;
    else if (strcmp(act.due_on, affairs->today) > 0)
        act.state = TODO_LATER;
    act.done_at = mark.marked_at;
    text_copy(act.done_by, sizeof act.done_by, mark.name);
    todo_list_add(list, &act);
    return STATUS_OK;
}

static enum status
add_text(const struct affairs *affairs, const struct source *source,
    int *number, struct todo_list *list)
{
    struct text shown = {0};
    struct text line = {0};
    enum status status = wording_show(source->screen, affairs->cohort, &shown);
    const char *at = text_bytes(&shown);

    while (*at != '\0' && status == STATUS_OK) {
        size_t length = strcspn(at, "\n");

        text_truncate(&line, 0);
        text_add_bytes(&line, at, length);
        if (length > 0 && *at != '#')
            status = add_act(affairs, source, text_bytes(&line), ++*number,
                list);
        at += length + (at[length] == '\n');
    }
    text_clear(&shown);
    text_clear(&line);
    return status;
}

/* ---- Which texts count -------------------------------------------------- */

/* NOT_FOUND: the phase has no days. */
static enum status
find_source(const struct affairs *affairs, enum phase phase,
    struct source *source)
{
    const struct cohort *cohort = affairs->cohort;
    enum status status = STATUS_OK;

    *source = (struct source){0};
    if (!cohort_has_phase(cohort, phase))
        return STATUS_NOT_FOUND;
    snprintf(source->screen, sizeof source->screen, "todo/%s",
        phase_name(phase));
    status = cohort_phase_begins(cohort, phase, source->first_on);
    if (status != STATUS_OK || phase == PHASE_ALUMNI)
        return status;

    enum phase next = (enum phase)(phase + 1);
    while (!cohort_has_phase(cohort, next))
        next++;
    status = cohort_phase_begins(cohort, next, source->last_on);
    if (status == STATUS_OK)
        status = date_add(source->last_on, -1, source->last_on);
    return status;
}

/* The days since the phase began. */
static int
days_since(const struct affairs *affairs, enum phase phase)
{
    char first[11];

    if (phase == PHASE_UPCOMING ||
        cohort_phase_begins(affairs->cohort, phase, first) != STATUS_OK)
        return 0;
    return date_days(first, affairs->today);
}

/* Nothing is left of a phase that was past when the cohort came: then this one
 * was not told as it began. */
static enum status
add_left(const struct affairs *affairs, int *number, struct todo_list *list)
{
    int phase = (int)affairs->phase - 1;
    struct source source;
    unsigned told = 0;

    while (phase >= 0 && !cohort_has_phase(affairs->cohort, (enum phase)phase))
        phase--;
    if (phase < 0 || days_since(affairs, affairs->phase) >= LEFT_DAYS)
        return STATUS_OK;
    enum status status = phase_steps_told(affairs->viewer->store,
        affairs->cohort->id, &told);
    if (status != STATUS_OK || (told & (1U << affairs->phase)) == 0)
        return status;
    status = find_source(affairs, (enum phase)phase, &source);
    return status == STATUS_OK ? add_text(affairs, &source, number, list)
                               : status;
}

enum status
championing_texts(const struct affairs *affairs, struct todo_list *list)
{
    struct source source = {.screen = "todo/elearning"};
    int number = CHAMPIONING_FACTS;

    if (!wording_is_known())
        return STATUS_OK;
    if (affairs->cohort->kind == PROGRAM_ELEARNING)
        return add_text(affairs, &source, &number, list);
    if (affairs->phase == PHASE_ALUMNI &&
        days_since(affairs, PHASE_ALUMNI) >= ALUMNI_DAYS)
        return STATUS_OK;
    enum status status = add_left(affairs, &number, list);
    if (status == STATUS_OK)
        status = find_source(affairs, affairs->phase, &source);
    if (status == STATUS_OK)
        status = add_text(affairs, &source, &number, list);
    return status;
}
