/* Crossing: replies from region to region. */

#include "board/crossing.h"

#include "base/clock.h"
#include "base/text.h"
#include "board/access.h"
#include "board/reading.h"
#include "store/offers.h"

static struct offer_asker
asker_of(const struct viewer *viewer, const struct access *access)
{
    return (struct offer_asker){
        .question_id = access->covering.state.question.id,
        .thread_id = access->row.thread.id,
        .person_id = viewer->person.id,
        .region = viewer->person.region_title,
    };
}

/* What somebody answered without their name is nobody's to tell before the
 * closing: nor that they answered, as a reply of theirs would. */
static enum status
check(const struct viewer *viewer, const struct access *access)
{
    const struct question_state *state = &access->covering.state;

    if (access->row.thread.kind != THREAD_QUESTION || !state->is_answered ||
        access->covering.cover != COVER_NONE || state->is_held ||
        viewer->person.region_title[0] == '\0')
        return refuse(STATUS_NOT_FOUND,
            "that is for a question you have answered by name");
    if (access->row.thread.is_locked)
        return refuse(STATUS_CONFLICT, "this thread is locked");
    return STATUS_OK;
}

/* Who wrote it, as the viewer may know. */
static enum status
read_author(struct viewer *viewer, struct crossing *crossing)
{
    struct post_list posts = {0};
    enum status status = reading_posts(viewer, crossing->thread_id,
        crossing->number, 1, &posts);

    if (status == STATUS_OK && posts.count == 0)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK) {
        text_copy(crossing->name, sizeof crossing->name,
            posts.rows[0].author_name);
        text_copy(crossing->region, sizeof crossing->region,
            posts.rows[0].author_region);
    }
    post_list_clear(&posts);
    return status;
}

enum status
crossing_find(struct viewer *viewer, int64_t thread_id,
    struct crossing *crossing)
{
    struct access access;
    struct crossing found = {.thread_id = thread_id};
    bool is_done = false;
    enum status status = access_thread(viewer, thread_id, RIGHT_POST, &access);

    if (status == STATUS_OK)
        status = check(viewer, &access);
    if (status != STATUS_OK)
        return status;
    struct offer_asker asker = asker_of(viewer, &access);

    status = offers_pick(viewer->store, &asker, &found.number, &found.replies);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "nobody from another region to reply to yet");
    if (status == STATUS_OK)
        status = offers_is_done(viewer->store, &asker, &is_done);
    if (status == STATUS_OK)
        status = read_author(viewer, &found);
    found.is_due = !is_done;
    if (status == STATUS_OK)
        *crossing = found;
    return status;
}

enum status
crossing_offered(struct viewer *viewer, int64_t thread_id)
{
    struct access access;
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, &access);

    if (status != STATUS_OK || !viewer->may_write || viewer->person.id == 0)
        return status;
    return offers_add(viewer->store, access.covering.state.question.id,
        viewer->person.id, clock_now());
}

void
crossing_words(const struct crossing *crossing, struct text *out)
{
    text_add_format(out, "reply to one from another region: %s",
        crossing->name);
    if (crossing->region[0] != '\0')
        text_add_format(out, ", %s", crossing->region);
    if (crossing->replies == 0)
        text_add(out, " (nobody has yet)");
}

/* ---- Mentors hold back --------------------------------------------------- */

static bool
is_mentor(const struct viewer *viewer, const struct board *board)
{
    for (size_t i = 0; i < viewer->members.count; i++) {
        const struct member *member = &viewer->members.rows[i];

        if (member->role == ROLE_MENTOR &&
            rights_belongs(viewer, member, board))
            return true;
    }
    return false;
}

enum status
crossing_is_early(struct viewer *viewer, int64_t thread_id, bool *is_early,
    int *learners)
{
    struct access access;
    int count = 0;
    enum status status = access_thread(viewer, thread_id, RIGHT_SEE, &access);

    *is_early = false;
    if (status != STATUS_OK || access.row.thread.kind != THREAD_QUESTION ||
        clock_now() >= access.covering.state.last_closes_at ||
        !is_mentor(viewer, &access.board))
        return status;
    status = offers_learners(viewer->store, access.covering.state.question.id,
        &count);
    if (status == STATUS_OK) {
        *is_early = count < LEARNERS_FIRST;
        *learners = count;
    }
    return status;
}

void
crossing_early_words(int learners, struct text *out)
{
    static const char *const counts[LEARNERS_FIRST] = {"Nobody has", "One has",
        "Two have"};

    text_add_format(out, "Three learners first? %s answered yet.",
        counts[learners < LEARNERS_FIRST ? learners : LEARNERS_FIRST - 1]);
}
