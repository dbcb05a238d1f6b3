/* House: who speaks where nobody in particular does. */

#include "board/house.h"

#include "base/handle.h"
#include "board/naming.h"
#include "config/config.h"
#include "store/people.h"

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
