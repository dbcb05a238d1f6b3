/* Admitting: a new person with password and key, whole or not at all. */

#include "board/admitting.h"

#include <sodium.h>

#include "board/credentials.h"
#include "board/enrolling.h"
#include "board/keeping.h"
#include "store/pair.h"
#include "store/store.h"

static enum status
add_credentials(struct store *secrets, int64_t person_id,
    const struct admission *admission, const char *hash)
{
    enum status status = STATUS_OK;

    if (admission->password != NULL)
        status = credentials_set_password(secrets, person_id, hash);
    if (status == STATUS_OK && admission->key != NULL)
        status = credentials_add_key(secrets, person_id, admission->key);
    return status;
}

static enum status
add_both(struct viewer *viewer, struct store *secrets,
    const struct admission *admission, const char *hash, int64_t *person_id)
{
    enum status status = pair_begin(viewer->store, secrets);

    if (status != STATUS_OK)
        return status;
    status = enrolling_add_person(viewer, admission->handle, admission->name,
        admission->email, person_id);
    if (status == STATUS_OK)
        status = add_credentials(secrets, *person_id, admission, hash);
    return pair_end(viewer->store, secrets, status);
}

enum status
admitting_add(struct viewer *viewer, const struct admission *admission,
    int64_t *person_id)
{
    char hash[PASSWORD_HASH_BYTES] = "";
    struct store *secrets = NULL;
    enum status status = STATUS_OK;

    if (!viewer->is_operator)
        return refuse(STATUS_FORBIDDEN,
            "only the operator's program adds people");
    if (admission->password != NULL)
        status = credentials_hash(admission->password,
            admission->password_bytes, hash);
    if (status != STATUS_OK)
        return status;

    status = keeping_open_secrets(&secrets);
    if (status == STATUS_OK)
        status = add_both(viewer, secrets, admission, hash, person_id);
    store_close(secrets);
    sodium_memzero(hash, sizeof hash);
    return status;
}
