#ifndef BOARD_GREETING_H
#define BOARD_GREETING_H

/* What could be asked of a person at login. At most one of it is: the one place
 * that decides which. The others wait as lines on home. */
enum greeting {
    GREETING_POLICY,   /* a new version is to be accepted before writing */
    GREETING_DRAFT,    /* something begun is not sent */
    GREETING_VOTE,     /* how is the cohort to go on? */
    GREETING_PLEDGE,   /* 30, 60 or 90 days on: what became of it? */
    GREETING_LETTER,   /* the end of a week: what would have helped? */
    GREETING_EARLIER,  /* what they wrote weeks ago, and would say now */
    GREETING_CATCH_UP, /* so much is new that they may want to begin anew */
    GREETING_NONE
};

/* Of those that are due (1 << GREETING_DRAFT, ...) the one to ask;
 * GREETING_NONE for none. */
enum greeting greeting_choose(unsigned due);

#endif
