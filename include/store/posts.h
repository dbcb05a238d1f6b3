#ifndef STORE_POSTS_H
#define STORE_POSTS_H

#include "model/portrait.h"
#include "model/post.h"
#include "store/store.h"

/* The table of posts. Ids grow with each insert, numbers with each insert in
 * a thread, so within a thread both have the same order. */

struct post_range {
    int64_t thread_id;
    int from_number;
    int limit;
    int64_t only_for; /* not 0: number 1 and this person's own alone */
};

/* Posts by number, with their authors' names, region and zone; author_role is
 * the site-wide one. */
MUST_USE enum status posts_page(struct store *store,
    const struct post_range *range, struct post_list *list);

/* What of a thread is new to a person: posts of others that came here (not
 * imported), above a number read and above a baseline. */
struct post_news_range {
    int64_t thread_id;
    int64_t person_id;
    int above_number;
    int64_t above_post_id;
    int most; /* stop counting there */
};
struct post_news {
    int count;
    int first_number; /* of the lowest counted; 0: none */
    int64_t first_id;
};
/* Goes down from the newest post and stops at the baseline, so that it costs
 * what is new. */
MUST_USE enum status posts_news(struct store *store,
    const struct post_news_range *range, struct post_news *news);

/* The first post that came here after `at`, on any board; 0: none. */
MUST_USE enum status posts_first_since(struct store *store, int64_t at,
    int64_t *post_id);

/* When the person wrote here of late, and changed what they wrote, newest
 * first; `times` has room for `most`. */
MUST_USE enum status posts_times_by_author(struct store *store,
    int64_t author_id, int most, int64_t *times, int *count);

/* The number of the last post of somebody's in a thread. NOT_FOUND: none. */
MUST_USE enum status posts_last_own(struct store *store, int64_t thread_id,
    int64_t author_id, int *number);

/* What somebody wrote, imported or here, by time: of each post where it is.
 * After `after`, towards the older. */
struct post_mention {
    int64_t id;
    int64_t thread_id;
    int number;
    int64_t created_at;
    int64_t board_id;
    enum thread_kind kind;
    bool is_nameless;
    char subject[SUBJECT_BYTES];
};
struct post_mention_list {
    struct post_mention *rows; /* owned */
    size_t count;
};
MUST_USE enum status posts_by_author(struct store *store, int64_t author_id,
    const struct written_key *after, int limit, struct post_mention_list *list);
void post_mention_list_clear(struct post_mention_list *list);
/* The first 2,000 characters of a body, owned by the caller. NOT_FOUND: no such
 * post. */
MUST_USE enum status posts_beginning(struct store *store, int64_t post_id,
    char **body);

/* NOT_FOUND: no such post. */
struct post_place {
    int64_t id;
    int64_t thread_id;
    int64_t board_id;
    int number;
};
MUST_USE enum status posts_find_place(struct store *store, int64_t post_id,
    struct post_place *place);
MUST_USE enum status posts_find_message(struct store *store,
    const char *message_id, struct post_place *place);

/* The author of imported posts who goes by this name. NOT_FOUND: none. */
MUST_USE enum status posts_find_author(struct store *store, const char *name,
    int64_t *person_id);

/* Sets post->id. `message_id` is NULL for what was written here. CONFLICT: the
 * number or the message is there already. */
MUST_USE enum status posts_add(struct store *store, struct post *post,
    const char *message_id);

#endif
