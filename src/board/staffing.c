/* Staffing: who answers for a course as a whole. */

#include "board/staffing.h"

#include "base/clock.h"
#include "base/text.h"
#include "board/access.h"
#include "board/enrolled.h"
#include "store/course_smes.h"
#include "store/people.h"
#include "store/programs.h"

/* The course of a slug. */
static enum status
find_course(struct viewer *viewer, const char *slug, struct program *program)
{
    enum status status = enrolled_named(programs_by_slug(viewer->store, slug,
                                            program),
        "program", slug);

    if (status == STATUS_OK && program->kind != PROGRAM_ELEARNING)
        return refuse(STATUS_INVALID,
            "%s is no eLearning program: its SMEs are named in its cohorts",
            slug);
    return status;
}

typedef enum status sme_step(struct viewer *viewer, const struct person *person,
    const struct program *program);

static enum status
add(struct viewer *viewer, const struct person *person,
    const struct program *program)
{
    enum status status = course_smes_add(viewer->store, person->id, program->id,
        clock_now());

    if (status == STATUS_CONFLICT)
        return refuse(status, "%s is SME of %s already", person->handle,
            program->slug);
    return status;
}

static enum status
take_away(struct viewer *viewer, const struct person *person,
    const struct program *program)
{
    enum status status = course_smes_remove(viewer->store, person->id,
        program->id);

    if (status == STATUS_NOT_FOUND)
        return refuse(status, "%s is not SME of %s as a whole", person->handle,
            program->slug);
    return status;
}

static enum status
change(struct viewer *viewer, const char *handle, const char *slug,
    sme_step *step, const char *act)
{
    struct person person;
    struct program program;
    struct text subject = {0};
    enum status status = enrolled_begin(viewer);

    if (status != STATUS_OK)
        return status;
    status = enrolled_named(people_by_handle(viewer->store, handle, &person),
        "person", handle);
    if (status == STATUS_OK)
        status = find_course(viewer, slug, &program);
    if (status == STATUS_OK)
        status = step(viewer, &person, &program);
    text_add_format(&subject, "%s %s", handle, slug);
    status = enrolled_end(viewer, status, act, text_bytes(&subject));
    text_clear(&subject);
    return status;
}

enum status
staffing_add_sme(struct viewer *viewer, const char *handle, const char *program)
{
    return change(viewer, handle, program, add, "course sme add");
}

enum status
staffing_remove_sme(struct viewer *viewer, const char *handle,
    const char *program)
{
    return change(viewer, handle, program, take_away, "course sme remove");
}

enum status
staffing_smes(struct viewer *viewer, int64_t board_id, struct person_list *list)
{
    struct board board;
    enum status status = access_board(viewer, board_id, RIGHT_SEE, &board);

    if (status != STATUS_OK)
        return status;
    if (board.kind == BOARD_COURSE)
        return people_of_course(viewer->store, board.program_id, list);
    *list = (struct person_list){0};
    return STATUS_OK;
}

/* The id of the course's board, where the viewer sees it. */
static enum status
find_board(const struct viewer *viewer, const struct program *program,
    int64_t *board_id)
{
    struct board_list boards;
    enum status status = access_boards(viewer, &boards);
    int64_t found = 0;

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < boards.count; i++)
        if (boards.rows[i].board.kind == BOARD_COURSE &&
            boards.rows[i].board.program_id == program->id)
            found = boards.rows[i].board.id;
    board_list_clear(&boards);
    *board_id = found;
    return found != 0 ? STATUS_OK : STATUS_NOT_FOUND;
}

enum status
staffing_smes_of(struct viewer *viewer, const char *slug,
    struct person_list *list)
{
    struct program program;
    int64_t board_id = 0;
    enum status status = find_course(viewer, slug, &program);

    /* Whoever may not see a program is not told of its kind either. */
    if (status == STATUS_INVALID && !viewer->is_operator)
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        status = find_board(viewer, &program, &board_id);
    if (status == STATUS_OK)
        status = staffing_smes(viewer, board_id, list);
    return enrolled_named(status, "course", slug);
}
