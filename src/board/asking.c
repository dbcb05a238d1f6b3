/* Asking: the question of the day, as each person meets it. */

#include "board/asking.h"

#include "base/clock.h"
#include "base/leaps.h"
#include "base/log.h"
#include "base/memory.h"
#include "board/access.h"
#include "board/asking_parts.h"
#include "board/newest.h"
#include "board/opening.h"
#include "board/pinning.h"
#include "board/scheduling.h"
#include "model/panel.h"
#include "store/rhythms.h"
#include "store/threads_pinned.h"

enum {
    DAYS_BEFORE = 33, /* the longest window and the widest zones */
    DAYS_AHEAD = 3700,
    QUESTIONS_AHEAD = 5
};

static enum status
add_panel(const struct viewer *viewer, const struct board *board,
    const struct covering *covering, struct panel_list *list)
{
    struct panel panel;
    enum status status = asking_fill(viewer, board, covering, &panel);

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
    const struct pinned_range range = {.board_id = board->id,
        .only_questions = true,
        .most = PINS_MOST};
    int64_t ids[PINS_MOST];
    int count = 0;
    struct covering covering;
    enum status status = threads_pinned(viewer->store, &range, ids, &count);

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

    if (viewer->may_write && leaps_is_settled(leaps_now())) {
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

/* What is open elsewhere stays; what was to come gives way to what has. */
static void
take_out(struct panel_list *list, int64_t board_id)
{
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].question.board_id != board_id &&
            panel_rank(&list->rows[i]) != PANEL_NEXT)
            list->rows[kept++] = list->rows[i];
    list->count = kept;
}

static bool
has_open(const struct panel_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].is_open)
            return true;
    return false;
}

enum status
asking_follow(struct viewer *viewer, int64_t board_id, struct panel_list *list)
{
    struct board_list boards;
    enum status status = access_boards(viewer, &boards);

    if (status != STATUS_OK)
        return status;
    take_out(list, board_id);
    for (size_t i = 0; i < boards.count && status == STATUS_OK; i++) {
        const struct board *board = &boards.rows[i].board;

        if (board->id != board_id || !access_is_asked(viewer, board))
            continue;
        status = add_open(viewer, board, list);
        if (status == STATUS_OK)
            status = add_pinned(viewer, board, list);
    }
    if (status == STATUS_OK)
        status = newest_alone(viewer, &boards, list);
    board_list_clear(&boards);
    panel_list_order(list);
    if (status != STATUS_OK || has_open(list))
        return status;
    panel_list_clear(list);
    return asking_today(viewer, list);
}
