/* Enrolling: programs, regions, cohorts with their boards. */

#include "board/enrolling.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "board/auditing.h"
#include "board/enrolled.h"
#include "board/naming.h"
#include "board/phasing.h"
#include "board/placing.h"
#include "store/boards.h"
#include "store/cohorts.h"
#include "store/intakes.h"
#include "store/programs.h"
#include "store/regions.h"

enum status
enrolling_audit(struct viewer *viewer, const char *act, const char *subject)
{
    return auditing_record(viewer, act, subject, NULL, NULL);
}

enum {
    PROGRAM_SLUG_MOST = SLUG_BYTES - 1 - 7
};

static enum status
add_board(struct viewer *viewer, const struct board *board)
{
    int64_t id;

    return enrolled_named(boards_add(viewer->store, board, clock_now(), &id),
        "board", board->slug);
}

static void
set_title(struct board *board, const char *first, const char *second)
{
    struct text title = {0};

    text_add(&title, first);
    text_add(&title, second);
    text_copy(board->title, sizeof board->title, text_bytes(&title));
    text_clear(&title);
}

/* The alumni board, or the course board, beside a program. */
static enum status
add_program_board(struct viewer *viewer, const struct program *program,
    enum board_kind kind)
{
    struct board board = {.kind = kind, .program_id = program->id};

    text_copy(board.slug, sizeof board.slug, program->slug);
    naming_extend_slug(board.slug, sizeof board.slug, board_kind_name(kind));
    board_title_after(kind, program->title, board.title);
    return add_board(viewer, &board);
}

static enum status
add_program(struct viewer *viewer, struct program *program)
{
    enum status status = enrolled_named(programs_add(viewer->store, program,
                                            clock_now(), &program->id),
        "program", program->slug);

    if (status == STATUS_OK)
        status = add_program_board(viewer, program, BOARD_ALUMNI);
    if (status == STATUS_OK && program->kind == PROGRAM_ELEARNING)
        status = add_program_board(viewer, program, BOARD_COURSE);
    return status;
}

enum status
enrolling_add_program(struct viewer *viewer, const char *slug,
    const char *title, const char *kind)
{
    struct program program = {.weeks_on_the_job = 12};
    enum status status = naming_check_slug("program", slug);

    /* Its boards are called after it: "<slug>-alumni", "<slug>-<intake>". */
    if (status == STATUS_OK && strlen(slug) > PROGRAM_SLUG_MOST)
        status = refuse(STATUS_INVALID, "program: at most %d characters",
            PROGRAM_SLUG_MOST);

    if (status == STATUS_OK)
        status = naming_check_line("title", title, program.title,
            sizeof program.title);
    if (status == STATUS_OK && !program_kind_of(kind, &program.kind))
        status = refuse(STATUS_INVALID,
            "kind: instructor-led or elearning, not \"%s\"", kind);
    if (status == STATUS_OK)
        status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    text_copy(program.slug, sizeof program.slug, slug);
    return enrolled_end(viewer, add_program(viewer, &program), "program add",
        slug);
}

static void
title_of_slug(const char *slug, char *title, size_t size)
{
    text_copy(title, size, slug);
    for (; *title != '\0'; title++)
        if (*title >= 'a' && *title <= 'z')
            *title = (char)(*title - 'a' + 'A');
}

enum status
enrolling_add_region(struct viewer *viewer, const char *slug, const char *title,
    const char *zone)
{
    struct region region = {0};
    enum status status = naming_check_slug("region", slug);
    int64_t id;

    title_of_slug(slug, region.title, sizeof region.title);
    if (status == STATUS_OK && title != NULL)
        status = naming_check_line("title", title, region.title,
            sizeof region.title);
    if (status == STATUS_OK && !zone_is_known(zone))
        status = refuse(STATUS_INVALID, "zone: no time zone is called \"%s\"",
            zone);
    if (status == STATUS_OK)
        status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;

    text_copy(region.slug, sizeof region.slug, slug);
    text_copy(region.zone, sizeof region.zone, zone);
    status = enrolled_named(regions_add(viewer->store, &region, clock_now(),
                                &id),
        "region", slug);
    return enrolled_end(viewer, status, "region add", slug);
}

static enum status
check_terms(const struct cohort_terms *terms, struct cohort *cohort)
{
    enum status status = naming_check_slug("cohort", terms->slug);

    if (status == STATUS_OK)
        status = naming_check_line("intake", terms->intake,
            cohort->intake_title, sizeof cohort->intake_title);
    if (status != STATUS_OK)
        return status;
    if (!date_is_valid(terms->starts_on))
        return refuse(STATUS_INVALID, "starts: a date like 2026-11-23");
    if (!date_is_valid(terms->ends_on))
        return refuse(STATUS_INVALID, "ends: a date like 2026-11-23");
    if (strcmp(terms->starts_on, terms->ends_on) > 0)
        return refuse(STATUS_INVALID, "ends: before it starts");

    text_copy(cohort->slug, sizeof cohort->slug, terms->slug);
    text_copy(cohort->starts_on, sizeof cohort->starts_on, terms->starts_on);
    text_copy(cohort->ends_on, sizeof cohort->ends_on, terms->ends_on);
    return STATUS_OK;
}

