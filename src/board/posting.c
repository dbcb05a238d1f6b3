/* Posting: threads begun and replied to, and what a post may hold. */

#include "board/posting.h"

#include <string.h>

#include "base/unicode.h"
#include "board/access.h"
#include "board/writing.h"
#include "config/config.h"

enum {
    SUBJECT_CUT_BYTES = 100,
    KILOBYTE = 1024
};

static int
line_at(const char *bytes, size_t at)
{
    int line = 1;

    for (size_t i = 0; i < at; i++)
        line += bytes[i] == '\n';
    return line;
}

static int
count_lines(const struct text *text)
{
    return line_at(text_bytes(text), text->length);
}

/* Empty lines before and blanks after are how the text came, not what it
 * says. */
static void
trim(struct text *text)
{
    size_t start = 0;
    size_t end = text->length;

    while (start < end && text->bytes[start] == '\n')
        start++;
    while (end > start &&
           (text->bytes[end - 1] == '\n' || text->bytes[end - 1] == ' '))
        end--;
    text_truncate(text, end);
    text_remove(text, 0, start);
}

size_t
posting_bytes_most(void)
{
    return (size_t)config_current()->post_kilobytes * KILOBYTE;
}

static enum status
refuse_bytes(void)
{
    return refuse(STATUS_INVALID, "over %lld KiB",
        (long long)config_current()->post_kilobytes);
}

enum status
posting_check_body(const char *bytes, size_t count, struct text *clean,
    size_t *removed)
{
    size_t at;

    if (count > posting_bytes_most())
        return refuse_bytes();
    if (!text_is_utf8(bytes, count, &at))
        return refuse(STATUS_INVALID, "line %d: not UTF-8", line_at(bytes, at));

    text_truncate(clean, 0);
    text_clean(clean, TEXT_BODY, bytes, count, removed);
    trim(clean);
    if (clean->length == 0)
        return refuse(STATUS_INVALID, "there is no text");
    if (clean->length > posting_bytes_most())
        return refuse_bytes();
    if (count_lines(clean) > config_current()->post_lines)
        return refuse(STATUS_INVALID, "over %lld lines",
            (long long)config_current()->post_lines);
    return STATUS_OK;
}

enum status
posting_check_subject(const char *bytes, size_t count, struct text *clean)
{
    if (!text_is_utf8(bytes, count, NULL))
        return refuse(STATUS_INVALID, "the subject is not UTF-8");

    text_truncate(clean, 0);
    text_clean(clean, TEXT_LINE, bytes, count, NULL);
    if (clean->length == 0)
        return refuse(STATUS_INVALID, "there is no subject");
    if (clean->length >= SUBJECT_BYTES)
        return refuse(STATUS_INVALID, "the subject is over %d bytes",
            SUBJECT_BYTES - 1);
    return STATUS_OK;
}

void
posting_subject_of(const char *body, char *subject, size_t size)
{
    char line[SUBJECT_CUT_BYTES + 1];
    struct text first = {0};

    text_add_bytes(&first, body, strcspn(body, "\n"));
    if (text_copy(line, sizeof line, text_bytes(&first))) {
        text_copy(subject, size, line);
    } else {
        char *space = strrchr(line, ' ');

        if (space != NULL && space > line)
            *space = '\0';
        text_truncate(&first, strlen(line));
        text_add(&first, " ...");
        text_copy(subject, size, text_bytes(&first));
    }
    text_clear(&first);
}

static enum status
require_name(const struct viewer *viewer)
{
    if (viewer->person.id != 0)
        return STATUS_OK;
    return refuse(STATUS_FORBIDDEN, "the operator's program has no name to "
                                    "post in: use session --as");
}

static enum status
send_alone(struct viewer *viewer, struct sending *sending,
    struct posted *posted)
{
    struct event event = {0};
    enum status status = store_begin(viewer->store);

    if (status != STATUS_OK)
        return status;
    status = writing_send(viewer, sending, &event);
    status = writing_end(viewer, status, &event);
    if (status != STATUS_OK)
        return status;
    posted->post_id = sending->writing.post_id;
    posted->thread_id = sending->writing.thread->id;
    posted->number = sending->writing.number;
    return STATUS_OK;
}

enum status
posting_start(struct viewer *viewer, int64_t board_id, const char *subject,
    const char *body, struct posted *posted)
{
    struct board board;
    struct thread thread = {.board_id = board_id, .kind = THREAD_TALK};
    struct text clean = {0};
    struct posted done = {0};
    enum status status = access_board(viewer, board_id, RIGHT_POST, &board);

    if (status == STATUS_OK)
        status = require_name(viewer);
    if (status == STATUS_OK)
        status = posting_check_subject(subject, strlen(subject), &clean);
    if (status == STATUS_OK) {
        text_copy(thread.subject, sizeof thread.subject, text_bytes(&clean));
        status = posting_check_body(body, strlen(body), &clean, &done.removed);
    }
    if (status == STATUS_OK)
        status = send_alone(viewer,
            &(struct sending){
                .writing = {.thread = &thread, .body = text_bytes(&clean)},
                .kind = EVENT_THREAD,
                .draft = {.target = DRAFT_BOARD, .target_id = board_id},
            },
            &done);
    text_clear(&clean);
    if (status == STATUS_OK)
        *posted = done;
    return status;
}

static enum status
check_reply(const struct access *access, int reply_to)
{
    const struct thread *thread = &access->row.thread;

    if (access->covering.cover == COVER_ANSWERS)
        return covering_refuse(&access->covering);
    if (thread->is_locked)
        return refuse(STATUS_CONFLICT, "this thread is locked");
    if (reply_to < 0 || reply_to > thread->last_number)
        return refuse(STATUS_NOT_FOUND, "there is no post %d in this thread",
            reply_to);
    return STATUS_OK;
}

enum status
posting_reply(struct viewer *viewer, int64_t thread_id, int reply_to,
    const char *body, struct posted *posted)
{
    struct access access;
    struct text clean = {0};
    struct posted done = {0};
    enum status status = access_thread(viewer, thread_id, RIGHT_POST, &access);

    if (status == STATUS_OK)
        status = require_name(viewer);
    if (status == STATUS_OK)
        status = check_reply(&access, reply_to);
    if (status == STATUS_OK)
        status = posting_check_body(body, strlen(body), &clean, &done.removed);
    if (status == STATUS_OK)
        status = send_alone(viewer,
            &(struct sending){
                .writing = {.thread = &access.row.thread,
                    .body = text_bytes(&clean),
                    .reply_to = reply_to},
                .kind = EVENT_POST,
                .draft = {.target = DRAFT_THREAD,
                    .target_id = thread_id,
                    .reply_to = reply_to},
            },
            &done);
    text_clear(&clean);
    if (status == STATUS_OK)
        *posted = done;
    return status;
}
