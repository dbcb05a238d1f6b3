/* What a page of past questions costs, and a search in them: 500 of them in the
 * store, then 5,000, each with 14 answers. Prints "name milliseconds" lines. */

#include "board.h"

#include <stdio.h>
#include <stdlib.h>

#include "board/browsing.h"
#include "board/enrolling.h"
#include "crowd/figures.h"
#include "store/asked_words.h"

enum {
    TURNS = 21,
    PAGE = 50
};

static struct viewer ada;

/* Four cohorts, ada in the first; she shares a board with the others. */
static void
make_site(void)
{
    int64_t id;

    must(enrolling_add_region(&operating, "emea", NULL, "Europe/London"));
    for (int i = 0; i < 4; i++) {
        char cohort[20];

        snprintf(cohort, sizeof cohort, "cohort-%d", i);
        board_add_cohort(cohort, "emea");
    }
    must(enrolling_add_person(&operating, "ada", "Ada", NULL, &id));
    must(enrolling_add_member(&operating, "ada", "cohort-0", "learner"));
    must(viewer_open_handle(&ada, store, "ada"));
}

/* Questions up to the `count`-th, a day each, turn about on five boards. */
static void
ask_up_to(const char *sql_threads)
{
    must(store_begin(store));
    run(sql_threads);
    run("INSERT INTO questions (board_id, asker_id, body, asks_on, asks_minute,"
        " window_hours, is_answer_first, thread_id, answered, created_at,"
        " is_closed)"
        " SELECT board_id, author_id, subject, date(created_at, 'unixepoch'),"
        " 0, 24, 1, id, 14, created_at, 1 FROM threads WHERE kind = 'question'"
        " AND id NOT IN (SELECT thread_id FROM questions"
        " WHERE thread_id IS NOT NULL)");
    run("INSERT INTO openings (question_id, zone, region_id, opens_at,"
        " closes_at) SELECT q.id, 'Europe/London', r.id, q.created_at,"
        " q.created_at + 86400 FROM questions q, regions r WHERE q.id NOT IN"
        " (SELECT question_id FROM openings)");
    run("INSERT INTO posts (thread_id, number, author_id, body, created_at)"
        " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
        " WHERE i < 15) SELECT t.id, n.i, t.author_id, 'What I tried on a live"
        " ticket was common' || n.i || ' to all, and rare' || t.id || 'x' ||"
        " n.i || ' besides: ' || hex(randomblob(60)), t.created_at FROM"
        " threads t, n WHERE t.kind = 'question' AND NOT EXISTS (SELECT 1 FROM"
        " posts p WHERE p.thread_id = t.id)");
    run("UPDATE threads SET last_number = 15, last_post_id = (SELECT max(id)"
        " FROM posts p WHERE p.thread_id = threads.id)"
        " WHERE kind = 'question' AND last_number = 0");
    must(asked_words_rebuild(store));
    must(store_commit(store));
}

static int
by_size(const void *a, const void *b)
{
    double difference = *(const double *)a - *(const double *)b;

    return difference < 0 ? -1 : difference > 0;
}

static void
measure(const char *count, const char *name, const struct browse *browse)
{
    double times[TURNS];
    size_t rows = 0;

    for (int i = 0; i < TURNS; i++) {
        struct past_list list = {0};
        double start = milliseconds();

        must(browsing_page(&ada, browse, &list));
        times[i] = milliseconds() - start;
        rows = list.count;
        past_list_clear(&list);
    }
    qsort(times, TURNS, sizeof *times, by_size);
    printf("past_%s_%s_%zu_rows %.2f\n", count, name, rows, times[TURNS / 2]);
}

static void
measure_reading(const char *count)
{
    struct past_list list = {0};
    struct past_reading reading = {0};

    must(browsing_page(&ada, &(struct browse){.limit = 1}, &list));
    double start = milliseconds();
    must(browsing_read(&ada, list.rows[0].question.thread_id, 100, &reading));
    printf("past_%s_read_%zu_answers %.2f\n", count, reading.answers.count,
        milliseconds() - start);
    past_reading_clear(&reading);
    past_list_clear(&list);
}

static void
measure_all(const char *count)
{
    measure(count, "first_page", &(struct browse){.limit = PAGE});
    measure(count, "old_page", &(struct browse){.limit = PAGE, .before = 300});
    measure(count, "search_rare",
        &(struct browse){.limit = PAGE, .words = "rare75x3"});
    measure(count, "search_common",
        &(struct browse){.limit = PAGE, .words = "common7 ticket"});
    measure(count, "search_everywhere",
        &(struct browse){.limit = PAGE, .words = "what i tried"});
    measure(count, "search_beginnings",
        &(struct browse){.limit = PAGE, .words = "tick"});
    measure(count, "search_nothing",
        &(struct browse){.limit = PAGE, .words = "zebra"});
    measure_reading(count);
}

/* usage: past_bench NEW.db */
int
main(int count, char **arguments)
{
    if (count != 2)
        return 64;
    board_begin(arguments[1]);
    make_site();
/* clang-format off */
#define THREADS(from, to) \
    "INSERT INTO threads (board_id, kind, subject, author_id, created_at," \
    " last_number, last_post_id, last_post_at, last_author_id, has_reply)" \
    " WITH RECURSIVE n (i) AS (SELECT " from " UNION ALL SELECT i + 1 FROM n" \
    " WHERE i < " to "), b AS (SELECT id, row_number() OVER (ORDER BY id) - 1" \
    " AS k FROM boards WHERE kind IN ('cohort', 'program'))" \
    " SELECT b.id, 'question', 'What did you try on a live ticket, number '" \
    " || n.i || '?', p.id, 1577836800 + n.i * 86400, 0, 0, 0, p.id, 1" \
    " FROM n JOIN b ON b.k = n.i % 5 JOIN people p ON p.handle = 'ada'" \
    " ORDER BY n.i"
    /* clang-format on */
    ask_up_to(THREADS("1", "500"));
    measure_all("500");
    ask_up_to(THREADS("501", "5000"));
    measure_all("5000");
    viewer_clear(&ada);
    board_end();
    return 0;
}
