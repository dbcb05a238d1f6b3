/* Championing: the acts that follow from what is so in a cohort. */

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/agreeing.h"
#include "board/championing_parts.h"
#include "store/todo_facts.h"
#include "store/todo_marks.h"

#define HOUR INT64_C(3600)
#define DAY  (24 * HOUR)

enum {
    ANSWER_HOURS = 24, /* a first post waits longer: it heads the list */
    POST_DAYS = 28,    /* and after so many days it is not news */
    COME_DAYS = 3,     /* to log in for the first time */
    BEGUN_DAYS = 14,   /* a beginning is worth a word for so long */
    QUEUE_DAYS = 7,    /* ticked off, the queue is not looked at */
    QUEUE_DAILY = 5,   /* questions that are few where one is asked a day */
    QUEUE_WEEKLY = 2
};

/* Appends what is so, where it concerns anyone since `since`. */
typedef enum status fact(const struct affairs *affairs, int64_t since,
    struct text *words);

/* ---- People ------------------------------------------------------------- */

static void
add_first_name(const struct todo_person *person, struct text *out)
{
    text_add_bytes(out, person->name, strcspn(person->name, " "));
}

/* "Ben", "Ben and Ola", "Ben, Ola and Sam", "Ben, Ola and 12 others" */
static void
add_names(const struct todo_people *people, struct text *out)
{
    size_t named = people->count <= 3 ? people->count : 2;

    for (size_t i = 0; i < named; i++) {
        bool is_last = i + 1 == people->count;

        text_add(out, i == 0 ? "" : is_last ? " and " : ", ");
        add_first_name(&people->rows[i], out);
    }
    if (named < people->count)
        text_add_format(out, " and %s%zu others",
            people->count == TODO_PEOPLE_MOST ? "over " : "",
            people->count - named);
}

static void
add_date(const char *date, struct text *out)
{
    char words[16];

    date_words(date, words, sizeof words);
    text_add(out, words);
}

static struct todo_span
span_of(const struct affairs *affairs, int64_t after, int64_t before)
{
    return (
        struct todo_span){affairs->cohort->id, after, before, affairs->today};
}

static int64_t
later(int64_t one, int64_t other)
{
    return one > other ? one : other;
}

/* In the years after, there is nobody left to win. */
static bool
is_over(const struct affairs *affairs)
{
    return affairs->phase == PHASE_ALUMNI &&
           affairs->cohort->kind != PROGRAM_ELEARNING;
}

/* ---- Each fact ---------------------------------------------------------- */

static enum status
first_posts(const struct affairs *affairs, int64_t since, struct text *words)
{
    struct todo_people people = {0};
    int64_t before = affairs->now - ANSWER_HOURS * HOUR;
    struct todo_span span = span_of(affairs,
        later(affairs->now - POST_DAYS * DAY, since - ANSWER_HOURS * HOUR),
        before);
    char age[16];

    enum status status = todo_facts_first_posts(affairs->viewer->store, &span,
        &people);
    if (status != STATUS_OK || people.count == 0)
        return status;
    duration_short(moment_age(people.rows[0].since_at, affairs->now), age,
        sizeof age);
    if (people.count == 1) {
        text_add_format(words, "Reply to %s's first post, waiting for %s",
            people.rows[0].name, age);
    } else {
        text_add(words, "Reply to the first posts of ");
        add_names(&people, words);
        text_add_format(words, ", waiting for up to %s", age);
    }
    todo_people_clear(&people);
    return STATUS_OK;
}

static enum status
silent(const struct affairs *affairs, int64_t since, struct text *words)
{
    struct todo_people people = {0};
    struct todo_span span = span_of(affairs, since, INT64_MAX);

    if (is_over(affairs))
        return STATUS_OK;
    enum status status = todo_facts_silent(affairs->viewer->store, &span,
        &people);
    if (status != STATUS_OK || people.count == 0)
        return status;
    text_add(words, "Welcome ");
    add_names(&people, words);
    text_add(words, people.count == 1 ? ", who has not written yet"
                                      : ", who have not written yet");
    todo_people_clear(&people);
    return STATUS_OK;
}

