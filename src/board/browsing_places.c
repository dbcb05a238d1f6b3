/* Where there are questions of the past: programs and boards. */

#include "base/memory.h"
#include "base/text.h"
#include "board/access.h"
#include "board/browsing.h"
#include "store/programs.h"

/* NOT_FOUND: no board of the program is the viewer's to see. */
static enum status
check_program(const struct viewer *viewer, int64_t program_id)
{
    struct board_list boards;
    enum status status = access_boards(viewer, &boards);
    bool is_found = false;

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < boards.count; i++)
        is_found = is_found || boards.rows[i].board.program_id == program_id;
    board_list_clear(&boards);
    return is_found ? STATUS_OK : STATUS_NOT_FOUND;
}

enum status
browsing_place(const struct viewer *viewer, const char *slug,
    struct browse *browse)
{
    struct program program;
    struct board board = {0};
    enum status status = programs_by_slug(viewer->store, slug, &program);

    if (status == STATUS_OK)
        status = check_program(viewer, program.id);
    bool is_program = status == STATUS_OK;

    if (status == STATUS_NOT_FOUND)
        status = access_board_named(viewer, slug, RIGHT_SEE, &board);
    if (status == STATUS_NOT_FOUND)
        return refuse(status, "there is no program or board %.60s", slug);
    if (status != STATUS_OK)
        return status;
    browse->has_program = is_program;
    browse->program_id = is_program ? program.id : 0;
    browse->board_id = board.id;
    return STATUS_OK;
}

static bool
has_shelf(const struct shelf_list *list, int64_t program_id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].program_id == program_id)
            return true;
    return false;
}

static enum status
add_shelf(struct viewer *viewer, int64_t program_id, struct shelf_list *list)
{
    struct past_list first = {0};
    struct program program = {0};
    enum status status = browsing_page(viewer,
        &(struct browse){.has_program = true,
            .program_id = program_id,
            .limit = 1},
        &first);
    bool is_empty = first.count == 0;

    past_list_clear(&first);
    if (status == STATUS_OK && program_id != 0)
        status = programs_by_id(viewer->store, program_id, &program);
    if (status != STATUS_OK || is_empty)
        return status;
    list->rows = grow(list->rows, list->count + 1, sizeof *list->rows);
    struct shelf *shelf = &list->rows[list->count++];

    *shelf = (struct shelf){.program_id = program_id};
    text_copy(shelf->slug, sizeof shelf->slug,
        program_id != 0 ? program.slug : "commons");
    text_copy(shelf->title, sizeof shelf->title,
        program_id != 0 ? program.title : "Everyone");
    return STATUS_OK;
}

enum status
browsing_shelves(struct viewer *viewer, struct shelf_list *list)
{
    struct shelf_list found = {0};
    struct board_list boards;
    enum status status = access_boards(viewer, &boards);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < boards.count && status == STATUS_OK; i++) {
        int64_t program_id = boards.rows[i].board.program_id;

        if (!has_shelf(&found, program_id))
            status = add_shelf(viewer, program_id, &found);
    }
    board_list_clear(&boards);
    if (status == STATUS_OK)
        *list = found;
    else
        shelf_list_clear(&found);
    return status;
}
