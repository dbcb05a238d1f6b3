#ifndef UI_VIEWS_H
#define UI_VIEWS_H

#include "ui/view.h"

/* Every view, with the place its open() takes. */
extern const struct view home_view;     /* "board 3": the row selected */
extern const struct view board_view;    /* "3 thread 812": board, row */
extern const struct view thread_view;   /* "812 post 4": thread, top post */
extern const struct view question_view; /* "5": the covered question */
extern const struct view compose_view;  /* "board 3", "thread 812 reply 4
                                         * quote", "question 5", "edit 812
                                         * post 4" */
extern const struct view versions_view; /* "812 post 4": what it said */
extern const struct view who_view;      /* "" */
extern const struct view people_view;   /* "cohort 3 person 12": circle, row */
extern const struct view person_view;   /* "kofi post 812": whose, row */
extern const struct view waiting_view;  /* "" */
extern const struct view past_view;     /* "812 shelf 2 words badge" */
extern const struct view answers_view;  /* "812 post 4": a past question */
extern const struct view use_view;      /* "812 post 4": what was of use */
extern const struct view used_view;     /* "row 3": of one's own posts */
extern const struct view pledges_view;  /* "row 3": the row selected */
extern const struct view earlier_view;  /* "" */
extern const struct view letters_view;  /* "" */
extern const struct view drafts_view;   /* "" */
extern const struct view profile_view;  /* "row 3": the row selected */
extern const struct view second_factor_view; /* "" */
extern const struct view policy_view;        /* "" */
extern const struct view todo_view;          /* "cohort 3" */
extern const struct view agreement_view; /* "cohort 3 row 2": what is chosen */
extern const struct view questions_view; /* "date 20261125 board 3" */
extern const struct view calendar_view;  /* "3": four weeks of a board */
extern const struct view phase_view;     /* "" */
extern const struct view menu_view;      /* "" */
extern const struct view help_view;      /* the name of the view asked about */

#endif
