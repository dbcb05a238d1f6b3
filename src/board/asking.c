/* Asking: the question of the day, as each person meets it. */

#include "board/asking.h"

#include <string.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "board/access.h"
#include "board/newest.h"
#include "board/opening.h"
#include "board/pinning.h"
#include "board/scheduling.h"
#include "board/unread.h"
#include "model/panel.h"
#include "store/answers.h"
#include "store/rhythms.h"
#include "store/threads_pinned.h"

enum {
    DAYS_BEFORE = 33, /* the longest window and the widest zones */
    DAYS_AHEAD = 3700,
    QUESTIONS_AHEAD = 5,
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
    enum status status = answers_asked(store, board, &panel->question,
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

/* What is not open yet where the viewer sits has an hour and no words. */
static enum status
fill(const struct viewer *viewer, const struct board *board,
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
add_panel(const struct viewer *viewer, const struct board *board,
    const struct covering *covering, struct panel_list *list)
{
    struct panel panel;
    enum status status = fill(viewer, board, covering, &panel);

    if (status != STATUS_OK)
        return status;
    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    list->rows[list->count++] = panel;
    return STATUS_OK;
}

/* A full disk keeps nobody from reading. */
static void
note_failure(enum status status)
{
    if (status != STATUS_OK)
        log_warning("asking.open", "status=%s", status_name(status));
}

/* Whose cohort has a question of its own that day is asked that; and of what
 * comes by itself a cohort is asked as it agreed, on its own board. */
static enum status
is_kept(const struct viewer *viewer, const struct board *board,
    const struct question *question, bool *kept)
{
    enum status status = STATUS_OK;

    *kept = false;
    if (board->kind == BOARD_PROGRAM)
        status = rhythms_own(viewer->store, viewer->person.id, board->intake_id,
            question->asks_on, kept);
    if (status != STATUS_OK || *kept || question->bank_id == 0)
        return status;
    return scheduling_keeps(viewer, board, question->asks_on, kept);
}

/* The newest one that is open: a question never queues up. */
static enum status
add_open(const struct viewer *viewer, const struct board *board,
    struct panel_list *list)
{
    struct covering_days days = {.before = DAYS_BEFORE,
        .after = 2,
        .limit = DAYS_BEFORE + 3};
    struct question_state_list states;
    struct covering covering;
    bool is_found = false;
    bool is_other = false;
    enum status status = covering_questions(viewer, board, days, &states);

    if (status != STATUS_OK)
        return status;
    for (size_t i = states.count; i > 0 && !is_found; i--) {
        covering_judge(viewer, board, &states.rows[i - 1], &covering);
        if (!covering.is_open || covering.state.question.thread_id == 0)
            continue;
        status = is_kept(viewer, board, &covering.state.question, &is_other);
        is_found = status != STATUS_OK || !is_other;
    }
    question_state_list_clear(&states);
    if (!is_found || status != STATUS_OK)
        return status;

    note_failure(opening_store_own(viewer, &covering));
    return add_panel(viewer, board, &covering, list);
}

static bool
has_panel(const struct panel_list *list, int64_t thread_id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].question.thread_id == thread_id)
            return true;
    return false;
}

/* Those that stay past their day, as covered as they are. */
static enum status
add_pinned(const struct viewer *viewer, const struct board *board,
    struct panel_list *list)
{
    static const enum thread_kind kind = THREAD_QUESTION;
    int64_t ids[PINS_MOST];
    int count = 0;
    struct covering covering;
    enum status status = threads_pinned(viewer->store, board->id, &kind,
        PINS_MOST, ids, &count);

    for (int i = 0; i < count && status == STATUS_OK; i++) {
        if (has_panel(list, ids[i]))
            continue;
        status = covering_by_thread(viewer, board, ids[i], &covering);
        if (status == STATUS_OK && covering.cover != COVER_WHOLE)
            status = add_panel(viewer, board, &covering, list);
    }
    return status;
}

/* The board's next one, in place of what is there if that opens later. */
static enum status
note_next(const struct viewer *viewer, const struct board *board,
    struct panel_list *list)
{
    struct covering_days days = {.before = 2,
        .after = DAYS_AHEAD,
        .limit = QUESTIONS_AHEAD};
    struct question_state_list states;
    struct covering covering;
    bool is_found = false;
    bool is_other = false;
    int64_t now = clock_now();
    enum status status = covering_questions(viewer, board, days, &states);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < states.count && !is_found; i++) {
        covering_judge(viewer, board, &states.rows[i], &covering);
        if (covering.state.opens_at <= now)
            continue;
        status = is_kept(viewer, board, &covering.state.question, &is_other);
        is_found = status != STATUS_OK || !is_other;
    }
    question_state_list_clear(&states);
    if (status != STATUS_OK || !is_found ||
        (list->count > 0 && list->rows[0].opens_at <= covering.state.opens_at))
        return status;
    panel_list_clear(list);
    return add_panel(viewer, board, &covering, list);
}

typedef enum status board_step(const struct viewer *viewer,
    const struct board *board, struct panel_list *list);

static enum status
each_board(const struct viewer *viewer, const struct board_list *boards,
    board_step *step, struct panel_list *list)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < boards->count && status == STATUS_OK; i++)
        if (access_is_asked(viewer, &boards->rows[i].board))
            status = step(viewer, &boards->rows[i].board, list);
    return status;
}

/* What is open, what is pinned, and the next one where nothing is open; `list`
 * is filled as far as it went. */
static enum status
add_panels(const struct viewer *viewer, const struct board_list *boards,
    struct panel_list *list)
{
    struct panel_list next = {0};
    enum status status = each_board(viewer, boards, add_open, list);
    bool is_any_open = list->count > 0;

    if (status == STATUS_OK)
        status = each_board(viewer, boards, add_pinned, list);
    if (status == STATUS_OK && !is_any_open)
        status = each_board(viewer, boards, note_next, &next);
    if (status == STATUS_OK && next.count > 0) {
        list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
        list->rows[list->count++] = next.rows[0];
    }
    panel_list_clear(&next);
    return status;
}

enum status
asking_today(struct viewer *viewer, struct panel_list *list)
{
    struct board_list boards;
    struct panel_list found = {0};
    int done;

    if (viewer->may_write) {
        note_failure(opening_due(viewer, &done));
        note_failure(pinning_end_due(viewer, &done));
    }
    enum status status = access_boards(viewer, &boards);
    if (status != STATUS_OK)
        return status;

    status = add_panels(viewer, &boards, &found);
    if (status == STATUS_OK)
        status = newest_alone(viewer, &boards, &found);
    board_list_clear(&boards);
    panel_list_order(&found);
    if (status == STATUS_OK)
        *list = found;
    else
        panel_list_clear(&found);
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
        status = fill(viewer, board, covering, &found);
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
