/* Writing: one post on its way into the store. */

#include "board/writing.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/policing.h"
#include "config/config.h"
#include "store/events.h"
#include "store/posts.h"
#include "store/threads.h"

enum {
    WINDOW_SECONDS = 600,
    POSTS_MOST = 10000
};

static enum status
next_number(struct store *store, struct writing *writing)
{
    struct thread_row row;
    enum status status;

    if (writing->thread->id == 0) {
        writing->number = 1;
        return threads_add(store, writing->thread);
    }
    status = threads_find(store, writing->thread->id, &row);
    if (status == STATUS_OK) {
        *writing->thread = row.thread;
        writing->number = row.thread.last_number + 1;
    }
    return status;
}

enum status
writing_add(struct store *store, struct writing *writing)
{
    enum status status = next_number(store, writing);

    if (status != STATUS_OK)
        return status;

    char *body = memory_copy(writing->body);
    struct post post = {
        .thread_id = writing->thread->id,
        .number = writing->number,
        .author_id = writing->author_id,
        .reply_to = writing->reply_to,
        .body = body,
        .created_at = writing->at,
        .is_nameless = writing->nameless_of != NULL,
    };
    if (post.is_nameless)
        text_copy(post.nameless_of, sizeof post.nameless_of,
            writing->nameless_of);
    status = posts_add(store, &post, writing->message_id);
    memory_free(body);
    if (status != STATUS_OK)
        return status;

    writing->post_id = post.id;
    return threads_grow(store,
        &(struct thread_growth){
            .thread_id = post.thread_id,
            .number = post.number,
            .post_id = post.id,
            .author_id = post.author_id,
            .at = post.created_at,
            .is_reply = post.author_id != writing->thread->author_id,
        });
}

/* Posts dated later than now are from a clock set wrong: they limit nobody. */
static enum status
judge_rate(const int64_t *times, int count, int64_t now)
{
    int64_t interval = config_current()->post_interval_seconds;
    int64_t most = config_current()->posts_per_ten_minutes;
    int recent = 0;
    int64_t oldest = now;

    for (int i = 0; i < count; i++) {
        int64_t age = moment_age(times[i], now);

        if (age < 0 || age >= WINDOW_SECONDS)
            continue;
        if (age < interval)
            return refuse(STATUS_AGAIN,
                "one post in %lld seconds: try again in %lld",
                (long long)interval, (long long)(interval - age));
        recent++;
        oldest = times[i];
    }
    if (recent < most)
        return STATUS_OK;
    return refuse(STATUS_AGAIN,
        "%lld posts in 10 minutes: try again in %lld seconds", (long long)most,
        (long long)(oldest + WINDOW_SECONDS - now));
}

static enum status
check_rate(struct store *store, int64_t author_id, int64_t now)
{
    int64_t most = config_current()->posts_per_ten_minutes;
    int room = most < POSTS_MOST ? (int)most : POSTS_MOST;
    int64_t *times = memory_new((size_t)room * sizeof *times);
    int count;
    enum status status = posts_times_by_author(store, author_id, room, times,
        &count);

    if (status == STATUS_OK)
        status = judge_rate(times, count, now);
    memory_free(times);
    return status;
}

static enum status
check_lock(struct store *store, int64_t thread_id)
{
    struct thread_row row;

    if (thread_id == 0)
        return STATUS_OK;
    enum status status = threads_find(store, thread_id, &row);
    if (status == STATUS_OK && row.thread.is_locked)
        return refuse(STATUS_CONFLICT, "this thread is locked");
    return status;
}

enum status
writing_check(const struct viewer *viewer, int64_t thread_id)
{
    enum status status = policing_require(viewer);

    if (status == STATUS_OK)
        status = check_lock(viewer->store, thread_id);
    if (status == STATUS_OK)
        status = check_rate(viewer->store, viewer->person.id, clock_now());
    return status;
}

enum status
writing_send(struct viewer *viewer, struct sending *sending,
    struct event *event)
{
    struct writing *writing = &sending->writing;
    struct store *store = viewer->store;
    int64_t now = clock_now();
    enum status status;

    writing->author_id = viewer->person.id;
    writing->at = now;
    if (writing->thread->id == 0) {
        writing->thread->author_id = viewer->person.id;
        writing->thread->created_at = now;
    }
    status = writing_check(viewer, writing->thread->id);
    if (status == STATUS_OK)
        status = writing_add(store, writing);
    if (status != STATUS_OK)
        return status;

    *event = (struct event){
        .kind = sending->kind,
        .board_id = writing->thread->board_id,
        .thread_id = writing->thread->id,
        .post_id = writing->post_id,
        .person_id = viewer->person.id,
    };
    status = events_add(store, event, now);
    if (status != STATUS_OK)
        return status;
    sending->draft.person_id = viewer->person.id;
    return drafts_drop(store, &sending->draft);
}

enum status
writing_end(struct viewer *viewer, enum status status,
    const struct event *event)
{
    struct event_list *news = &viewer->news;

    if (status != STATUS_OK) {
        store_rollback(viewer->store);
        return status;
    }
    status = store_commit(viewer->store);
    if (status != STATUS_OK)
        return status;
    news->rows = grow(news->rows, news->count + 1, sizeof *news->rows);
    news->rows[news->count++] = *event;
    return STATUS_OK;
}
