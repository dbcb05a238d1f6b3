/* What a person may not see is on no screen; and what they may see no longer
 * is gone with the next key, whatever is open. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "board/drafting.h"
#include "board/lookup.h"
#include "store/members.h"
#include "store/people.h"
#include "store/store.h"
#include "support/glass.h"
#include "support/machine.h"
#include "support/marked.h"

enum {
    ROWS = 24,
    COLUMNS = 80,
    VIEWS_MOST = 64,
    PLACES_MOST = 160,
    NAME_COUNT = 32,
    KEYS_A_PLACE = 3,
    SHAPES_ALONE = 3, /* that set_up() has, then those of add_places() */
    SHAPES = SHAPES_ALONE + 16
};

/* Every key that asks for something but those that end the session, skip a
 * question (which opens its answers) or send. */
static const char keys[] = "jkGg <>}nrRpatuefivVdWUTPDwvYmyC\tn \r\r";

static struct world world;
static struct viewer viewer;
static struct sight sight;
static struct glass glass;

static char view_names[VIEWS_MOST][NAME_COUNT];
static int view_count;
static char places[PLACES_MOST][64];
static int shapes[PLACES_MOST]; /* which way to name something each is */
static int shape;               /* of the next */
static int place_count_;
static struct lookup opened; /* places where the app was opened already */

/* ---- Every view, at every place ----------------------------------------- */

/* As include/ui/views.h lists them, so that a new one is looked through too. */
static void
read_views(void)
{
    char line[256];
    char name[NAME_COUNT];
    FILE *file = fopen(support_source("include/ui/views.h"), "re");

    assert_non_null(file);
    view_count = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "extern const struct view %31[a-z_];", name) != 1)
            continue;
        assert_in_range(view_count, 0, VIEWS_MOST - 1);
        name[strlen(name) - strlen("_view")] = '\0';
        text_copy(view_names[view_count++], NAME_COUNT, name);
    }
    fclose(file);
    assert_in_range(view_count, 12, VIEWS_MOST);
}

static void
add_place(const char *format, int64_t id)
{
    assert_in_range(place_count_, 0, PLACES_MOST - 1);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    shapes[place_count_] = shape++;
    snprintf(places[place_count_++], sizeof *places, format, (long long)id);
#pragma GCC diagnostic pop
}

static void
add_name(const char *name)
{
    assert_in_range(place_count_, 0, PLACES_MOST - 1);
    shapes[place_count_] = shape++;
    text_copy(places[place_count_++], sizeof *places, name);
}

/* What can be asked of a view: "", and what is marked, in each of the ways
 * that views name things. */
static void
add_places(const struct mark *mark)
{
    shape = SHAPES_ALONE;
    add_place("%lld", mark->board.id);
    add_place("board %lld", mark->board.id);
    add_place("%lld", mark->board.cohort_id);
    add_place("cohort %lld", mark->board.cohort_id);
    add_place("%lld post 2", mark->thread_id);
    add_place("%lld", mark->question_thread_id);
    add_place("thread %lld", mark->waiting_id);
    add_place("thread %lld reply 1", mark->thread_id);
    add_place("thread %lld reply 2 quote", mark->question_thread_id);
    add_place("%lld", mark->question_id);
    add_place("question %lld", mark->question_id);
    add_place("question %lld", mark->queued_id);
    add_place("%lld", mark->author_id);
    add_place("person %lld", mark->author_id);
    add_name(mark->author);
    if (mark->board.kind == BOARD_PROGRAM)
        add_place("intake %lld", mark->board.intake_id);
}

static int
set_up(void **state)
{
    (void)state;
    machine_set(WORLD_NOW);
    marked_open(&world);
    viewer = (struct viewer){0};
    read_views();
    place_count_ = 0;
    shape = 0;
    lookup_clear(&opened);
    add_place("", 0);
    add_name("everybody");
    add_name("ask");
    assert_int_equal(shape, SHAPES_ALONE);
    int most = 0;
    for (int i = 0; i < MARKS; i++) {
        add_places(&marks[i]);
        most = shape > most ? shape : most;
    }
    assert_int_equal(most, SHAPES);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    if (glass.app != NULL)
        glass_kill(&glass);
    viewer_clear(&viewer);
    lookup_clear(&opened);
    marked_close(&world);
    return 0;
}

static void
open_viewer(const char *handle)
{
    int64_t here[MARKS];

    viewer_clear(&viewer);
    world_viewer(&world, handle, &viewer);
    for (int i = 0; i < MARKS; i++)
        here[i] = marks[i].author_id;
    viewer_here(&viewer, here, MARKS);
}

static bool
is_new_place(void)
{
    struct text place = {0};
    int64_t number;

    app_place(glass.app, &place);
    bool is_new = !lookup_find(&opened, text_bytes(&place), &number);
    if (is_new)
        lookup_set(&opened, text_bytes(&place), 1);
    text_clear(&place);
    return is_new;
}

/* Opens the app where a session was cut; false where that leads to a place that
 * was looked at before: home, most often. */
