/* Checks: a site looked over, and mended where that can be. */

#include "daemon/site_check.h"

#include <inttypes.h>

#include "base/memory.h"
#include "board/auditing.h"
#include "board/checking.h"
#include "board/explaining.h"
#include "config/config.h"
#include "daemon/host_key.h"
#include "daemon/site_holidays.h"
#include "daemon/unix_user.h"
#include "store/store.h"
#include "ui/display.h"

struct checking {
    const struct settings *settings;
    bool mends;
    struct text *told;
    size_t *wrong;
    struct store *store;
    struct store *secrets;
    struct viewer viewer;
};

static enum status
check_record(struct checking *checking)
{
    struct act_chain chain;
    enum status status = auditing_verify(&checking->viewer, NULL, &chain);

    if (status == STATUS_OK)
        text_add_format(checking->told,
            "the record of acts: whole, %lld of them\n",
            (long long)chain.count);
    if (status == STATUS_INVALID)
        status = refuse(status, "%s: the record of acts is %s",
            store_path(checking->store), reason());
    return status;
}

/* Names each role that no act explains; they are no reason not to look on. */
static enum status
check_roles(struct checking *checking)
{
    struct unexplained_list list = {0};
    size_t roles;
    enum status status = explaining_roles(&checking->viewer, &list, &roles);

    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < list.count; i++)
        text_add_format(checking->told, "%s: %s, by no act on record\n",
            list.rows[i].handle, list.rows[i].role);
    if (list.count == 0)
        text_add_format(checking->told,
            "roles: each of %zu given by an act on record\n", roles);
    else
        text_add_format(checking->told,
            "roles: %zu of %zu given by no act on record: homeroom audit, "
            "member remove, role\n",
            list.count, roles);
    *checking->wrong += list.count;
    unexplained_list_clear(&list);
    return STATUS_OK;
}

static enum status
check_holidays(struct checking *checking)
{
    const char *path = checking->settings->holidays;
    size_t count = 0;
    enum status status = site_holidays_check(checking->settings,
        &checking->viewer, &count);

    if (status == STATUS_OK && path[0] != '\0')
        text_add_format(checking->told, "%s: good, %zu holiday%s\n", path,
            count, count == 1 ? "" : "s");
    return status;
}

/* ---- What follows from the rest ------------------------------------------ */

static void
tell_row(const struct check_result *row, struct text *told)
{
    if (row->is_unseen)
        text_add_format(told,
            "%s: not looked at, it takes a disk that can be written\n",
            row->name);
    if (row->wrong > 0)
        text_add_format(told, "%s: %" PRId64 " wrong%s\n", row->name,
            row->wrong, row->is_mended ? ", derived anew" : "");
}

/* Where it broke off, what was mended until then is told all the same. */
static void
tell_list(const struct check_list *list, bool is_whole, const char *what,
    struct checking *checking)
{
    size_t wrong = 0;
    size_t mended = 0;

    for (size_t i = 0; i < list->count; i++) {
        tell_row(&list->rows[i], checking->told);
        wrong += list->rows[i].wrong > 0 && !list->rows[i].is_mended;
        mended += list->rows[i].wrong > 0 && list->rows[i].is_mended;
    }
    *checking->wrong += wrong;
    if (wrong == 0 && is_whole)
        text_add_format(checking->told, "%s: %s\n", what,
            mended > 0 ? "mended" : "as they follow");
}

static enum status
check_derived(struct checking *checking)
{
    struct check_list list;
    enum status status = checking_store(&checking->viewer, checking->mends,
        &list);

    tell_list(&list, status == STATUS_OK, "counts and marks", checking);
    check_list_clear(&list);
    if (status != STATUS_OK)
        return status;
    status = checking_secrets(&checking->viewer, checking->secrets,
        checking->mends, &list);
    tell_list(&list, status == STATUS_OK, "keys, passwords and codes",
        checking);
    check_list_clear(&list);
    return status;
}

/* ---- All of it ------------------------------------------------------------
 */

/* Takes `path` over. */
static enum status
open_whole(struct checking *checking, char *path, struct store **store)
{
    enum status status = store_open(path,
        checking->mends ? STORE_WRITE : STORE_READ, store);

    if (status == STATUS_NOT_FOUND)
        status = refuse(status, "%s is missing", path);
    if (status == STATUS_OK)
        status = store_check(*store);
    if (status == STATUS_FAILED) /* as it is told to people, without a name */
        status = refuse(status, "%s: %s", path, reason());
    if (status == STATUS_OK)
        text_add_format(checking->told, "%s: good, version %d\n", path,
            store_version(*store));
    if (status == STATUS_OK)
        status = store_check_shape(*store, checking->told, checking->wrong);
    memory_release(path);
    return status;
}

static enum status
check_stores(struct checking *checking)
{
    enum status status = check_record(checking);

    if (status == STATUS_OK)
        status = check_roles(checking);
    if (status == STATUS_OK)
        status = check_holidays(checking);
    if (status == STATUS_OK)
        status = check_derived(checking);
    return status;
}

enum status
site_check_start(const struct settings *settings, struct text *told)
{
    enum status status = unix_user_check(settings);

    return status == STATUS_OK ? host_key_check(settings->host_key, told)
                               : status;
}

enum status
site_check(const struct settings *settings, bool mends, struct text *told,
    size_t *wrong)
{
    struct checking checking = {
        .settings = settings,
        .mends = mends,
        .told = told,
        .wrong = wrong,
    };
    enum status status = display_load(settings->screens);

    *wrong = 0;
    if (status != STATUS_OK)
        return status;
    text_add(told, "screens: good\n");
    status = open_whole(&checking, config_store_path(settings),
        &checking.store);
    if (status == STATUS_OK)
        status = open_whole(&checking, config_secrets_path(settings),
            &checking.secrets);
    if (status == STATUS_OK) {
        viewer_open_operator(&checking.viewer, checking.store);
        status = check_stores(&checking);
        viewer_clear(&checking.viewer);
    }
    store_close(checking.secrets);
    store_close(checking.store);
    return status;
}
