/* Secrets beside the made-up site, for tests of what touches both stores. */

#include "support/vault.h"

#include <sys/stat.h>

#include "base/memory.h"
#include "board/credentials.h"
#include "config/config.h"
#include "store/store.h"

static const char key_line
    [] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKO+NNrG7BFrZIRL87hKRjz1aJZ8jy"
         "kQUEJnm18f9YaU an old laptop";

static struct settings settings;

static struct store *
connect_secrets(enum store_use use)
{
    struct store *secrets = NULL;
    char *path = config_secrets_path(&settings);

    must(store_open(path, use, &secrets));
    memory_release(path);
    return secrets;
}

void
vault_open(struct world *world)
{
    config_defaults(support_folder(), &settings);
    settings.post_interval_seconds = 0;
    settings.posts_per_ten_minutes = 10000;
    config_use(&settings);
    world_open(world); /* first: it sets the clock */
    mkdir(settings.secrets, 0700);
    store_close(connect_secrets(STORE_CREATE));
}

void
vault_close(struct world *world)
{
    world_close(world);
    config_use(NULL);
    config_clear(&settings);
}

struct store *
vault_connect(void)
{
    return connect_secrets(STORE_WRITE);
}

int64_t
vault_number(const char *sql)
{
    struct store *secrets = vault_connect();
    struct query *query = store_query(secrets, sql);
    int64_t number = query_next(query) ? query_int(query, 0) : -1;

    must(query_end(query));
    store_close(secrets);
    return number;
}

void
vault_fill(struct world *world, const char *handle)
{
    struct store *secrets = vault_connect();
    int64_t person_id = world_person(world, handle);

    must(credentials_add_key(secrets, person_id, key_line));
    must(credentials_set_password(secrets, person_id, VAULT_HASH));
    store_close(secrets);
}
