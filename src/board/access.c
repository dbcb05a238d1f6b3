/* Access: boards and threads, found together with the right to them. */

#include "board/access.h"

#include "base/clock.h"
#include "base/text.h"
#include "store/boards.h"
#include "store/members.h"
#include "store/people.h"
#include "store/threads.h"

enum status
access_latest_day(const struct viewer *viewer, char date[11])
{
    int days = 0;

    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].days_ahead > days)
            days = viewer->members.rows[i].days_ahead;
    return date_add(viewer->today, days, date);
}

enum status
access_boards(const struct viewer *viewer, struct board_list *list)
{
    enum role role = viewer->person.site_role;
    char latest[11];
    struct boards_seen_by who = {
        .person_id = viewer->person.id,
        .today = latest,
        .sees_all = viewer->is_operator || role == ROLE_MODERATOR ||
                    role == ROLE_OPERATOR,
    };
    struct board_list found;
    enum status status = access_latest_day(viewer, latest);

    if (status == STATUS_OK)
        status = boards_visible(viewer->store, &who, &found);

    if (status != STATUS_OK)
        return status;

    size_t kept = 0;
    for (size_t i = 0; i < found.count; i++)
        if (rights_allow(viewer, RIGHT_SEE, &found.rows[i].board))
            found.rows[kept++] = found.rows[i];
    found.count = kept;
    *list = found;
    return STATUS_OK;
}

static enum status
require(const struct viewer *viewer, enum right right,
    const struct board *found, struct board *board)
{
    enum status status = rights_require(viewer, right, found);

    if (status == STATUS_OK)
        *board = *found;
    return status;
}

enum status
access_board(const struct viewer *viewer, int64_t board_id, enum right right,
    struct board *board)
{
    struct board found;
    enum status status = boards_by_id(viewer->store, board_id, &found);

    if (status == STATUS_OK)
        status = require(viewer, right, &found, board);
    if (status == STATUS_NOT_FOUND)
        return refuse(STATUS_NOT_FOUND, "there is no board %lld",
            (long long)board_id);
    return status;
}

enum status
access_board_named(const struct viewer *viewer, const char *slug,
    enum right right, struct board *board)
{
    struct board found;
    int64_t id;
    enum status status = boards_by_slug(viewer->store, slug, &found);

    if (status == STATUS_NOT_FOUND && text_number(slug, 1, INT64_MAX, &id))
        status = boards_by_id(viewer->store, id, &found);
    if (status == STATUS_OK)
        status = require(viewer, right, &found, board);
    if (status == STATUS_NOT_FOUND)
        return refuse(STATUS_NOT_FOUND, "there is no board %.60s", slug);
    return status;
}

enum status
access_cohort(const struct viewer *viewer, const char *slug, enum right right,
    struct board *board)
{
    enum status status = access_board_named(viewer, slug, RIGHT_SEE, board);

    if (status == STATUS_NOT_FOUND ||
        (status == STATUS_OK && board->kind != BOARD_COHORT))
        return refuse(STATUS_NOT_FOUND, "there is no cohort %.60s", slug);
    return status == STATUS_OK ? rights_require(viewer, right, board) : status;
}

enum status
access_thread(const struct viewer *viewer, int64_t thread_id, enum right right,
    struct access *access)
{
    struct access found = {0};
    enum status status = threads_find(viewer->store, thread_id, &found.row);

    if (status == STATUS_OK)
        status = boards_by_id(viewer->store, found.row.thread.board_id,
            &found.board);
    if (status == STATUS_OK)
        status = rights_require(viewer, RIGHT_SEE, &found.board);
    if (status == STATUS_OK && found.row.thread.kind == THREAD_QUESTION)
        status = covering_by_thread(viewer, &found.board, thread_id,
            &found.covering);
    if (status == STATUS_NOT_FOUND || found.covering.cover == COVER_WHOLE)
        return refuse(STATUS_NOT_FOUND, "there is no thread %lld",
            (long long)thread_id);
    if (status == STATUS_OK)
        status = rights_require(viewer, right, &found.board);
    if (status == STATUS_OK)
        *access = found;
    return status;
}

enum status
access_drawn_role(const struct viewer *viewer, const struct board *board,
    int64_t person_id, enum role *role)
{
    struct member_list members;
    enum status status = members_by_person(viewer->store, person_id, &members);

    if (status != STATUS_OK)
        return status;
    *role = rights_drawn_role(*role, &members, board);
    member_list_clear(&members);
    return STATUS_OK;
}

enum status
access_has_right(const struct viewer *viewer, const struct board *board,
    int64_t person_id, enum right right, bool *has)
{
    struct person person;
    struct member_list members = {0};
    struct viewer other;
    enum status status = people_by_id(viewer->store, person_id, &person);

    if (status == STATUS_OK)
        status = members_by_person(viewer->store, person_id, &members);
    if (status != STATUS_OK)
        return status;
    viewer_picture(&other, viewer->store, &person, &members);
    *has = rights_allow(&other, right, board);
    viewer_clear(&other);
    return STATUS_OK;
}

bool
access_is_asked(const struct viewer *viewer, const struct board *board)
{
    if (board->kind == BOARD_COMMONS)
        return true;
    for (size_t i = 0; i < viewer->members.count; i++) {
        const struct member *member = &viewer->members.rows[i];

        if (rights_belongs(viewer, member, board) &&
            (member->cohort_id != 0 || board->intake_id == 0))
            return true;
    }
    return false;
}
