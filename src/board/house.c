/* House: who speaks where nobody in particular does. */

#include "board/house.h"

#include "base/handle.h"
#include "board/naming.h"
#include "board/writing.h"
#include "config/config.h"
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
