/* People and their roles, as the operator adds them. */

#include <sodium.h>
#include <string.h>

#include "board/admitting.h"
#include "board/credentials.h"
#include "board/enrolling.h"
#include "board/pacing.h"
#include "commands/file.h"
#include "commands/print.h"
#include "commands/tables.h"

enum {
    KEY_FILE_BYTES = 65536
};

/* A reason from below names the rule; here it gets the word that broke it. */
static enum status
name_word(enum status status, const char *word)
{
    struct text why = {0};

    if (status != STATUS_INVALID || strstr(reason(), word) != NULL)
        return status;
    text_add(&why, reason());
    status = refuse(status, "%s: %s", word, text_bytes(&why));
    text_clear(&why);
    return status;
}

/* The first line of a .pub file. */
static enum status
read_key(const char *path, struct text *line)
{
    enum status status = file_read(path, KEY_FILE_BYTES, line);

    if (status == STATUS_OK)
        text_truncate(line, strcspn(text_bytes(line), "\r\n"));
    return status;
}

static enum status
add_person(struct command_call *call, struct admission *admission,
    struct text *password, struct text *key)
{
    const char *key_path = call->argument[4];
    enum status status = STATUS_OK;
    int64_t person_id = 0;

    if (call->flag[3]) {
        status = command_read_input(call, PASSWORD_BYTES - 1, password);
        admission->password = text_bytes(password);
        admission->password_bytes = password->length;
    }
    if (status == STATUS_OK && key_path != NULL) {
        status = read_key(key_path, key);
        admission->key = text_bytes(key);
    }
    if (status != STATUS_OK)
        return status;
    return admitting_add(call->viewer, admission, &person_id);
}

static enum status
cmd_person_add(struct command_call *call)
{
    struct text password = {0};
    struct text key = {0};
    struct admission admission = {
        .handle = call->argument[0],
        .name = call->argument[1],
        .email = call->argument[2],
    };
    enum status status = add_person(call, &admission, &password, &key);

    if (password.bytes != NULL)
        sodium_memzero(password.bytes, password.capacity);
    text_clear(&password);
    text_clear(&key);
    if (status == STATUS_OK)
        print_line(&call->out, "Added %s.", admission.handle);
    return name_word(status, admission.handle);
}

static enum status
cmd_person_name(struct command_call *call)
{
    const char *handle = call->argument[0];
    enum status status = enrolling_set_name(call->viewer, handle,
        call->argument[1]);

    if (status == STATUS_OK)
        print_line(&call->out, "%s is %s now.", handle, call->argument[1]);
    return name_word(status, handle);
}

static enum status
cmd_member_add(struct command_call *call)
{
    const char *handle = call->argument[0];
    const char *cohort = call->argument[1];
    const char *role = call->argument[2];
    enum status status = enrolling_add_member(call->viewer, handle, cohort,
        role);

    if (status == STATUS_OK)
        print_line(&call->out, "%s is %s in %s.", handle, role, cohort);
    return name_word(status, role);
}

static enum status
cmd_member_starts(struct command_call *call)
{
    enum status status = pacing_set_start(call->viewer, call->argument[0],
        call->argument[1], call->argument[2]);

    if (status == STATUS_OK)
        print_line(&call->out, "%s begins %s on %s.", call->argument[0],
            call->argument[1], call->argument[2]);
    return status;
}

static enum status
cmd_role(struct command_call *call)
{
    const char *handle = call->argument[0];
    const char *role = call->argument[1];
    bool is_none = text_equals(role, "none");
    enum status status = enrolling_set_site_role(call->viewer, handle,
        is_none ? "" : role);

    if (status == STATUS_OK)
        print_line(&call->out, "%s is %s for the whole site.", handle,
            is_none ? "nothing special" : role);
    return name_word(status, role);
}

const struct command member_commands[] = {
    {
        .pattern = "person add <handle> --name <name> [--email <email>] "
                   "[--password-stdin] [--key <file>]",
        .help = "add a person, with the password on standard input, a key's "
                ".pub file",
        .run = cmd_person_add,
    },
    {
        .pattern = "person name <handle> <name>...",
        .help = "give a person another name, also one they may not take",
        .run = cmd_person_name,
    },
    {
        .pattern = "member add <handle> <cohort> --role <role>",
        .help = "a role in a cohort: learner, mentor, sme, champion, "
                "moderator, sponsor",
        .run = cmd_member_add,
    },
    {
        .pattern = "member starts <handle> <cohort> <date>",
        .help = "a member's own first day, in an eLearning program",
        .run = cmd_member_starts,
    },
    {
        .pattern = "role <handle> <role>",
        .help = "a role on the whole site: moderator, operator, or none",
        .run = cmd_role,
    },
    {0},
};
