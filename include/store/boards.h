#ifndef STORE_BOARDS_H
#define STORE_BOARDS_H

#include "base/status.h"
#include "model/board.h"

struct store;

/* CONFLICT: the slug is taken, or the cohort, intake or program has a board of
 * this kind. The id and the count of `board` are not read. */
MUST_USE enum status boards_add(struct store *store, const struct board *board,
    int64_t now, int64_t *id);
MUST_USE enum status boards_by_slug(struct store *store, const char *slug,
    struct board *board);
MUST_USE enum status boards_by_id(struct store *store, int64_t id,
    struct board *board);

/* Boards of the program that are called so are called otherwise. */
MUST_USE enum status boards_set_title(struct store *store, int64_t program_id,
    const char *was, const char *title);

/* Whose boards, seen when. */
struct boards_seen_by {
    int64_t person_id; /* 0: nobody's own, the commons alone */
    const char *today; /* "2026-11-23": alumni boards open at a cohort's end */
    bool sees_all;     /* the site's moderators and operators */
};
/* The boards this person may see, by the same rule as rights_allow() has for
 * RIGHT_SEE; where a member has dates of their own, or a role other than
 * learner, also an alumni board that is not open to them yet, which rights
 * leave out: kinds in the order of enum
 * board_kind, own ones first, by title and id within; at most 500. Fills
 * row.board alone. */
MUST_USE enum status boards_visible(struct store *store,
    const struct boards_seen_by *who, struct board_list *list);

#endif
