#ifndef STORE_ASKED_WORDS_H
#define STORE_ASKED_WORDS_H

#include <stddef.h>

#include "store/store.h"

/* Full-text search of questions and their answers: of every post in a thread of
 * a question, as it stands. */

/* A post in which the words are. */
struct question_hit {
    int64_t thread_id;
    int number;
};
struct question_hit_list {
    struct question_hit *rows; /* owned */
    size_t count;
};
void question_hit_list_clear(struct question_hit_list *list);

struct words_wanted {
    const int64_t *board_ids; /* of threads on these boards alone */
    size_t board_count;
    const char *words; /* all of them in one post, whatever their case and
                        * accents */
    bool is_whole;     /* else also words that begin with them, those of one or
                        * two bytes but for */
    struct question_hit before; /* {0}: the newest */
    int limit;
};
/* The newest threads first, by number from the last within one. INVALID with a
 * reason: there is no letter or digit among the words, or there are too many of
 * them, in words or in bytes. */
MUST_USE enum status asked_words_find(struct store *store,
    const struct words_wanted *wanted, struct question_hit_list *list);
/* How many threads there are with them, from the newest on; counts up to the
 * limit, and goes on from nowhere. Costs what is counted where words are whole;
 * else what all words hold that begin with them. */
MUST_USE enum status asked_words_threads(struct store *store,
    const struct words_wanted *wanted, int *count);
/* A post is as it stands: for whoever adds one, and after its text was changed.
 * Nothing where its thread is no question's. */
MUST_USE enum status asked_words_add(struct store *store, int64_t post_id);
/* It is not found any more: before its text is changed, or it goes. */
MUST_USE enum status asked_words_drop(struct store *store, int64_t post_id);
/* INVALID with a reason: what is found is not what there is. FORBIDDEN: SQLite
 * looks only where it could write, and the disk can only be read. */
MUST_USE enum status asked_words_check(struct store *store);
/* Writes the index anew: what was deleted is in none of its pages then. */
MUST_USE enum status asked_words_rebuild(struct store *store);

#endif