static enum status
absent(const struct affairs *affairs, int64_t since, struct text *words)
{
    struct todo_people people = {0};
    struct todo_span span = span_of(affairs, since - COME_DAYS * DAY,
        affairs->now - COME_DAYS * DAY);

    if (is_over(affairs) || !affairs->sees_absence)
        return STATUS_OK;
    enum status status = todo_facts_absent(affairs->viewer->store, &span,
        &people);
    if (status != STATUS_OK || people.count == 0)
        return status;
    add_names(&people, words);
    text_add(words, people.count == 1
                        ? " has never been here: send the way in again"
                        : " have never been here: send the way in again");
    todo_people_clear(&people);
    return STATUS_OK;
}

/* How few questions are few; 0: nobody counts on any. */
static int
few_questions(const struct affairs *affairs)
{
    if (affairs->cohort->kind == PROGRAM_ELEARNING)
        return 0;
    if (affairs->phase == PHASE_TRAINING)
        return QUEUE_DAILY;
    return affairs->phase == PHASE_ON_THE_JOB ? QUEUE_WEEKLY : 0;
}

static enum status
queue(const struct affairs *affairs, int64_t since, struct text *words)
{
    int few = few_questions(affairs);
    int count = 0;
    char last_on[11];

    if (few == 0 ||
        (since != 0 && moment_age(since, affairs->now) < QUEUE_DAYS * DAY))
        return STATUS_OK;
    enum status status = todo_facts_queue(affairs->viewer->store,
        affairs->cohort->id, affairs->today, &count, last_on);
    if (status != STATUS_OK || count >= few)
        return status;
    if (count == 0) {
        text_add(words, "The queue is empty: have the mentors put questions");
        return STATUS_OK;
    }
    text_add_format(words, "The queue holds %d question%s: empty after ", count,
        count == 1 ? "" : "s");
    add_date(last_on, words);
    return STATUS_OK;
}

/* A vote that is open and too few took part in yet. */
static enum status
vote(const struct affairs *affairs, int64_t since, struct text *words)
{
    struct agreeing agreeing;
    enum status status = agreeing_find(affairs->viewer, affairs->cohort->slug,
        &agreeing);
    const struct agreement_vote *open = &agreeing.vote;

    if (status != STATUS_OK || !agreeing.is_open || open->opened_at <= since ||
        open->voted >= open->needed)
        return status;
    text_add_format(words,
        "Remind all of the vote: %d voted, %d are needed by ", open->voted,
        open->needed);
    add_date(open->last_on, words);
    return STATUS_OK;
}

/* ---- Those who begin one by one ----------------------------------------- */

/* Leaves those whose phase, so many days after their first, began after
 * `since`, or who came after it; `oldest` is the earliest beginning left. */
static void
keep_since(const struct affairs *affairs, int days, int64_t since,
    struct todo_people *people, char oldest[11])
{
    size_t kept = 0;

    for (size_t i = 0; i < people->count; i++) {
        const struct todo_person *person = &people->rows[i];
        char begins_on[11];
        int64_t at = 0;

        if (date_add(person->starts_on, days, begins_on) != STATUS_OK ||
            clock_instant(begins_on, 0, affairs->cohort->zone, &at) !=
                STATUS_OK ||
            later(at, days == 0 ? person->since_at : 0) <= since)
            continue;
        text_copy(oldest, 11, begins_on);
        people->rows[kept++] = *person;
    }
    people->count = kept;
}

/* Those who came to a phase lately, so many days after their first. */
static enum status
find_begun(const struct affairs *affairs, int days, int64_t since,
    struct todo_people *people, char oldest[11])
{
    char from[11];
    char to[11];
    enum status status = date_add(affairs->today, 1 - BEGUN_DAYS - days, from);

