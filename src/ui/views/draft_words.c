/* Drafts in words: what they are for, and where the composer opens them. */

#include "ui/views/draft_words.h"

#include <inttypes.h>

#include "base/clock.h"
#include "board/asking.h"
#include "board/reading.h"
#include "board/wrapping.h"

static void
words_of_board(struct viewer *viewer, const struct draft *draft,
    struct text *out)
{
    struct board board;

    text_add(out, "thread");
    if (reading_board_by_id(viewer, draft->target_id, &board) == STATUS_OK)
        text_add_format(out, " on %s", board.title);
    if (draft->subject[0] != '\0')
        text_add_format(out, ": %s", draft->subject);
}

static void
words_of_thread(struct viewer *viewer, const struct draft *draft,
    struct text *out)
{
    struct thread_row row;

    if (reading_thread(viewer, draft->target_id, &row) != STATUS_OK)
        text_add(out, "reply");
    else if (wrapping_is(viewer, draft, &row.thread))
        text_add_format(out, "wrap-up of %s", row.thread.subject);
    else
        text_add_format(out, "reply to %s", row.thread.subject);
}

static void
words_of_question(struct viewer *viewer, const struct draft *draft,
    struct text *out)
{
    struct panel panel;

    text_add(out, "answer");
    if (asking_panel(viewer, draft->target_id, &panel) == STATUS_OK)
        text_add_format(out, " to %s", panel.question.body);
}

static void
words_of_edit(struct viewer *viewer, const struct draft *draft,
    struct text *out)
{
    struct thread_row row;

    text_add(out, "change");
    if (draft->reply_to > 0)
        text_add_format(out, " to post %d", draft->reply_to);
    else
        text_add(out, " to your answer");
    if (reading_thread(viewer, draft->target_id, &row) == STATUS_OK)
        text_add_format(out, " of %s", row.thread.subject);
}

static void
words_of_ask(struct viewer *viewer, const struct draft *draft, struct text *out)
{
    struct board board;
    char date[11];
    char words[24];

    text_add(out, "question");
    if (draft_date(draft->reply_to, date)) {
        date_words(date, words, sizeof words);
        text_add_format(out, " for %s", words);
    }
    if (reading_board_by_id(viewer, draft->target_id, &board) == STATUS_OK)
        text_add_format(out, " on %s", board.title);
}

void
draft_words(struct viewer *viewer, const struct draft *draft, struct text *out)
{
    static void (*const words[])(struct viewer *, const struct draft *,
        struct text *) = {
        [DRAFT_BOARD] = words_of_board,
        [DRAFT_THREAD] = words_of_thread,
        [DRAFT_QUESTION] = words_of_question,
        [DRAFT_EDIT] = words_of_edit,
        [DRAFT_ASK] = words_of_ask,
    };

    words[draft->target](viewer, draft, out);
}

void
draft_place(const struct draft *draft, struct text *out)
{
    text_add_format(out, "%s %" PRId64, draft_target_name(draft->target),
        draft->target_id);
    if (draft->reply_to > 0)
        text_add_format(out, " %s %d",
            draft->target == DRAFT_EDIT ? "post" : "reply", draft->reply_to);
}
