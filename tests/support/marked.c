/* The made-up site with a word on each board that stands nowhere else. */

#include "support/marked.h"

#include <stdio.h>
#include <string.h>

#include "board/enrolling.h"
#include "board/pacing.h"
#include "store/boards.h"
#include "store/store.h"

struct mark marks[MARKS] = {
    {.slug = "emea-autumn", .cohort = "emea-autumn"},
    {.slug = "amer-autumn", .cohort = "amer-autumn"},
    {.slug = "new-hire-autumn-2026", .cohort = "apac-autumn"},
    {.slug = "emea-spring", .cohort = "emea-spring"},
    {.slug = "new-hire-alumni", .cohort = "emea-spring"},
    {.slug = "emea-safety", .cohort = "emea-safety"},
    {.slug = "safe-handling-spring-2026", .cohort = "emea-safety"},
    {.slug = "safe-handling-alumni", .cohort = "emea-safety"},
    {.slug = "safe-handling-course", .cohort = "emea-safety"},
};

/* "zqa" and what follows */
static void
marked(char *out, size_t size, char kind, const struct mark *mark,
    const char *what)
{
    snprintf(out, size, "z%c%c%s", kind, mark->letter, what);
}

static void
add_author(struct world *world, struct mark *mark)
{
    struct viewer *operating = &world->operator_viewer;
    char name[NAME_BYTES];

    marked(mark->author, sizeof mark->author, 'x', mark, "-author");
    marked(name, sizeof name, 'x', mark, " Author");
    name[0] = 'Z';
    must(enrolling_add_person(operating, mark->author, name, NULL,
        &mark->author_id));
    must(
        enrolling_add_member(operating, mark->author, mark->cohort, "learner"));
    if (strcmp(mark->cohort, "emea-safety") == 0) /* one by one */
        must(pacing_set_start(operating, mark->author, mark->cohort,
            "2026-02-02"));
}

/* Who asks on boards whose cohorts have no mentor in the made-up site. */
static void
add_mentor(struct world *world)
{
    static const char *const cohorts[] = {"emea-safety", "emea-spring"};
    struct viewer *operating = &world->operator_viewer;
    int64_t id;

    must(enrolling_add_person(operating, "val", "Val Dorn", NULL, &id));
    for (size_t i = 0; i < sizeof cohorts / sizeof *cohorts; i++)
        must(enrolling_add_member(operating, "val", cohorts[i], "mentor"));
}

static void
name_board(struct world *world, const struct mark *mark)
{
    static const char sql[] = "UPDATE boards SET title = :title WHERE id = :id";
    char title[TITLE_BYTES];
    struct query *query = store_query(world->store, sql);

    marked(title, sizeof title, 'q', mark, "-title");
    query_bind_text(query, ":title", title);
    query_bind_id(query, ":id", mark->board.id);
    must(query_run(query));
}

static int64_t
start(struct viewer *author, const struct mark *mark, const char *what)
{
    struct posted posted;
    char subject[SUBJECT_BYTES];
    char body[64];

    marked(subject, sizeof subject, 'q', mark, what);
    marked(body, sizeof body, 'q', mark, "-text");
    must(posting_start(author, mark->board.id, subject, body, &posted));
    return posted.thread_id;
}

static int64_t
ask(struct world *world, const struct mark *mark, char kind, const char *day)
{
    struct ask ask = {.asks_on = day,
        .asks_minute = 1,
        .window_hours = 48,
        .showing = SHOWING_COVERED};
    char body[64];
    int64_t question_id;

    marked(body, sizeof body, kind, mark, "-question?");
    ask.body = body;
    must(asking_add(&world->operator_viewer, mark->board.id, &ask,
        &question_id));
    return question_id;
}

static int64_t
asker_of(struct world *world, int64_t question_id)
{
    static const char sql[] = "SELECT asker_id FROM questions WHERE id = :id";
    struct query *query = store_query(world->store, sql);

    query_bind_id(query, ":id", question_id);
    int64_t asker_id = query_next(query) ? query_int(query, 0) : 0;
    must(query_end(query));
    return asker_id;
}

static void
write_all(struct world *world, struct mark *mark)
{
    struct viewer author = {0};
    struct posted posted;
    char text[64];
    int opened;

    world_viewer(world, mark->author, &author);
    mark->thread_id = start(&author, mark, "-subject");
    mark->waiting_id = start(&author, mark, "-waits");
    talk_reply(world, "max", mark->thread_id);
    mark->question_id = ask(world, mark, 'q', "2026-11-23");
    mark->queued_id = ask(world, mark, 'y', "2026-12-01");
    must(asking_open_due(&author, &opened));
    mark->asker_id = asker_of(world, mark->question_id);
    mark->question_thread_id = talk_question_thread(world, mark->question_id);
    marked(text, sizeof text, 'c', mark, "-answer");
    must(asking_answer(&author, mark->question_id, text, &posted));
    viewer_clear(&author);
}

