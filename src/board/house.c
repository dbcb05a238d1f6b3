/* House: who speaks where nobody in particular does. */

#include "board/house.h"

#include "base/handle.h"
#include "board/naming.h"
#include "board/posting.h"
#include "board/writing.h"
#include "config/config.h"
#include "store/boards.h"
#include "store/events.h"
#include "store/people.h"
#include "store/threads.h"

#define SYSTEM_HANDLE "homeroom"

static enum status
add_system(struct store *store, int64_t now, int64_t *person_id)
{
    char name[NAME_BYTES];
    char skeleton[HANDLE_BYTES];

    if (naming_check_line("name", config_current()->name, name, sizeof name) !=
        STATUS_OK)
        text_copy(name, sizeof name, "Homeroom");
    handle_skeleton(SYSTEM_HANDLE, skeleton, sizeof skeleton);
    return people_add(store,
        &(struct newcomer){
            .handle = SYSTEM_HANDLE,
            .skeleton = skeleton,
            .name = name,
            .may_log_in = false,
        },
        now, person_id);
}

enum status
house_person(struct store *store, int64_t now, int64_t *person_id)
{
    struct person person;
    enum status status = people_by_handle(store, SYSTEM_HANDLE, &person);

    if (status == STATUS_NOT_FOUND)
        return add_system(store, now, person_id);
    if (status == STATUS_OK)
        *person_id = person.id;
    return status;
}

bool
house_wrote(const struct post *post)
{
    return text_equals(post->author_handle, SYSTEM_HANDLE);
}

/* An announcement waits for nobody's reply. */
static enum status
settle(struct store *store, const struct writing *writing)
{
    return threads_grow(store, &(struct thread_growth){
                                   .thread_id = writing->thread->id,
                                   .number = writing->number,
                                   .post_id = writing->post_id,
                                   .author_id = writing->author_id,
                                   .at = writing->at,
                                   .is_reply = true,
                               });
}

static enum status
write_thread(struct store *store, struct writing *writing)
{
    enum status status = writing_add(store, writing);

    if (status == STATUS_OK)
        status = settle(store, writing);
    if (status != STATUS_OK)
        return status;
    return events_add(store,
        &(struct event){
            .kind = EVENT_THREAD,
            .board_id = writing->thread->board_id,
            .thread_id = writing->thread->id,
            .post_id = writing->post_id,
            .person_id = writing->author_id,
        },
        writing->at);
}

enum status
house_say(struct store *store, const struct house_word *word,
    int64_t *thread_id)
{
    struct thread thread = {
        .board_id = word->board_id,
        .kind = THREAD_TALK,
        .created_at = word->at,
    };
    enum status status = house_person(store, word->at, &thread.author_id);

    text_copy(thread.subject, sizeof thread.subject, word->subject);
    if (status == STATUS_OK)
        status = write_thread(store, &(struct writing){
                                         .thread = &thread,
                                         .author_id = thread.author_id,
                                         .body = word->body,
                                         .at = word->at,
                                     });
    if (status == STATUS_OK)
        *thread_id = thread.id;
    return status;
}

/* The board of a cohort goes by its slug. */
static enum status
find_board(struct store *store, const struct cohort *cohort, int64_t *board_id)
{
    struct board board;
    enum status status = boards_by_slug(store, cohort->slug, &board);

    if (status == STATUS_OK && board.cohort_id != cohort->id)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_NOT_FOUND)
        return refuse(STATUS_FAILED, "the cohort %s has no board",
            cohort->slug);
    if (status == STATUS_OK)
        *board_id = board.id;
    return status;
}

enum status
house_tell(struct store *store, const struct cohort *cohort,
    const struct text *subject, const struct text *body, int64_t at)
{
    struct house_word word = {.at = at};
    struct text line = {0};
    struct text said = {0};
    size_t removed;
    int64_t thread_id = 0;
    enum status status = find_board(store, cohort, &word.board_id);

    if (status == STATUS_OK)
        status = posting_check_subject(text_bytes(subject), subject->length,
            &line);
    if (status == STATUS_OK)
        status = posting_check_body(text_bytes(body), body->length, &said,
            &removed);
    word.subject = text_bytes(&line);
    word.body = text_bytes(&said);
    if (status == STATUS_OK)
        status = house_say(store, &word, &thread_id);
    text_clear(&line);
    text_clear(&said);
    return status;
}