static bool
open_at(const char *view, const char *place)
{
    char saved[256];

    if (glass.app != NULL)
        glass_kill(&glass);
    snprintf(saved, sizeof saved, "home\n%s %s\n", view, place);
    must(drafting_save_place(&viewer, saved));
    glass_open(&glass, &viewer, ROWS, COLUMNS);
    return is_new_place();
}

/* ---- No screen ---------------------------------------------------------- */

static char through[256];

static void
look_at_screen(void)
{
    struct text text = {0};

    for (int i = 0; i < ROWS; i++)
        text_add_format(&text, "%s\n", glass.cells[i]);
    sight.through = through;
    sight_look(&sight, text_bytes(&text), NULL);
    text_clear(&text);
}

/* Looks, presses every key, and looks each time. */
static void
press_all(const char *view, const char *place)
{
    for (const char *key = keys; *key != '\0'; key++) {
        const char one[] = {*key, '\0'};

        snprintf(through, sizeof through,
            "the view %s at \"%s\", with %s, by "
            "%.20s",
            view, place, app_top(glass.app)->name, key);
        glass_type(&glass, one);
        if (app_is_done(glass.app))
            return;
        look_at_screen();
        /* Out of an editor, which takes every key for a letter. */
        if (app_top(glass.app)->type != NULL)
            open_at(view, place);
    }
}

/* A view that takes no place is the same at every one. */
static bool
takes_no_place(const char *view, int same)
{
    return same > SHAPES && text_equals(app_top(glass.app)->name, view);
}

/* Every key at the first place of each shape; a look at all the others. */
static void
look_through_view(const char *view)
{
    bool is_pressed[SHAPES] = {false};
    int same = 0;

    for (int p = 0; p < place_count_; p++) {
        bool is_new = open_at(view, places[p]);

        snprintf(through, sizeof through, "the view %s at \"%s\"", view,
            places[p]);
        look_at_screen();
        same = is_new ? 0 : same + 1;
        if (is_new && !is_pressed[shapes[p]])
            press_all(view, places[p]);
        is_pressed[shapes[p]] |= is_new;
        if (!is_new && takes_no_place(view, same))
            return;
    }
}

static void
look_through_screens(const char *handle)
{
    open_viewer(handle);
    lookup_clear(&opened);
    sight_open(&sight, &viewer);
    must(store_begin(world.store)); /* no write waits for the disk */
    for (int v = 0; v < view_count; v++)
        look_through_view(view_names[v]);
    store_rollback(world.store);
    sight_must_have_seen(&sight, SEEN_BOARD | SEEN_ANSWER | SEEN_AUTHOR);
}

static void
a_learner_sees_their_boards_alone(void **state)
{
    (void)state;
    look_through_screens("ada");
}

static void
staff_see_their_boards_alone(void **state)
{
    (void)state;
    look_through_screens("mara");
    look_through_screens("jo");
}

static void
a_sponsor_sees_no_board(void **state)
{
    (void)state;
    look_through_screens("pia");
}

static void
people_elsewhere_see_none_of_it(void **state)
{
    (void)state;
    look_through_screens("zoe");
}

static void
a_moderator_of_the_site_sees_everything(void **state)
{
    (void)state;
    look_through_screens("max");
}

/* ---- Taken away --------------------------------------------------------- */

/* In another process. */
static void
take_away(const char *sql)
{
    struct store *other = world_connect(&world);
    struct query *query = store_query(other, sql);

    query_bind_id(query, ":person_id", viewer.person.id);
    must(query_run(query));
    store_close(other);
}

static void
give_back(const char *cohort, enum role role)
{
    must(members_add(world.store, viewer.person.id,
        world_cohort(&world, cohort), role, clock_now()));
    must(viewer_refresh(&viewer));
}

/* One key, where everything has just been taken away: nothing of it is shown
 * any more, and the key did nothing to what is below. */
static void
press_after_all_is_gone(const char *view, const char *place, const char *key)
{
    bool was_done;

    take_away("DELETE FROM members WHERE person_id = :person_id");
    glass_type(&glass, key);
    was_done = app_is_done(glass.app);
    if (was_done && strchr("q", key[0]) == NULL)
        fail_msg("%s at \"%s\": %s ended the session", view, place, key);
    sight_open(&sight, &viewer);
    snprintf(through, sizeof through, "%s at \"%s\", left by \"%s\"", view,
        place, key);
    if (!was_done)
        look_at_screen();
}

static void
in_every_view_a_role_taken_away_counts_at_the_next_key(void **state)
{
    static const char *const next[] = {"j", "\r", " ", "x", "?", "m", "n", "G",
        "\x18", "w"};
    size_t tried = 0;
    (void)state;

    open_viewer("ada");
    for (int v = 0; v < view_count; v++)
        for (int p = 0, same = 0; p < place_count_; p++) {
            bool is_new = open_at(view_names[v], places[p]);

            same = is_new ? 0 : same + 1;
            if (!is_new && takes_no_place(view_names[v], same))
                break;
            for (int k = 0; is_new && k < KEYS_A_PLACE; k++) {
                press_after_all_is_gone(view_names[v], places[p],
                    next[tried++ % (sizeof next / sizeof *next)]);
                give_back("emea-autumn", ROLE_LEARNER);
                open_at(view_names[v], places[p]);
            }
        }
    print_message("%zu keys after a role was taken away\n", tried);
    assert_true(tried > 60);
}

