#ifndef MODEL_THREAD_H
#define MODEL_THREAD_H

#include "model/person.h"
#include "model/program.h"

enum {
    SUBJECT_BYTES = 241
};
enum thread_kind {
    THREAD_TALK,
    THREAD_QUESTION
};

struct thread {
    int64_t id;
    int64_t board_id;
    enum thread_kind kind;
    char subject[SUBJECT_BYTES];
    int64_t author_id;
    char author_name[NAME_BYTES];
    int64_t created_at;
    int last_number;
    int64_t last_post_id;
    int64_t last_post_at;
    bool has_reply; /* another person has replied: not waiting */
    bool is_pinned;
    char unpins_on[11]; /* its last day on top; "": until somebody unpins it */
    bool is_locked;
};

/* A thread as a board lists it, for one viewer. */
struct thread_row {
    struct thread thread;
    int unread;                   /* posts */
    char last_author[NAME_BYTES]; /* "" where covered */
    int64_t last_author_id;
    bool last_is_nameless; /* see board/nameless.h */
    bool is_covered;       /* a question not answered by the viewer */
    bool is_today;         /* a question that is open for the viewer */
    bool is_endorsed;      /* a post of it is; false where covered */
    int answered;          /* questions: people who answered */
    int asked;             /* questions: people it opens for */
};

struct thread_list {
    struct thread_row *rows; /* owned */
    size_t count;
};

/* Where a page of threads goes on: after this row, {0} for the first page. */
struct thread_key {
    bool is_pinned;
    int64_t last_post_at;
    int64_t last_post_id; /* two posts of one second: the later */
};

struct thread_key thread_key_of(const struct thread *thread);
void thread_list_clear(struct thread_list *list);
const char *thread_kind_name(enum thread_kind kind); /* "talk" */

#endif
