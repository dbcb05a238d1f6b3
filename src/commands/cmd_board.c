/* Boards: which there are, their threads, what is new and what waits. */

#include <jansson.h>

#include "base/clock.h"
#include "board/reading.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    PAGE_ROWS = 50,
    PAGES_LOOKED_AT = 40,
    WHEN_BYTES = 32,
    BOARD_COLUMNS = 28,
    NAME_COLUMNS = 16
};

static void
add_moment(struct sheet *sheet, const struct viewer *viewer, int64_t at)
{
    char when[WHEN_BYTES];

    moment_short(at, clock_now(), viewer_zone(viewer), when, sizeof when);
    sheet_add(sheet, at == 0 ? "" : when);
}

static void
print_boards(struct command_call *call, const struct board_list *list)
{
    static const struct sheet_column columns[] = {
        {"BOARD", BOARD_COLUMNS, false},
        {"NEW", 0, true},
        {"LATEST", 0, true},
        {"BY", NAME_COLUMNS, false},
        {"THREAD", 0, false},
    };
    struct sheet sheet = {.columns = columns, .column_count = 5};

    if (list->count == 0) {
        text_add(&call->out, "No board is yours to see yet.\n");
        return;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct board_row *row = &list->rows[i];

        sheet_add(&sheet, row->board.slug);
        sheet_add_number(&sheet, row->unread);
        add_moment(&sheet, call->viewer,
            row->latest_thread_id == 0 ? 0 : row->latest_at);
        sheet_add(&sheet, row->latest_author);
        sheet_add(&sheet, row->latest_subject);
    }
    sheet_print(&sheet, &call->out);
}

static void
print_boards_json(struct command_call *call, const struct board_list *list)
{
    json_t *rows = json_array();

    for (size_t i = 0; i < list->count; i++) {
        const struct board_row *row = &list->rows[i];

        json_array_append_new(rows,
            json_pack("{s:I, s:s, s:s, s:s, s:i, s:i, s:o, s:s, s:s, s:o}",
                "id", (json_int_t)row->board.id, "slug", row->board.slug,
                "kind", board_kind_name(row->board.kind), "title",
                row->board.title, "threads", row->board.thread_count, "unread",
                row->unread, "latest_thread",
                print_json_id(row->latest_thread_id), "latest_subject",
                row->latest_subject, "latest_author", row->latest_author,
                "latest_at",
                print_json_time(
                    row->latest_thread_id == 0 ? 0 : row->latest_at)));
    }
    print_json(call, rows);
}

static enum status
cmd_boards(struct command_call *call)
{
    struct board_list list = {0};
    enum status status = reading_boards(call->viewer, &list);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json)
        print_boards_json(call, &list);
    else
        print_boards(call, &list);
    board_list_clear(&list);
    return STATUS_OK;
}

/* What a row of threads says beside numbers: "today, waiting". */
static void
thread_marks(const struct thread_row *row, struct text *marks)
{
    const struct thread *thread = &row->thread;
    bool is_waiting = thread->kind == THREAD_TALK && !thread->has_reply;
    const struct {
        bool is_set;
        const char *word;
    } words[] = {
        {thread->is_pinned, "pinned"},
        {row->is_today, "today"},
        {row->is_covered, "covered"},
        {thread->is_locked, "locked"},
        {is_waiting, "waiting"},
        {row->is_endorsed && !is_waiting, "endorsed"},
    };

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!words[i].is_set)
            continue;
        if (marks->length > 0)
            text_add(marks, ", ");
        text_add(marks, words[i].word);
    }
}

static void
add_thread(struct sheet *sheet, const struct viewer *viewer,
    const struct thread_row *row)
{
    struct text marks = {0};

    thread_marks(row, &marks);
    sheet_add_number(sheet, row->thread.id);
    sheet_add_number(sheet, row->unread);
    sheet_add_number(sheet, row->thread.last_number);
    add_moment(sheet, viewer, row->thread.last_post_at);
    sheet_add(sheet, row->last_author);
    sheet_add(sheet, text_bytes(&marks));
    sheet_add(sheet, row->thread.subject);
    text_clear(&marks);
}

static json_t *
thread_json(const struct thread_row *row, const char *board)
{
    const struct thread *thread = &row->thread;

    return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:i, s:i, s:b, "
                     "s:s?, s:b, s:b, s:b, s:b, s:b, s:i, s:i}",
        "id", (json_int_t)thread->id, "board", board, "kind",
        thread_kind_name(thread->kind), "subject", thread->subject, "author",
        thread->author_name, "latest_author", row->last_author, "created_at",
        print_json_time(thread->created_at), "latest_at",
        print_json_time(thread->last_post_at), "posts", thread->last_number,
        "unread", row->unread, "is_pinned", thread->is_pinned, "pinned_until",
        thread->unpins_on[0] != '\0' ? thread->unpins_on : NULL, "is_locked",
        thread->is_locked, "is_today", row->is_today, "is_covered",
        row->is_covered, "is_waiting",
        thread->kind == THREAD_TALK && !thread->has_reply, "is_endorsed",
        row->is_endorsed, "answered", row->answered, "asked", row->asked);
}

/* Threads of many boards, as lines or as JSON. */
struct listing {
    struct command_call *call;
    struct sheet sheet;
    json_t *rows;
};

static const struct sheet_column thread_columns[] = {
    {"ID", 0, true},
    {"NEW", 0, true},
    {"POSTS", 0, true},
    {"LATEST", 0, true},
    {"BY", NAME_COLUMNS, false},
    {"", NAME_COLUMNS, false},
    {"SUBJECT", 0, false},
};

static void
listing_open(struct listing *listing, struct command_call *call)
{
    *listing = (struct listing){
        .call = call,
        .sheet = {.columns = thread_columns,
            .column_count = sizeof thread_columns / sizeof thread_columns[0]},
    };
    if (call->wants_json)
        listing->rows = json_array();
}