    if (status == STATUS_OK)
        status = date_add(affairs->today, -days, to);
    if (status == STATUS_OK)
        status = todo_facts_starters(affairs->viewer->store,
            affairs->cohort->id, &(struct todo_days){from, to, affairs->today},
            people);
    if (status == STATUS_OK)
        keep_since(affairs, days, since, people, oldest);
    return status;
}

/* What is said of them: before their names, between names and date, after. */
struct saying {
    const char *before;
    const char *between;
    const char *after;
};

static enum status
say_begun(const struct affairs *affairs, int days, int64_t since,
    const struct saying *saying, struct text *words)
{
    struct todo_people people = {0};
    char oldest[11] = "";

    if (affairs->cohort->kind != PROGRAM_ELEARNING)
        return STATUS_OK;
    enum status status = find_begun(affairs, days, since, &people, oldest);
    if (status == STATUS_OK && people.count > 0) {
        text_add(words, saying->before);
        add_names(&people, words);
        text_add(words, saying->between);
        add_date(oldest, words);
        text_add(words, saying->after);
    }
    todo_people_clear(&people);
    return status;
}

static int
training_days(const struct affairs *affairs)
{
    return date_days(affairs->cohort->starts_on, affairs->cohort->ends_on) + 1;
}

static enum status
begun(const struct affairs *affairs, int64_t since, struct text *words)
{
    static const struct saying saying = {"Say hello to ",
        ", in training since ", ""};

    return say_begun(affairs, 0, since, &saying, words);
}

static enum status
on_the_job(const struct affairs *affairs, int64_t since, struct text *words)
{
    static const struct saying saying = {"Ask ", ", on the job since ",
        ", what they tried"};

    if (!cohort_has_phase(affairs->cohort, PHASE_ON_THE_JOB))
        return STATUS_OK;
    return say_begun(affairs, training_days(affairs), since, &saying, words);
}

static enum status
alumni(const struct affairs *affairs, int64_t since, struct text *words)
{
    static const struct saying saying = {"Invite ", ", alumni since ",
        ", to help those who begin"};

    return say_begun(affairs,
        training_days(affairs) + 7 * affairs->cohort->weeks_on_the_job, since,
        &saying, words);
}

/* ---- All of them -------------------------------------------------------- */

/* The most pressing first; an act's number is its place here. */
static const struct {
    const char *key;
    fact *tell;
} facts[CHAMPIONING_FACTS] = {
    {"first-post", first_posts},
    {"welcome", silent},
    {"absent", absent},
    {"queue", queue},
    {"begun", begun},
    {"on-the-job", on_the_job},
    {"alumni", alumni},
    {"vote", vote},
};

/* What was so when it was ticked off is done, and what came since is not. */
static enum status
tell(const struct affairs *affairs, size_t index, const struct todo_mark *mark,
    struct todo_act *act)
{
    struct text words = {0};
    enum status status = facts[index].tell(affairs, mark->marked_at, &words);

    if (status == STATUS_OK && words.length == 0 && mark->marked_at != 0) {
        status = facts[index].tell(affairs, 0, &words);
        act->state = TODO_DONE;
        act->done_at = mark->marked_at;
        text_copy(act->done_by, sizeof act->done_by, mark->name);
    }
    if (status == STATUS_OK && words.length > 0)
        act->words = text_take(&words);
    text_clear(&words);
    return status;
}

enum status
championing_facts(const struct affairs *affairs, struct todo_list *list)
{
    for (size_t i = 0; i < CHAMPIONING_FACTS; i++) {
        struct todo_act act = {.number = (int)i + 1};
        struct todo_mark mark;
        enum status status = todo_marks_find(affairs->viewer->store,
            affairs->cohort->id, facts[i].key, &mark);

        if (status == STATUS_OK)
            status = tell(affairs, i, &mark, &act);
        if (status != STATUS_OK)
            return status;
        if (act.words == NULL)
            continue;
        act.key = memory_copy(facts[i].key);
        todo_list_add(list, &act);
    }
    return STATUS_OK;
}
