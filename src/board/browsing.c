/* Browsing: the questions of the past. */

#include "board/browsing.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "board/access.h"
#include "board/reading.h"
#include "store/asked_words.h"
#include "store/questions.h"

enum {
    ENOUGH = 50, /* questions with words as they were typed */
    HITS = 200,  /* looked at in one go */
    BATCH = 50   /* threads of a board, likewise */
};

/* Boards to look through. */
struct boards_wanted {
    int64_t *ids; /* owned */
    size_t count;
};

/* A page on its way. */
struct paging {
    struct viewer *viewer;
    const struct browse *browse;
    struct boards_wanted boards;
    struct past_list found;
};

static bool
is_wanted(const struct browse *browse, const struct board *board)
{
    if (browse->board_id != 0)
        return board->id == browse->board_id;
    return !browse->has_program || board->program_id == browse->program_id;
}

static enum status
find_boards(const struct viewer *viewer, const struct browse *browse,
    struct boards_wanted *wanted)
{
    struct board_list boards;
    enum status status = access_boards(viewer, &boards);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < boards.count; i++) {
        if (!is_wanted(browse, &boards.rows[i].board))
            continue;
        wanted->ids = grow(wanted->ids, wanted->count + 1, sizeof *wanted->ids);
        wanted->ids[wanted->count++] = boards.rows[i].board.id;
    }
    board_list_clear(&boards);
    return STATUS_OK;
}

/* ---- One question -------------------------------------------------------- */

static void
fill(const struct access *access, int number, struct past *past)
{
    const struct question_state *state = &access->covering.state;

    *past = (struct past){
        .question = state->question,
        .program_id = access->board.program_id,
        .asked_at = access->row.thread.created_at,
        .answered = state->answered,
        .is_covered = access->covering.cover != COVER_NONE,
        .number = number,
    };
    past->is_endorsed = access->row.is_endorsed && !past->is_covered;
    text_copy(past->board_slug, sizeof past->board_slug, access->board.slug);
    text_copy(past->board_title, sizeof past->board_title, access->board.title);
}

/* Whether the viewer may read that post now: behind a cover, their own. */
static enum status
may_read(const struct paging *paging, const struct access *access, int number,
    bool *may)
{
    struct post_list posts = {0};

    *may = number <= 1 || access->covering.cover == COVER_NONE;
    if (*may)
        return STATUS_OK;
    enum status status = reading_posts(paging->viewer, access->row.thread.id,
        number, 1, &posts);
    if (status == STATUS_OK)
        *may = posts.count == 1 && posts.rows[0].number == number;
    post_list_clear(&posts);
    return status;
}

/* Adds the question of a thread where it is one of the past for the viewer.
 * `number` as in struct past. */
static enum status
add(struct paging *paging, int64_t thread_id, int number)
{
    struct past_list *found = &paging->found;
    struct access access;
    bool may = true;
    enum status status = access_thread(paging->viewer, thread_id, RIGHT_SEE,
        &access);

    if (status == STATUS_NOT_FOUND) {
        reason_clear();
        return STATUS_OK;
    }
    if (status == STATUS_OK && number > 0)
        status = may_read(paging, &access, number, &may);
    if (status != STATUS_OK || !may || access.covering.is_open)
        return status;
    found->rows = grow(found->rows, found->count + 1, sizeof *found->rows);
    fill(&access, number, &found->rows[found->count++]);
    return STATUS_OK;
}

static bool
is_full(const struct paging *paging)
{
    return paging->found.count >= (size_t)paging->browse->limit;
}

/* ---- All of them --------------------------------------------------------- */

struct thread_ids {
    int64_t *rows; /* owned */
    size_t count;
};

static int
by_newest(const void *a_, const void *b_)
{
    const int64_t *a = a_;
    const int64_t *b = b_;

    return *a < *b ? 1 : *a > *b ? -1 : 0;
}

/* The newest of all the boards' before `before`. */
static enum status
gather(const struct paging *paging, int64_t before, struct thread_ids *ids)
{
    const struct boards_wanted *boards = &paging->boards;
    enum status status = STATUS_OK;

    ids->rows = grow(ids->rows, boards->count * BATCH + 1, sizeof *ids->rows);
    ids->count = 0;
    for (size_t i = 0; i < boards->count && status == STATUS_OK; i++) {
        int count = 0;

        status = questions_past(paging->viewer->store,
            &(struct question_past){boards->ids[i], before, BATCH},
            ids->rows + ids->count, &count);
        ids->count += (size_t)count;
    }
    if (ids->count > 1)
        qsort(ids->rows, ids->count, sizeof *ids->rows, by_newest);
    if (ids->count > BATCH)
        ids->count = BATCH;
    return status;
}

/* Adds those of one batch; `before` becomes the last that was looked at. */
static enum status
add_batch(struct paging *paging, const struct thread_ids *ids, int64_t *before)
{
    enum status status = STATUS_OK;

    for (size_t i = 0; i < ids->count && status == STATUS_OK; i++) {
        if (is_full(paging)) {
            paging->found.next = *before;
            break;
        }
        *before = ids->rows[i];
        status = add(paging, *before, 0);
    }
    return status;
}

