#ifndef MODEL_POST_H
#define MODEL_POST_H

#include "model/cohort.h"
#include "model/person.h"
#include "model/regard.h"

/* However the settings are: post_kilobytes and post_lines. */
enum {
    POST_BYTES = 65536,
    POST_LINES = 2000
};

struct post {
    int64_t id;
    int64_t thread_id;
    int number; /* from 1 within its thread */
    int64_t author_id;
    char author_handle[HANDLE_BYTES];
    char author_name[NAME_BYTES];
    char author_region[NAME_BYTES]; /* "" where none */
    char author_zone[ZONE_BYTES];
    enum role author_role; /* the highest one to draw here */
    /* Learners on a program board: "week 3 of 4" when they wrote; else "". */
    char author_week[WEEK_BYTES];
    int reply_to; /* post number, 0: none */
    char *body;   /* owned, cleaned */
    int64_t created_at;
    int64_t edited_at;            /* last, for all to see; 0: never */
    struct regards regards;       /* of others */
    bool is_nameless;             /* to peers, see board/nameless.h */
    char nameless_of[NAME_BYTES]; /* the region that they may know, or "" */
};

struct post_list {
    struct post *rows; /* owned */
    size_t count;
};

/* Without a name to peers, and shown to somebody who may see whose it is. */
bool post_is_known(const struct post *post);
void post_clear(struct post *post);
void post_list_clear(struct post_list *list);

#endif