static void
listing_add(struct listing *listing, const struct thread_row *row,
    const char *board)
{
    if (listing->rows != NULL)
        json_array_append_new(listing->rows, thread_json(row, board));
    else
        add_thread(&listing->sheet, listing->call->viewer, row);
}

/* Prints what was added, `empty` where that is nothing. */
static void
listing_close(struct listing *listing, const char *empty)
{
    if (listing->rows != NULL)
        print_json(listing->call, listing->rows);
    else if (listing->sheet.cell_count == 0)
        text_add(&listing->call->out, empty);
    else
        sheet_print(&listing->sheet, &listing->call->out);
}

static enum status
key_given(struct command_call *call, int slot, struct thread_key *after)
{
    struct thread_row row;

    if (call->argument[slot] == NULL)
        return STATUS_OK;
    enum status status = reading_thread(call->viewer,
        command_number(call, slot), &row);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "no thread %s", call->argument[slot]);
    if (status == STATUS_OK)
        *after = thread_key_of(&row.thread);
    return status;
}

static enum status
cmd_threads(struct command_call *call)
{
    struct board board;
    struct thread_list list = {0};
    struct thread_key after = {0};
    struct listing listing;

    enum status status = command_board(call, 0, &board);
    if (status == STATUS_OK)
        status = key_given(call, 1, &after);
    if (status == STATUS_OK)
        status = reading_threads(call->viewer, board.id, &after, PAGE_ROWS,
            &list);
    if (status != STATUS_OK)
        return status;

    listing_open(&listing, call);
    for (size_t i = 0; i < list.count; i++)
        listing_add(&listing, &list.rows[i], board.slug);
    listing_close(&listing, "No thread here yet.\n");
    if (list.count == PAGE_ROWS && !call->wants_json)
        print_line(&call->out, "To go on: threads %s --after %lld", board.slug,
            (long long)list.rows[list.count - 1].thread.id);
    thread_list_clear(&list);
    return STATUS_OK;
}

/* The threads of one board in which the viewer has something to read, until
 * all that is unread there was met. */
static enum status
list_unread(struct listing *listing, const struct board_row *board)
{
    struct thread_list page = {0};
    struct thread_key after = {0};
    int left = board->unread;
    bool is_last = false;

    for (int i = 0; i < PAGES_LOOKED_AT && left > 0 && !is_last; i++) {
        enum status status = reading_threads(listing->call->viewer,
            board->board.id, &after, PAGE_ROWS, &page);

        if (status != STATUS_OK)
            return status;
        for (size_t j = 0; j < page.count; j++) {
            left -= page.rows[j].unread;
            after = thread_key_of(&page.rows[j].thread);
            if (page.rows[j].unread > 0)
                listing_add(listing, &page.rows[j], board->board.slug);
        }
        is_last = page.count < PAGE_ROWS;
        thread_list_clear(&page);
    }
    return STATUS_OK;
}

static enum status
cmd_new(struct command_call *call)
{
    struct board_list boards = {0};
    struct listing listing;
    enum status status = reading_boards(call->viewer, &boards);

    if (status != STATUS_OK)
        return status;
    listing_open(&listing, call);
    for (size_t i = 0; i < boards.count && status == STATUS_OK; i++)
        status = list_unread(&listing, &boards.rows[i]);
    listing_close(&listing, "Nothing new.\n");
    board_list_clear(&boards);
    return status;
}

static enum status
cmd_catchup(struct command_call *call)
{
    struct board board = {0};
    enum status status = STATUS_OK;

    if (call->argument[0] != NULL)
        status = command_board(call, 0, &board);
    if (status == STATUS_OK)
        status = reading_catch_up(call->viewer, board.id);
    if (status == STATUS_OK)
        print_line(&call->out, "All of %s counts as read.",
            board.id == 0 ? "every board" : board.title);
    return status;
}

static enum status
cmd_waiting(struct command_call *call)
{
    int count = 0;
    int64_t oldest_at = 0;
    char since[WHEN_BYTES];
    struct text words = {0};
    enum status status = reading_waiting(call->viewer, &count, &oldest_at);

    if (status != STATUS_OK)
        return status;
    if (call->wants_json) {
        print_json(call, json_pack("{s:i, s:o}", "waiting", count, "oldest_at",
                             print_json_time(oldest_at)));
        return STATUS_OK;
    }
    int64_t age = moment_age(oldest_at, clock_now());

    duration_short(age, since, sizeof since);
    if (count == 0)
        text_add(&words, "Nothing waits for a reply.");
    else
        text_add_format(&words, "%d %s for a reply%s%s", count,
            count == 1 ? "thread waits" : "threads wait",
            age < 60 ? "" : ", the oldest for ", age < 60 ? "" : since);
    print_line(&call->out, "%s", text_bytes(&words));
    text_clear(&words);
    return STATUS_OK;
}

const struct command board_commands[] = {
    {
        .pattern = "boards [--json]",
        .help = "your boards, what is new on them and what came last",
        .run = cmd_boards,
    },
    {
        .pattern = "threads <board> [--after <thread>] [--json]",
        .help = "the threads of a board, the newest first",
        .run = cmd_threads,
    },
    {
        .pattern = "new [--json]",
        .help = "the threads with something you have not read",
        .run = cmd_new,
        .needs_person = true,
    },
    {
        .pattern = "catchup [<board>]",
        .help = "count everything on a board, or everywhere, as read",
        .run = cmd_catchup,
        .needs_person = true,
    },
    {
        .pattern = "waiting [--json]",
        .help = "how many threads wait for a reply, and since when",
        .run = cmd_waiting,
    },
    {0},
};
