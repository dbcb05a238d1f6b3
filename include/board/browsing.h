#ifndef BOARD_BROWSING_H
#define BOARD_BROWSING_H

#include "board/viewer.h"
#include "model/board.h"
#include "model/past.h"
#include "model/post.h"

/* Past questions: those that were asked on boards the viewer may see and are
 * not open to them now, the newest first, with the answers that they may see.
 * Of covered answers not a word is told, nor found. */

struct browse {
    int64_t program_id; /* of one program, where `has_program` */
    bool has_program;   /* program 0: everyone's */
    int64_t board_id;   /* of one board; 0: of all */
    const char *words;  /* NULL, "": all; else with these in the question, or
                         * in one answer */
    int64_t before;     /* as past_list.next has it; 0: the newest */
    int limit;          /* rows */
};
/* INVALID with a reason: nothing to search for among the words. */
MUST_USE enum status browsing_page(struct viewer *viewer,
    const struct browse *browse, struct past_list *list);
/* Sets where to browse from a program's or a board's slug. NOT_FOUND with a
 * reason: there is none for the viewer. */
MUST_USE enum status browsing_place(const struct viewer *viewer,
    const char *slug, struct browse *browse);
/* The programs in which something was asked, the viewer's own first. */
MUST_USE enum status browsing_shelves(struct viewer *viewer,
    struct shelf_list *list);

/* One question with its answers: endorsed ones first, then those that most
 * used, then those with most thanks; at most `limit`. Replies to answers are
 * left out unless one of these was said of them. */
struct past_reading {
    struct past past;
    struct board board;
    struct post_list answers; /* owned */
    int left_out;             /* posts of its thread that are not told */
};
/* NOT_FOUND with a reason: no question, or none for the viewer. */
MUST_USE enum status browsing_read(struct viewer *viewer, int64_t thread_id,
    int limit, struct past_reading *reading);
void past_reading_clear(struct past_reading *reading);

#endif
