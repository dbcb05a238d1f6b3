#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum event_kind {
    EVENT_THREAD, /* begun; with post 0: pinned, or not any more */
    EVENT_POST,
    EVENT_QUESTION,
    EVENT_ANSWER,
    EVENT_KIND_COUNT
};

/* What happened: ids, never text. */
struct event {
    int64_t id;
    enum event_kind kind;
    int64_t board_id;
    int64_t thread_id;
    int64_t post_id;
    int64_t person_id; /* who did it */
};

struct event_list {
    struct event *rows; /* owned */
    size_t count;
};

bool event_equals(const struct event *one, const struct event *other);
void event_list_clear(struct event_list *list);
const char *event_kind_name(enum event_kind kind); /* "post" */
/* EVENT_KIND_COUNT for a word that is no kind. */
enum event_kind event_kind_of(const char *name);

#endif