/* The key was meant for the thread: it does not act on what is shown now. */
static void
the_key_that_finds_it_gone_does_nothing_else(void **state)
{
    char place[32];
    (void)state;

    open_viewer("ada");
    snprintf(place, sizeof place, "%lld", (long long)marks[0].thread_id);
    assert_true(open_at("thread", place));
    glass_must_show(&glass, "zqa-text");
    take_away("DELETE FROM members WHERE person_id = :person_id");
    glass_type(&glass, "q");
    assert_false(app_is_done(glass.app));
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, "There is no thread");
    glass_type(&glass, "q");
    assert_true(app_is_done(glass.app));
}

static void
news_is_shown_with_the_rights_of_now(void **state)
{
    struct viewer max = {0};
    struct posted posted;
    char place[32];
    (void)state;

    open_viewer("ada");
    snprintf(place, sizeof place, "%lld", (long long)marks[0].thread_id);
    assert_true(open_at("thread", place));
    take_away("DELETE FROM members WHERE person_id = :person_id");
    world_viewer(&world, "max", &max);
    must(posting_reply(&max, marks[0].thread_id, 0, "zqa-later", &posted));
    glass_hear(&glass, &max);
    glass_must_not_show(&glass, "zqa");
    glass_must_be_at(&glass, "home");
    viewer_clear(&max);
}

static void
who_is_shut_out_hears_no_news(void **state)
{
    struct viewer max = {0};
    struct posted posted;
    char place[32];
    (void)state;

    open_viewer("ada");
    snprintf(place, sizeof place, "%lld", (long long)marks[0].thread_id);
    assert_true(open_at("thread", place));
    take_away("UPDATE people SET may_log_in = 0 WHERE id = :person_id");
    world_viewer(&world, "max", &max);
    must(posting_reply(&max, marks[0].thread_id, 0, "zqa-later", &posted));
    glass_hear(&glass, &max);
    glass_must_not_show(&glass, "zqa-later");
    assert_true(app_is_done(glass.app));
    viewer_clear(&max);
}

/* A mentor who is a learner from now on: what they saw is covered again. */
static void
a_covered_answer_is_covered_again(void **state)
{
    char place[32];
    (void)state;

    open_viewer("sam");
    snprintf(place, sizeof place, "%lld",
        (long long)marks[0].question_thread_id);
    assert_true(open_at("thread", place));
    glass_type(&glass, "G");
    glass_must_show(&glass, "zca-answer");
    take_away("UPDATE members SET role = 'learner'"
              " WHERE person_id = :person_id");
    glass_type(&glass, "k");
    glass_must_not_show(&glass, "zca-answer");
    glass_must_be_at(&glass, "question");
}

/* Whoever loses a board while writing there keeps what they wrote. */
static void
what_was_typed_outlives_the_right_to_send_it(void **state)
{
    char place[48];
    (void)state;

    open_viewer("ada");
    snprintf(place, sizeof place, "thread %lld reply 1 quote",
        (long long)marks[0].thread_id);
    assert_true(open_at("compose", place));
    glass_type(&glass, "mine");
    glass_wait(&glass); /* kept */
    take_away("DELETE FROM members WHERE person_id = :person_id");
    glass_type(&glass, " too");
    glass_must_be_at(&glass, "home");
    glass_must_show(&glass, "You may not write there any more: your draft is "
                            "kept.");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM drafts"
                                         " WHERE body LIKE '%mine'"),
        1);
}

/* A question in the key line goes with the view that asked it. */
static void
what_was_asked_goes_with_its_view(void **state)
{
    char place[32];
    (void)state;

    open_viewer("ada");
    snprintf(place, sizeof place, "%lld", (long long)marks[0].board.id);
    assert_true(open_at("board", place));
    glass_type(&glass, "C");
    glass_must_show(&glass, "Mark everything on this board as read?");
    take_away("DELETE FROM members WHERE person_id = :person_id");
    glass_type(&glass, "y");
    glass_must_be_at(&glass, "home");
    glass_must_not_show(&glass, "Mark everything");
    glass_type(&glass, "y"); /* is no yes to it any more */
    glass_must_be_at(&glass, "pledges");
    assert_int_equal(talk_number(&world, "SELECT count(*) FROM drafts"), 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_learner_sees_their_boards_alone),
        TEST(staff_see_their_boards_alone),
        TEST(a_sponsor_sees_no_board),
        TEST(people_elsewhere_see_none_of_it),
        TEST(a_moderator_of_the_site_sees_everything),
        TEST(in_every_view_a_role_taken_away_counts_at_the_next_key),
        TEST(the_key_that_finds_it_gone_does_nothing_else),
        TEST(news_is_shown_with_the_rights_of_now),
        TEST(who_is_shut_out_hears_no_news),
        TEST(a_covered_answer_is_covered_again),
        TEST(what_was_typed_outlives_the_right_to_send_it),
        TEST(what_was_asked_goes_with_its_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
