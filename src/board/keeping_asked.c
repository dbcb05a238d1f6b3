/* Keeping, as it is asked for: by the listener's line, or here. */

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "board/keeping.h"
#include "config/config.h"
#include "store/store.h"

enum status
keeping_open_secrets(struct store **secrets)
{
    char *path = config_secrets_path(config_current());
    enum status status = store_open(path, STORE_WRITE, secrets);

    memory_release(path);
    return status;
}

static enum status
serve_here(struct viewer *viewer, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    struct keeping keeping = {.store = viewer->store};
    const struct keeping_asker asker = {
        .person_id = viewer->person.id,
        .is_operator = viewer->is_operator,
    };
    struct password_work work = {0};
    struct password_done done = {0};
    enum status status = keeping_open_secrets(&keeping.secrets);

    if (status == STATUS_OK)
        status = keeping_prepare(&keeping, &asker, ask, &work);
    if (status == STATUS_OK) {
        credentials_work(&work, &done);
        keeping_serve(&keeping, &asker, ask, &done, answer);
        status = answer->status;
    }
    sodium_memzero(&work, sizeof work);
    store_close(keeping.secrets);
    return status;
}

static enum status
send_by_line(const struct viewer *viewer, const struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    const struct keeper_line *line = viewer->keeper;
    enum status status = line->send(line->context, ask, answer);

    if (status != STATUS_OK)
        return status;
    if (answer->status != STATUS_OK)
        return refuse(answer->status, "%s", answer->why);
    return STATUS_OK;
}

enum status
keeping_send(struct viewer *viewer, struct keeping_ask *ask,
    struct keeping_answer *answer)
{
    enum status status = STATUS_OK;

    *answer = (struct keeping_answer){0};
    if (!viewer->may_write && keeping_changes(ask->kind))
        status = refuse(STATUS_FORBIDDEN, "you may only read here");
    else if (viewer->keeper != NULL)
        status = send_by_line(viewer, ask, answer);
    else
        status = serve_here(viewer, ask, answer);
    if (status == STATUS_OK && ask->kind == KEEPING_FACTOR_CONFIRM)
        viewer->has_enrolled = true;
    sodium_memzero(ask->old_password, sizeof ask->old_password);
    sodium_memzero(ask->password, sizeof ask->password);
    return status;
}

void
keeping_answer_clear(struct keeping_answer *answer)
{
    if (answer->text.bytes != NULL)
        sodium_memzero(answer->text.bytes, answer->text.capacity);
    text_clear(&answer->text);
    *answer = (struct keeping_answer){0};
}

/* The next word of a line, cut to fit; what follows it and its blank. */
static const char *
take_word(const char *at, char *word, size_t size)
{
    size_t length = strcspn(at, " \n");

    if (length >= size)
        return at + strcspn(at, "\n");
    memcpy(word, at, length);
    word[length] = '\0';
    return at[length] == ' ' ? at + length + 1 : at + length;
}

bool
keeping_key_read(const char **at, struct listed_key *key)
{
    char added[24] = "";
    const char *rest = *at;

    *key = (struct listed_key){0};
    if (*rest == '\0')
        return false;
    rest = take_word(rest, key->type, sizeof key->type);
    rest = take_word(rest, key->fingerprint, sizeof key->fingerprint);
    rest = take_word(rest, added, sizeof added);
    key->added_at = strtoll(added, NULL, 10);
    size_t length = strcspn(rest, "\n");
    if (length < sizeof key->comment)
        memcpy(key->comment, rest, length);
    *at = rest[length] == '\n' ? rest + length + 1 : rest + length;
    return true;
}