/* After its title; after its id where that name is taken, as of two titles
 * that differ in what a slug leaves out. */
static enum status
name_intake_board(struct viewer *viewer, const struct program *program,
    const struct cohort *cohort, struct board *board)
{
    struct board taken;
    char id[24];

    text_copy(board->slug, sizeof board->slug, program->slug);
    naming_extend_slug(board->slug, sizeof board->slug, cohort->intake_title);
    enum status status = boards_by_slug(viewer->store, board->slug, &taken);
    if (status == STATUS_NOT_FOUND)
        return STATUS_OK;
    if (status != STATUS_OK)
        return status;

    snprintf(id, sizeof id, "%" PRId64, cohort->intake_id);
    text_copy(board->slug, sizeof board->slug, program->slug);
    naming_extend_slug(board->slug, sizeof board->slug, id);
    return STATUS_OK;
}

static enum status
add_intake(struct viewer *viewer, const struct program *program,
    struct cohort *cohort)
{
    struct board board = {.kind = BOARD_PROGRAM, .program_id = program->id};
    enum status status = intakes_find(viewer->store, program->id,
        cohort->intake_title, &cohort->intake_id);

    if (status != STATUS_NOT_FOUND)
        return status;
    status = intakes_add(viewer->store, program->id, cohort->intake_title,
        clock_now(), &cohort->intake_id);
    if (status != STATUS_OK)
        return status;

    board.intake_id = cohort->intake_id;
    status = name_intake_board(viewer, program, cohort, &board);
    if (status != STATUS_OK)
        return status;
    set_title(&board, "All regions, ", cohort->intake_title);
    return add_board(viewer, &board);
}

static enum status
add_commons(struct viewer *viewer)
{
    const struct board commons = {
        .slug = "commons",
        .kind = BOARD_COMMONS,
        .title = "Commons",
    };
    struct board found;
    enum status status = boards_by_slug(viewer->store, commons.slug, &found);

    return status == STATUS_NOT_FOUND ? add_board(viewer, &commons) : status;
}

static enum status
add_cohort_board(struct viewer *viewer, const struct cohort *cohort)
{
    struct board board = {
        .kind = BOARD_COHORT,
        .program_id = cohort->program_id,
        .intake_id = cohort->intake_id,
        .cohort_id = cohort->id,
    };
    char region[TITLE_BYTES + 2];

    snprintf(region, sizeof region, "%s, ", cohort->region_title);
    set_title(&board, region, cohort->intake_title);
    text_copy(board.slug, sizeof board.slug, cohort->slug);
    return add_board(viewer, &board);
}

static enum status
add_cohort(struct viewer *viewer, const struct cohort_terms *terms,
    struct cohort *cohort, struct placed *placed)
{
    struct program program;
    struct region region;
    enum status status = enrolled_named(programs_by_slug(viewer->store,
                                            terms->program, &program),
        "program", terms->program);

    if (status == STATUS_OK)
        status = enrolled_named(regions_by_slug(viewer->store, terms->region,
                                    &region),
            "region", terms->region);
    if (status != STATUS_OK)
        return status;

    cohort->program_id = program.id;
    cohort->region_id = region.id;
    cohort->kind = program.kind;
    cohort->weeks_on_the_job = program.weeks_on_the_job;
    text_copy(cohort->region_title, sizeof cohort->region_title, region.title);
    text_copy(cohort->zone, sizeof cohort->zone, region.zone);
    status = add_intake(viewer, &program, cohort);
    if (status == STATUS_OK)
        status = enrolled_named(cohorts_add(viewer->store, cohort, clock_now(),
                                    &cohort->id),
            "cohort", terms->slug);
    if (status == STATUS_OK)
        status = add_cohort_board(viewer, cohort);
    if (status == STATUS_OK)
        status = phasing_begin(viewer, cohort);
    if (status == STATUS_OK)
        status = placing_begin(viewer, cohort, placed);
    return status == STATUS_OK ? add_commons(viewer) : status;
}

enum status
enrolling_place_cohort(struct viewer *viewer, const struct cohort_terms *terms,
    struct placed *placed)
{
    struct cohort cohort = {0};
    enum status status = check_terms(terms, &cohort);

    if (status == STATUS_OK)
        status = enrolled_begin(viewer);
    if (status != STATUS_OK)
        return status;
    return enrolled_end(viewer, add_cohort(viewer, terms, &cohort, placed),
        "cohort add", terms->slug);
}

static bool
is_member_of(const struct viewer *viewer, int64_t cohort_id)
{
    for (size_t i = 0; i < viewer->members.count; i++)
        if (viewer->members.rows[i].cohort_id == cohort_id)
            return true;
    return false;
}

enum status
enrolling_find_cohort(struct viewer *viewer, const char *slug,
    struct cohort *cohort)
{
    struct cohort found;
    enum status status = cohorts_by_slug(viewer->store, slug, &found);
    bool may_see = viewer->is_operator || viewer->person.site_role != ROLE_NONE;

    if (status == STATUS_OK && !may_see && !is_member_of(viewer, found.id))
        status = STATUS_NOT_FOUND;
    if (status == STATUS_OK)
        *cohort = found;
    return enrolled_named(status, "cohort", slug);
}
