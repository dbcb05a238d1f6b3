/* A question as one viewer meets it: what the panel tells of it. */

#include "base/clock.h"
#include "board/access.h"
#include "board/asking_parts.h"
#include "board/unread.h"
#include "store/answers.h"
#include "store/asked_people.h"

enum {
    DAY_SECONDS = 86400
};

static enum status
fill_unread(const struct viewer *viewer, const struct board *board,
    struct panel *panel)
{
    struct unread unread;
    struct thread thread = {.id = panel->question.thread_id,
        .last_post_id = INT64_MAX};
    struct post_news news = {0};

    if (panel->is_covered || thread.id == 0)
        return STATUS_OK;
    enum status status = unread_open(viewer, board, &unread);
    if (status == STATUS_OK)
        status = unread_in_thread(&unread, &thread, UNREAD_MOST, &news);
    /* The question itself stands there to be read. */
    if (status == STATUS_OK)
        panel->unread = news.count - (news.first_number == 1);
    return status;
}

static enum status
fill_counts(const struct viewer *viewer, const struct board *board,
    const struct question_state *state, struct panel *panel)
{
    char until[11];
    int64_t id = panel->question.id;
    struct store *store = viewer->store;
    struct asked_people people = {.board = board};
    enum status status = asked_people_count(store, &people, &panel->question,
        &panel->asked);

    panel->answered = state->answered;
    /* Whoever was away, and answered all the same. */
    if (panel->asked < panel->answered)
        panel->asked = panel->answered;
    if (status == STATUS_OK)
        status = answers_by_region(store, id, REGION_COUNTS, panel->regions,
            &panel->region_count);
    date_of(clock_now() + DAY_SECONDS, "UTC", until);
    if (status == STATUS_OK)
        status = answers_best(store, &panel->question, until, &panel->best);
    return status;
}

enum status
asking_fill(const struct viewer *viewer, const struct board *board,
    const struct covering *covering, struct panel *panel)
{
    const struct question_state *state = &covering->state;
    bool is_asker = covering_is_asker(viewer, &state->question);

    *panel = (struct panel){
        .question = state->question,
        .opens_at = state->opens_at,
        .closes_at = state->closes_at,
        .is_open = covering->is_open,
        .is_pinned = state->is_pinned && covering->cover != COVER_WHOLE,
        .is_asker = is_asker,
        .is_answered = state->is_answered || is_asker,
        .is_skipped = state->is_skipped,
        .is_held = state->is_held,
        .is_covered = covering->cover != COVER_NONE,
        .uncovers_at = state->last_closes_at,
    };
    text_copy(panel->board_title, sizeof panel->board_title, board->title);
    if (covering->cover == COVER_WHOLE) {
        panel->question.body[0] = '\0';
        panel->question.thread_id = 0;
        return STATUS_OK;
    }
    enum status status = access_drawn_role(viewer, board,
        state->question.asker_id, &panel->question.asker_role);
    if (status == STATUS_OK)
        status = fill_counts(viewer, board, state, panel);
    if (status == STATUS_OK)
        status = fill_unread(viewer, board, panel);
    return status;
}

static enum status
panel_of(struct viewer *viewer, const struct board *board,
    const struct covering *covering, struct panel *panel)
{
    struct panel found;
    enum status status = rights_require(viewer, RIGHT_SEE, board);

    if (status == STATUS_OK && covering->cover == COVER_WHOLE)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND)
        return refuse(STATUS_NOT_FOUND, "there is no such question");
    if (status == STATUS_OK)
        status = asking_fill(viewer, board, covering, &found);
    if (status == STATUS_OK)
        *panel = found;
    return status;
}

enum status
asking_panel(struct viewer *viewer, int64_t question_id, struct panel *panel)
{
    struct board board;
    struct covering covering;
    enum status status = covering_by_question(viewer, question_id, &board,
        &covering);

    if (status == STATUS_NOT_FOUND)
        return refuse(STATUS_NOT_FOUND, "there is no such question");
    if (status == STATUS_OK)
        status = panel_of(viewer, &board, &covering, panel);
    return status;
}

enum status
asking_panel_by_thread(struct viewer *viewer, int64_t thread_id,
    struct panel *panel)
{
    struct access access;
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, &access);

    if (status == STATUS_OK && access.row.thread.kind != THREAD_QUESTION)
        return refuse(STATUS_NOT_FOUND, "thread %lld is no question",
            (long long)thread_id);
    if (status == STATUS_OK)
        status = panel_of(viewer, &access.board, &access.covering, panel);
    return status;
}
