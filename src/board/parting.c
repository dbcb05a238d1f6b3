/* Parting: people who leave lose their name here, or their text as well. */

#include "board/parting.h"

#include <glob.h>
#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/handle.h"
#include "base/memory.h"
#include "base/text.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "board/keeping.h"
#include "board/scrubbing.h"
#include "store/codes.h"
#include "store/mentions.h"
#include "store/pair.h"
#include "store/people.h"
#include "store/personal.h"
#include "store/scrubs.h"
#include "store/store.h"

#define FORMER_START "former-"
#define FORMER_NAME  "Former member"

enum {
    FORMER_LETTERS = 6,
    FORMER_TRIES = 100,
    SCRUB_PATIENCE = 20000 /* milliseconds */
};

/* One who parts, with both stores. */
struct leaver {
    struct viewer *viewer;
    struct store *secrets;
    const struct parting *parting;
    struct parted *parted;
    struct person person; /* as they were */
    char why[WHY_BYTES];
};

/* ---- What there is of them ---------------------------------------------- */

static enum status
find_leaver(struct viewer *viewer, const char *handle, struct person *person)
{
    enum status status = enrolled_named(people_by_handle(viewer->store, handle,
                                            person),
        "person", handle);

    /* A handle that nobody may take is one that we gave. */
    if (status == STATUS_OK && !handle_is_valid(handle))
        return refuse(STATUS_CONFLICT, "%s speaks for the site and stays",
            handle);
    return status;
}

static enum status
look_round(struct viewer *viewer, const struct parting *parting,
    const struct person *person, struct parted *parted)
{
    struct store *store = viewer->store;
    const struct mentioned mentioned = {
        .person_id = person->id,
        .handle = person->handle,
        .name = person->name,
    };
    enum status status = personal_count(store, person->id, &parted->counts);

    if (status == STATUS_OK)
        status = mentions_of(store, &mentioned, &parted->named);
    if (status == STATUS_OK && parting->erases)
        status = mentions_quoting(store, person->id, &parted->quoted);
    if (status == STATUS_OK)
        status = mentions_on_record(store, &mentioned, &parted->acts);
    return status;
}

static void
find_copies(const struct store *store, struct parted *parted)
{
    struct text pattern = {0};
    glob_t found = {0};

    text_add_format(&pattern, "%s.before-*", store_path(store));
    if (glob(text_bytes(&pattern), 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            parted->copies = grow(parted->copies, parted->copy_count + 1,
                sizeof *parted->copies);
            parted->copies[parted->copy_count++] = memory_copy(
                found.gl_pathv[i]);
        }
    }
    globfree(&found);
    text_clear(&pattern);
}

enum status
parting_look(struct viewer *viewer, const struct parting *parting,
    struct parted *parted)
{
    struct person person;

    *parted = (struct parted){0};
    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator does this, with homeroom on the server");
    enum status status = find_leaver(viewer, parting->handle, &person);
    if (status != STATUS_OK)
        return status;
    text_copy(parted->handle, sizeof parted->handle, person.handle);
    return look_round(viewer, parting, &person, parted);
}

void
parted_clear(struct parted *parted)
{
    mention_list_clear(&parted->named);
    mention_list_clear(&parted->quoted);
    for (size_t i = 0; i < parted->copy_count; i++)
        memory_release(parted->copies[i]);
    memory_release(parted->copies);
    *parted = (struct parted){0};
}

/* ---- Their name --------------------------------------------------------- */

/* Letters and digits of which none is taken for another, and no vowel that
 * could make a word. */
static void
make_handle(char handle[HANDLE_BYTES])
{
    static const char signs[] = "bcdfghjkmnpqstxz23456789";
    struct text made = {0};

    text_add(&made, FORMER_START);
    for (int i = 0; i < FORMER_LETTERS; i++)
        text_add_bytes(&made,
            &signs[randombytes_uniform((uint32_t)strlen(signs))], 1);
    text_copy(handle, HANDLE_BYTES, text_bytes(&made));
    text_clear(&made);
}

bool
parting_is_former(const struct person *person)
{
    return !person->may_log_in && text_equals(person->name, FORMER_NAME) &&
           text_starts(person->handle, FORMER_START);
}

