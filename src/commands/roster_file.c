/* Rosters in files: which columns tell who somebody is. */

#include "commands/roster_file.h"

#include <string.h>
#include <strings.h>

#include "base/memory.h"

enum {
    MIB = 1048576,
    FILE_MIB_MOST = 64
};

enum column {
    LOGIN,
    EMAIL,
    WHOLE_NAME,
    FIRST_NAME,
    LAST_NAME,
    STATE,
    DELETED,
    ROLE,
    USER_ID,
    COLUMNS
};

/* Moodle's and Canvas's words. A file's passwords are none of these. */
static const char *const names[COLUMNS] = {
    [LOGIN] = "username|login_id",
    [EMAIL] = "email",
    [WHOLE_NAME] = "full_name|fullname",
    [FIRST_NAME] = "firstname|first_name",
    [LAST_NAME] = "lastname|last_name",
    [STATE] = "status",
    [DELETED] = "deleted",
    [ROLE] = "role|role1",
    [USER_ID] = "user_id",
};

/* Theirs beside ours; what is neither is a learner. */
static const struct {
    const char *name;
    enum role role;
} roles[] = {
    {"student", ROLE_LEARNER},
    {"teacher", ROLE_MENTOR},
    {"editingteacher", ROLE_MENTOR},
};

static enum role
role_in_file(const char *given)
{
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        if (strcasecmp(given, roles[i].name) == 0)
            return roles[i].role;
    for (int role = ROLE_LEARNER; role < ROLE_OPERATOR; role++)
        if (strcasecmp(given, role_name((enum role)role)) == 0)
            return (enum role)role;
    return ROLE_NONE;
}

static enum status
check_titles(const struct csv_rows *rows)
{
    bool has_name = rows->has[WHOLE_NAME] || rows->has[FIRST_NAME] ||
                    rows->has[LAST_NAME];
    bool has_login = rows->has[LOGIN] || rows->has[EMAIL];
    struct file_place start = {1, 1};

    if (!has_login && rows->has[USER_ID])
        return file_refuse(rows->path, start,
            "no column for username, login_id or email, people stand in it by "
            "user_id alone: import the file that tells who they are, users.csv");
    if (!has_login)
        return file_refuse(rows->path, start,
            "no column for username, login_id or email: this is no roster");
    if (!has_name)
        return file_refuse(rows->path, start,
            "no column for firstname, first_name or full_name: this is no "
            "roster");
    return STATUS_OK;
}

/* Canvas lists who was deleted, Moodle whom to delete. */
static bool
is_left_out(const struct csv_rows *rows, size_t row)
{
    const char *state = csv_text(rows, row, STATE);

    return (state[0] != '\0' && strcasecmp(state, "active") != 0) ||
           text_equals(csv_text(rows, row, DELETED), "1");
}

/* Where the name of a row begins in `file->names`. */
static size_t
add_name(struct roster_file *file, size_t row)
{
    const struct csv_rows *rows = &file->rows;
    const char *whole = csv_text(rows, row, WHOLE_NAME);
    const char *first = csv_text(rows, row, FIRST_NAME);
    const char *last = csv_text(rows, row, LAST_NAME);
    size_t at = file->names.length;

    if (whole[0] != '\0') {
        text_add(&file->names, whole);
    } else {
        text_add(&file->names, first);
        if (first[0] != '\0' && last[0] != '\0')
            text_add(&file->names, " ");
        text_add(&file->names, last);
    }
    text_add_bytes(&file->names, "", 1);
    return at;
}

static enum status
check_row(const struct roster_file *file, size_t row, size_t name_at)
{
    const struct csv_rows *rows = &file->rows;
    size_t name = rows->has[WHOLE_NAME]   ? WHOLE_NAME
                  : rows->has[FIRST_NAME] ? FIRST_NAME
                                          : LAST_NAME;

    if (text_bytes(&file->names)[name_at] == '\0')
        return csv_refuse(rows, row, name, "no name");
    if (csv_text(rows, row, LOGIN)[0] == '\0' &&
        csv_text(rows, row, EMAIL)[0] == '\0')
        return csv_refuse(rows, row, rows->has[LOGIN] ? LOGIN : EMAIL,
            "neither a login nor an address");
    return STATUS_OK;
}

static enum status
take_row(struct roster_file *file, size_t row)
{
    if (is_left_out(&file->rows, row)) {
        file->left_out++;
        return STATUS_OK;
    }
    size_t name_at = add_name(file, row);
    enum status status = check_row(file, row, name_at);

    file->places = grow(file->places, file->count + 1, sizeof *file->places);
    file->places[file->count++] = (struct roster_place){row, name_at};
    return status;
}

/* Once every name is there: the bytes they share no longer move. */
static void
set_people(struct roster_file *file)
{
    file->people = memory_new((file->count + 1) * sizeof *file->people);
    for (size_t i = 0; i < file->count; i++) {
        const struct roster_place *place = &file->places[i];

        file->people[i] = (struct roster_person){
            .login = csv_text(&file->rows, place->row, LOGIN),
            .name = text_bytes(&file->names) + place->name_at,
            .email = csv_text(&file->rows, place->row, EMAIL),
            .role = role_in_file(csv_text(&file->rows, place->row, ROLE)),
        };
    }
}

enum status
roster_file_parse(const char *path, const struct text *content,
    struct roster_file *file)
{
    *file = (struct roster_file){
        .rows = {.path = path, .names = names, .name_count = COLUMNS},
    };
    enum status status = csv_rows_parse(&file->rows, text_bytes(content),
        content->length);

    if (status == STATUS_OK)
        status = check_titles(&file->rows);
    for (size_t i = 0; i < file->rows.count && status == STATUS_OK; i++)
        status = take_row(file, i);
    if (status == STATUS_OK)
        set_people(file);
    return status;
}

enum status
roster_file_read(const char *path, struct roster_file *file)
{
    struct text content = {0};
    enum status status = file_read_text(path, (size_t)FILE_MIB_MOST * MIB,
        &content);

    *file = (struct roster_file){0};
    if (status == STATUS_OK)
        status = roster_file_parse(path, &content, file);
    text_clear(&content);
    return status;
}

void
roster_file_locate(const struct roster_file *file, size_t person,
    enum roster_field field, struct file_place *place)
{
    static const enum column columns[] = {
        [ROSTER_LOGIN] = LOGIN,
        [ROSTER_NAME] = FIRST_NAME,
        [ROSTER_EMAIL] = EMAIL,
    };
    const struct csv_rows *rows = &file->rows;
    enum column column = columns[field];

    if (field == ROSTER_NAME && !rows->has[FIRST_NAME])
        column = rows->has[WHOLE_NAME] ? WHOLE_NAME : LAST_NAME;
    if (field == ROSTER_LOGIN && !rows->has[LOGIN])
        column = EMAIL;
    *place = csv_place(rows, file->places[person].row, column);
}

void
roster_file_clear(struct roster_file *file)
{
    csv_rows_clear(&file->rows);
    memory_release(file->people);
    memory_release(file->places);
    text_clear(&file->names);
    *file = (struct roster_file){0};
}
