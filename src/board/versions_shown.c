/* Versions shown: which of what a post said one viewer may read. */

#include "base/memory.h"
#include "board/editing.h"
#include "board/reading.h"
#include "store/versions.h"

static enum status
read_post(struct viewer *viewer, int64_t thread_id, int number,
    struct post *post)
{
    struct post_list found = {0};
    enum status status = reading_posts(viewer, thread_id, number, 1, &found);

    if (status == STATUS_OK &&
        (found.count == 0 || found.rows[0].number != number))
        status = refuse(STATUS_NOT_FOUND,
            "there is no post %d that you can see in this thread", number);
    if (status == STATUS_OK) {
        *post = found.rows[0];
        found.count = 0;
    }
    post_list_clear(&found);
    return status;
}

/* Leaves in what the viewer may read. Silent changes come before all others, so
 * to whoever does not know of them the first version is of the post's time. */
static void
keep_readable(const struct viewer *viewer, const struct post *post,
    struct version_list *list)
{
    bool is_author = post->author_id != 0 &&
                     post->author_id == viewer->person.id;
    bool is_hidden = post->is_nameless && post->author_id == 0;
    size_t kept = 0;

    for (size_t i = 0; i < list->count; i++) {
        struct version *version = &list->rows[i];

        if (is_hidden || (version->is_silent && !is_author)) {
            version_clear(version);
            continue;
        }
        version->number = (int)kept + 1;
        if (kept == 0 && !post->is_nameless)
            version->written_at = post->created_at;
        list->rows[kept++] = *version;
    }
    list->count = kept;
}

static void
add_standing(const struct post *post, struct version_list *list)
{
    int64_t since = list->rows[list->count - 1].replaced_at;

    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    list->rows[list->count] = (struct version){
        .number = (int)list->count + 1,
        .body = memory_copy(post->body),
        .written_at = since,
    };
    list->count++;
}

enum status
editing_versions(struct viewer *viewer, int64_t thread_id, int number,
    struct post *post, struct version_list *list)
{
    struct post found = {0};
    struct version_list versions = {0};
    enum status status = read_post(viewer, thread_id, number, &found);

    if (status == STATUS_OK)
        status = versions_of(viewer->store,
            &(struct version_key){.post_id = found.id}, &versions);
    if (status == STATUS_OK) {
        keep_readable(viewer, &found, &versions);
        if (versions.count == 0)
            status = refuse(STATUS_NOT_FOUND, "post %d was never changed",
                number);
    }
    if (status != STATUS_OK) {
        version_list_clear(&versions);
        post_clear(&found);
        return status;
    }
    add_standing(&found, &versions);
    *post = found;
    *list = versions;
    return STATUS_OK;
}