static enum status
rename_leaver(struct leaver *leaver)
{
    char skeleton[HANDLE_BYTES];
    char *handle = leaver->parted->handle;
    const struct personal_former former = {handle, skeleton, FORMER_NAME};
    struct person other;
    enum status status = STATUS_OK;

    /* Who has parted before, and parts again, keeps their handle. */
    if (parting_is_former(&leaver->person))
        text_copy(handle, HANDLE_BYTES, leaver->person.handle);
    else
        make_handle(handle);
    for (int i = 0; i < FORMER_TRIES; i++) {
        handle_skeleton(handle, skeleton, sizeof skeleton);
        status = people_by_skeleton(leaver->viewer->store, skeleton, &other);
        bool is_free = status == STATUS_NOT_FOUND ||
                       (status == STATUS_OK && other.id == leaver->person.id);
        if (is_free)
            return personal_rename(leaver->viewer->store, leaver->person.id,
                &former);
        if (status != STATUS_OK)
            return status;
        make_handle(handle);
    }
    return refuse(STATUS_FULL, "no handle for a former member is free");
}

/* ---- Both stores -------------------------------------------------------- */

static enum status
part_in_store(struct leaver *leaver)
{
    enum status status = find_leaver(leaver->viewer, leaver->parting->handle,
        &leaver->person);

    if (status == STATUS_OK)
        status = personal_part(leaver->viewer->store, personal_store,
            leaver->person.id, leaver->parting->erases);
    return status == STATUS_OK ? rename_leaver(leaver) : status;
}

static enum status
part_in_secrets(const struct leaver *leaver)
{
    enum status status = personal_part(leaver->secrets, personal_secrets,
        leaver->person.id, leaver->parting->erases);

    if (status != STATUS_OK)
        return status;
    return codes_rename_maker(leaver->secrets, leaver->person.handle,
        leaver->parted->handle);
}

static enum status
part_within(struct leaver *leaver)
{
    const char *act = leaver->parting->erases ? "person erase"
                                              : "person anonymise";
    enum status status = part_in_store(leaver);
    int64_t scrub_id;

    if (status == STATUS_OK)
        status = part_in_secrets(leaver);
    /* Should this be killed next, the daemon writes the files anew. */
    if (status == STATUS_OK)
        status = scrubs_ask(leaver->viewer->store, clock_now(), false,
            &scrub_id);
    if (status == STATUS_OK)
        status = auditing_record(leaver->viewer, act, leaver->parted->handle,
            leaver->why, NULL);
    return status;
}

static enum status
part_in_both(struct leaver *leaver)
{
    struct store *store = leaver->viewer->store;
    enum status status = enrolled_check(leaver->viewer);

    if (status == STATUS_OK)
        status = pair_begin(store, leaver->secrets);
    if (status != STATUS_OK)
        return status;
    return pair_end(store, leaver->secrets, part_within(leaver));
}

/* They have left whatever becomes of this: what failed is told with the rest.
 */
static void
scrub_both(struct leaver *leaver)
{
    struct parted *parted = leaver->parted;

    find_copies(leaver->viewer->store, parted);
    find_copies(leaver->secrets, parted);
    parted->is_rewritten = scrubbing_run(leaver->viewer, leaver->secrets,
                               SCRUB_PATIENCE,
                               &parted->is_scrubbed) == STATUS_OK;
    reason_clear();
}

/* The record keeps it for ever. */
static enum status
check_why(struct leaver *leaver, const char *handle)
{
    enum status status = find_leaver(leaver->viewer, handle, &leaver->person);
    const struct mentioned mentioned = {
        .person_id = leaver->person.id,
        .handle = leaver->person.handle,
        .name = leaver->person.name,
    };

    if (status == STATUS_OK)
        status = enrolled_why(leaver->parting->why, leaver->why);
    if (status == STATUS_OK && mentions_name(&mentioned, leaver->why))
        return refuse(STATUS_INVALID,
            "why: it names them, and the record would keep that");
    return status;
}

enum status
parting_part(struct viewer *viewer, const struct parting *parting,
    struct parted *parted)
{
    struct leaver leaver = {
        .viewer = viewer,
        .parting = parting,
        .parted = parted,
    };
    enum status status = parting_look(viewer, parting, parted);

    if (status == STATUS_OK)
        status = check_why(&leaver, parting->handle);
    if (status == STATUS_OK)
        status = keeping_open_secrets(&leaver.secrets);
    if (status == STATUS_OK)
        status = part_in_both(&leaver);
    if (status == STATUS_OK)
        scrub_both(&leaver);
    store_close(leaver.secrets);
    return status;
}
