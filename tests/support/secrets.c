/* The secrets of a test: real ones, in a folder of their own. */

#include "support/secrets.h"

#include <sys/stat.h>

#include "base/memory.h"
#include "config/config.h"
#include "store/store.h"
#include "support/support.h"

static struct settings settings;

static struct store *
open_as(enum store_use use)
{
    struct store *secrets = NULL;
    char *path = config_secrets_path(&settings);

    assert_int_equal(store_open(path, use, &secrets), STATUS_OK);
    memory_release(path);
    return secrets;
}

struct settings *
secrets_begin(void)
{
    config_defaults(support_folder(), &settings);
    config_use(&settings);
    assert_int_equal(mkdir(settings.secrets, 0700), 0);
    store_close(open_as(STORE_CREATE));
    return &settings;
}

void
secrets_end(void)
{
    config_use(NULL);
    config_clear(&settings);
}

struct store *
secrets_connect(void)
{
    return open_as(STORE_WRITE);
}