static enum status
page_all(struct paging *paging)
{
    struct thread_ids ids = {0};
    int64_t before = paging->browse->before;
    bool has_more = true;
    enum status status = STATUS_OK;

    while (has_more && status == STATUS_OK) {
        status = gather(paging, before, &ids);
        if (status == STATUS_OK)
            status = add_batch(paging, &ids, &before);
        has_more = ids.count == BATCH && paging->found.next == 0;
    }
    memory_release(ids.rows);
    return status;
}

/* ---- With words ---------------------------------------------------------- */

/* Of a thread the first post that the viewer may read counts. That there is a
 * further page is told only where the viewer may read what is on it: else it
 * would tell of words behind a cover. */
static enum status
add_hits(struct paging *paging, const struct question_hit_list *hits)
{
    struct past_list *found = &paging->found;
    enum status status = STATUS_OK;

    for (size_t i = 0; i < hits->count && status == STATUS_OK; i++) {
        int64_t thread_id = hits->rows[i].thread_id;
        int64_t last = found->rows != NULL && found->count > 0
                           ? found->rows[found->count - 1].question.thread_id
                           : 0;

        if (thread_id == last)
            continue;
        status = add(paging, thread_id, hits->rows[i].number);
        if (found->count > (size_t)paging->browse->limit) {
            found->count--;
            found->next = last;
            break;
        }
    }
    return status;
}

static enum status
page_hits(struct paging *paging, bool is_whole)
{
    struct question_hit before = {paging->browse->before, 0};
    bool has_more = true;
    enum status status = STATUS_OK;

    while (has_more && status == STATUS_OK) {
        struct question_hit_list hits = {0};

        status = asked_words_find(paging->viewer->store,
            &(struct words_wanted){
                .board_ids = paging->boards.ids,
                .board_count = paging->boards.count,
                .words = paging->browse->words,
                .is_whole = is_whole,
                .before = before,
                .limit = HITS,
            },
            &hits);
        if (status == STATUS_OK)
            status = add_hits(paging, &hits);
        has_more = hits.count == HITS && paging->found.next == 0;
        if (hits.count > 0)
            before = hits.rows[hits.count - 1];
        question_hit_list_clear(&hits);
    }
    return status;
}

/* Whether the viewer may read in as many questions as make a page. */
static enum status
has_page(const struct paging *paging, bool *has)
{
    struct browse browse = *paging->browse;
    struct paging first = {paging->viewer, &browse, paging->boards, {0}};

    browse.before = 0;
    browse.limit = ENOUGH;
    enum status status = page_hits(&first, true);
    *has = first.found.count == ENOUGH;
    past_list_clear(&first.found);
    return status;
}

/* Words as they were typed, where there is a page of them; else also what
 * begins with them. The same for each page. What is counted first, behind
 * covers too, only spares the look at each. */
static enum status
choose_whole(const struct paging *paging, bool *is_whole)
{
    int count = 0;
    enum status status = asked_words_threads(paging->viewer->store,
        &(struct words_wanted){
            .board_ids = paging->boards.ids,
            .board_count = paging->boards.count,
            .words = paging->browse->words,
            .is_whole = true,
            .limit = ENOUGH,
        },
        &count);

    *is_whole = false;
    return status == STATUS_OK && count == ENOUGH ? has_page(paging, is_whole)
                                                  : status;
}

static enum status
page_words(struct paging *paging)
{
    bool is_whole = false;
    enum status status = choose_whole(paging, &is_whole);

    return status == STATUS_OK ? page_hits(paging, is_whole) : status;
}

enum status
browsing_page(struct viewer *viewer, const struct browse *browse,
    struct past_list *list)
{
    struct paging paging = {.viewer = viewer, .browse = browse};
    bool has_words = browse->words != NULL && browse->words[0] != '\0';
    enum status status = find_boards(viewer, browse, &paging.boards);

    if (status == STATUS_OK)
        status = has_words ? page_words(&paging) : page_all(&paging);
    memory_release(paging.boards.ids);
    if (status == STATUS_OK)
        *list = paging.found;
    else
        past_list_clear(&paging.found);
    return status;
}

/* ---- Reading one --------------------------------------------------------- */

enum status
browsing_read(struct viewer *viewer, int64_t thread_id, int limit,
    struct past_reading *reading)
{
    struct past_reading found = {0};
    struct access access;
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, &access);

    if (status == STATUS_OK && access.row.thread.kind != THREAD_QUESTION)
        status = refuse(STATUS_NOT_FOUND, "thread %lld is no question",
            (long long)thread_id);
    if (status == STATUS_OK)
        status = reading_best(viewer, thread_id, limit, &found.answers);
    if (status != STATUS_OK)
        return status;
    fill(&access, 0, &found.past);
    found.board = access.board;
    if (!found.past.is_covered)
        found.left_out = access.row.thread.last_number - 1 -
                         (int)found.answers.count;
    *reading = found;
    return STATUS_OK;
}

void
past_reading_clear(struct past_reading *reading)
{
    post_list_clear(&reading->answers);
    *reading = (struct past_reading){0};
}
