#ifndef UI_VIEWS_THREAD_PAGE_H
#define UI_VIEWS_THREAD_PAGE_H

#include "board/crossing.h"
#include "board/ordering.h"
#include "board/viewer.h"
#include "model/board.h"
#include "model/post.h"
#include "model/thread.h"
#include "ui/markup.h"

/* A thread as it is read: a stretch of its posts, laid out in lines, and where
 * in them the reader is. A thread may have thousands of posts; those far from
 * the window are dropped and read again when they are wanted. */

enum thread_line_kind {
    LINE_NEW,  /* the rule before posts that are new */
    LINE_READ, /* and before those that were read, below new ones */
    LINE_HEADER,
    LINE_BODY,
    LINE_BODY_REGARDS, /* the last of a body, others' regards at its end */
    LINE_REGARDS       /* the same, where they have no room there */
};

struct thread_line {
    enum thread_line_kind kind;
    size_t post; /* index among the posts loaded */
    size_t row;  /* of its body */
};

struct thread_page {
    struct thread_row row;
    struct board board;
    bool may_pin;
    const char *answer_key; /* "a answer  ", as it stands; "": none is due */
    bool has_wrap_up;       /* the draft of one waits, see board/wrapping.h */
    struct order order;     /* owned: all there are, as they are read */
    struct post_list posts; /* owned, those of some of its rows in a row */
    struct markup *bodies;  /* owned, one a post */
    struct thread_line *lines; /* owned */
    size_t line_count;
    bool has_end; /* no post after those loaded */
    int width;    /* columns laid out for */
    int rows;     /* of the window */
    size_t top;   /* line at the top of the window */
    int selected; /* number of a post */
    int new_from; /* number of the first new post that is read, 0: none */
    size_t read;  /* rows of the order, as the store knows it */
    struct crossing crossing; /* is_due: it is offered below */
    bool is_offered;          /* and that was kept */
};

/* Reads the thread and its board, no posts yet. */
MUST_USE enum status thread_page_open(struct thread_page *page,
    struct viewer *viewer, int64_t thread_id);
/* Reads what came since. What is shown stays where it is. */
MUST_USE enum status thread_page_refresh(struct thread_page *page,
    struct viewer *viewer);
/* Lays out anew for a window of this size. */
void thread_page_lay(struct thread_page *page, int rows, int width);
/* Brings a post to the top of the window, as far as there is text below it to
 * fill the window with, and selects it. */
MUST_USE enum status thread_page_go(struct thread_page *page,
    struct viewer *viewer, int number);
/* Moves the window by lines; selects a post that shows. */
MUST_USE enum status thread_page_scroll(struct thread_page *page,
    struct viewer *viewer, int lines);
/* Selects the next (1) or the previous (-1) post, or scrolls by one line where
 * the selected one goes on outside the window. */
MUST_USE enum status thread_page_step(struct thread_page *page,
    struct viewer *viewer, int direction);
/* The window shows the thread's last line. */
bool thread_page_is_at_end(const struct thread_page *page);
/* Whether it was new when the thread was opened, or came since. */
bool thread_page_is_new(const struct thread_page *page, int number);
/* Where to begin: the first new post, else where the reader stopped. */
int thread_page_start(const struct thread_page *page);
/* The window ends inside a post not read to its end before. */
bool thread_page_is_in_new(const struct thread_page *page);
/* Marks what was shown as read, and counts anew what is not. */
MUST_USE enum status thread_page_mark(struct thread_page *page,
    struct viewer *viewer);
/* The number of the first post that answers this one; 0: none does. */
MUST_USE enum status thread_page_reply(const struct thread_page *page,
    struct viewer *viewer, int number, int *found);
/* The selected post, NULL in a thread without any. */
const struct post *thread_page_selected(const struct thread_page *page);
/* The number of the post at the top of the window. */
int thread_page_top(const struct thread_page *page);
/* Columns before a body. */
int thread_page_indent(const struct thread_page *page);
void thread_page_clear(struct thread_page *page);

/* thread_window.c: the stretch of posts that is loaded. */

/* Shows these alone, in this order, from the first on; takes them over. Of what
 * moves the page, thread_window_line() alone holds for posts in disorder. */
void thread_window_set(struct thread_page *page, struct post_list *posts,
    int rows, int width);
/* Reads the posts round a number in place of what was loaded. */
MUST_USE enum status thread_window_load(struct thread_page *page,
    struct viewer *viewer, int number);
/* Reads anew what is loaded: posts are changed, and used. The line at the top
 * stays it. */
MUST_USE enum status thread_window_reread(struct thread_page *page,
    struct viewer *viewer);
/* Reads on at the end or at the start; the line at the top stays it. */
MUST_USE enum status thread_window_extend(struct thread_page *page,
    struct viewer *viewer, bool is_down);
/* The index of the post, or of the next one in order; the last at most. */
size_t thread_window_index(const struct thread_page *page, int number);
/* The line with which a post begins, the rule before it included. */
size_t thread_window_line(const struct thread_page *page, size_t post);

#endif
