/* Whatever a roster holds: it is read within its bounds, and everyone in it
 * has a name, a login or an address, and a place. */

#include "input.h"

#include "base/unicode.h"
#include "commands/roster_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_person(const struct roster_file *file, size_t i)
{
    const struct roster_person *person = &file->people[i];
    struct file_place place = {0};

    require(person->name[0] != '\0');
    require(person->login[0] != '\0' || person->email[0] != '\0');
    require(person->role != ROLE_OPERATOR);
    for (enum roster_field field = ROSTER_LOGIN; field <= ROSTER_EMAIL;
         field++) {
        roster_file_locate(file, i, field, &place);
        require(place.line > 1 && place.column > 0);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text content = {0};
    struct roster_file file = {0};

    text_add_bytes(&content, (const char *)data, size);
    bool is_roster = file_check_text("fuzz", &content) == STATUS_OK &&
                     roster_file_parse("fuzz", &content, &file) == STATUS_OK;
    for (size_t i = 0; is_roster && i < file.count; i++)
        check_person(&file, i);
    roster_file_clear(&file);
    text_clear(&content);
    return 0;
}