void
marked_open(struct world *world)
{
    talk_open(world);
    must(store_begin(world->store));
    must(world_add_cohort(&world->operator_viewer,
        &(struct cohort_terms){"emea-spring", "new-hire", "emea", "spring 2026",
            "2026-03-02", "2026-04-17"}));
    add_mentor(world);
    for (int i = 0; i < MARKS; i++) {
        marks[i].letter = (char)('a' + i);
        must(boards_by_slug(world->store, marks[i].slug, &marks[i].board));
        add_author(world, &marks[i]);
        name_board(world, &marks[i]);
    }
    for (int i = 0; i < MARKS; i++)
        write_all(world, &marks[i]);
    must(store_commit(world->store));
}

void
marked_close(struct world *world)
{
    talk_close(world);
}

/* ---- What a viewer may be shown ----------------------------------------- */

/* Whether there is a board, other than everyone's, that both may see. */
static bool
have_a_board(const struct viewer *one, const struct viewer *other)
{
    for (int i = 0; i < MARKS; i++)
        if (rights_allow(one, RIGHT_SEE, &marks[i].board) &&
            rights_allow(other, RIGHT_SEE, &marks[i].board))
            return true;
    return false;
}

static bool
is_of_cohort(const struct viewer *viewer, const struct board *board)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (board->cohort_id != 0 &&
            viewer->members.rows[i].cohort_id == board->cohort_id)
            return true;
    return false;
}

void
sight_open(struct sight *sight, const struct viewer *viewer)
{
    *sight = (struct sight){.viewer = viewer};
    for (int i = 0; i < MARKS; i++) {
        const struct board *board = &marks[i].board;
        struct viewer author = {0};
        bool is_author = viewer->person.id == marks[i].author_id;

        must(viewer_open(&author, viewer->store, marks[i].author_id));
        sight->may_see[i] = rights_allow(viewer, RIGHT_SEE, board);
        sight->may_name[i] = sight->may_see[i] || is_of_cohort(viewer, board);
        sight->may_read[i] = is_author ||
                             viewer->person.id == marks[i].asker_id ||
                             rights_allow(viewer, RIGHT_SEE_COVERED, board);
        /* Who sees what is covered sees it before it opens, too. */
        sight->may_queue[i] = sight->may_read[i] ||
                              rights_allow(viewer, RIGHT_ASK, board);
        sight->may_meet[i] = is_author || have_a_board(viewer, &author) ||
                             viewer->person.site_role != ROLE_NONE;
        viewer_clear(&author);
    }
}

static void
look_for(struct sight *sight, const char *text, const char *typed,
    const struct mark *mark, char kind)
{
    static const char kinds[] = "qcyx";
    int i = (int)(mark - marks);
    const bool may[] = {sight->may_see[i], sight->may_read[i],
        sight->may_queue[i], sight->may_meet[i]};
    int bit = (int)(strchr(kinds, kind) - kinds);
    char word[8];

    marked(word, sizeof word, kind, mark, "");
    const char *found = strcasestr(text, word);
    if (found == NULL || (typed != NULL && strcasestr(typed, word) != NULL))
        return;
    sight->seen[i] |= 1U << bit;
    if (!may[bit])
        fail_msg("%s is shown \"%.60s\" through %s, of %s:\n%s",
            sight->viewer->person.handle, found, sight->through, mark->slug,
            text);
}

static void
look_for_slug(const struct sight *sight, const char *text, const char *typed,
    int i)
{
    const char *slug = marks[i].slug;

    if (!sight->may_name[i] && strstr(text, slug) != NULL &&
        (typed == NULL || strstr(typed, slug) == NULL))
        fail_msg("%s is told of %s through %s:\n%s",
            sight->viewer->person.handle, slug, sight->through, text);
}

void
sight_look(struct sight *sight, const char *text, const char *typed)
{
    for (int i = 0; i < MARKS; i++)
        look_for_slug(sight, text, typed, i);
    for (int i = 0; i < MARKS; i++)
        for (const char *kind = "qcyx"; *kind != '\0'; kind++)
            look_for(sight, text, typed, &marks[i], *kind);
}

void
sight_must_have_seen(const struct sight *sight, unsigned kinds)
{
    for (int i = 0; i < MARKS; i++) {
        bool asks = rights_allow(sight->viewer, RIGHT_ASK, &marks[i].board);
        unsigned may = (sight->may_see[i] ? SEEN_BOARD : 0U) |
                       (sight->may_read[i] ? SEEN_ANSWER : 0U) |
                       (asks ? SEEN_QUEUED : 0U) |
                       (sight->may_see[i] ? SEEN_AUTHOR : 0U);

        if ((may & kinds & ~sight->seen[i]) != 0)
            fail_msg("%s was not shown all of %s: %x of %x",
                sight->viewer->person.handle, marks[i].slug, sight->seen[i],
                may & kinds);
    }
}
