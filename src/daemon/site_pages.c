/* Pages out of the screens' texts: the policy's versions, and handouts. */

#include "daemon/site_pages.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "board/handing.h"
#include "board/inviting.h"
#include "board/policing.h"
#include "config/config.h"
#include "daemon/host_key.h"
#include "ui/cohort_words.h"
#include "ui/display.h"
#include "ui/handout.h"

enum {
    PORT_BYTES = 8
};

enum status
site_words(const char *screen, const struct cohort *cohort, const char *words,
    struct text *out)
{
    static bool is_loaded;

    if (!is_loaded) {
        enum status status = display_load(config_current()->screens);

        if (status != STATUS_OK)
            return status;
        is_loaded = true;
    }
    return cohort_words(screen, cohort, words, out);
}

/* ---- Policy ------------------------------------------------------------- */

static enum status
fill_policy(const struct settings *settings, const char *path,
    struct text *filled)
{
    const struct display_values values = {
        .site = settings->name,
        .version = HOMEROOM_VERSION,
    };

    if (path != NULL)
        return display_show_file(path, &values, filled);
    enum status status = display_load(settings->screens);
    if (status == STATUS_OK)
        status = display_show("policy", &values, filled);
    return status;
}

enum status
site_publish_policy(const struct settings *settings, struct viewer *viewer,
    const char *path, struct text *told)
{
    struct text filled = {0};
    int64_t version = 0;
    enum status status = fill_policy(settings, path, &filled);

    if (status == STATUS_OK)
        status = policing_publish(viewer, text_bytes(&filled), filled.length,
            &version);
    text_clear(&filled);
    if (status == STATUS_OK)
        text_add_format(told,
            "Published version %" PRId64 " of the policy; each person is asked "
            "to accept it before\ntheir next post.\n",
            version);
    return status;
}

/* ---- Handout ------------------------------------------------------------ */

/* What the page tells, as it is filled in. */
struct page {
    struct handing handing;
    struct text cohort;
    struct text policy;
    struct text fingerprint;
    char host[HOST_BYTES];
    char port[PORT_BYTES];
    char code[CODE_TEXT_BYTES + 1];
};

static void
page_clear(struct page *page)
{
    handing_clear(&page->handing);
    text_clear(&page->cohort);
    text_clear(&page->policy);
    text_clear(&page->fingerprint);
    sodium_memzero(page->code, sizeof page->code);
}

/* One that the learners of the cohort share: given, or made for this page. */
static enum status
find_code(struct viewer *viewer, const char *cohort, const char *given,
    struct page *page)
{
    const struct invite_terms terms = {.cohort = cohort};
    struct invitation made;
    char digits[CODE_DIGITS + 1];

    if (given == NULL)
        return inviting_add(viewer, &terms, page->code, &made);
    enum status status = inviting_check(viewer, given, cohort);
    if (status == STATUS_OK)
        status = code_read(given, digits);
    if (status == STATUS_OK)
        code_group(digits, page->code);
    return status;
}

enum status
site_find_host(const struct settings *settings, char host[HOST_BYTES])
{
    if (settings->public_host[0] != '\0') {
        text_copy(host, HOST_BYTES, settings->public_host);
        return STATUS_OK;
    }
    host[HOST_BYTES - 1] = '\0';
    if (gethostname(host, HOST_BYTES - 1) == 0 && host[0] != '\0')
        return STATUS_OK;
    return refuse(STATUS_FAILED,
        "this machine has no name: set public_host in homeroom.conf");
}

static const char *
either(const char *words, const char *otherwise)
{
    return words[0] != '\0' ? words : otherwise;
}

static enum status
load_policy(const struct settings *settings, struct page *page)
{
    struct text screen = {0};
    enum status status = STATUS_OK;

    if (page->handing.policy.length > 0) {
        text_add(&page->policy, text_bytes(&page->handing.policy));
        return STATUS_OK;
    }
    status = fill_policy(settings, NULL, &screen);
    policing_first_lines(text_bytes(&screen), &page->policy);
    text_clear(&screen);
    return status;
}

static enum status
load_page(const struct settings *settings, struct viewer *viewer,
    const char *cohort, struct page *page)
{
    enum status status = handing_find(viewer, cohort, &page->handing);

    if (status == STATUS_OK)
        status = site_find_host(settings, page->host);
    if (status == STATUS_OK)
        status = host_key_fingerprint(settings->host_key, &page->fingerprint);
    if (status == STATUS_OK)
        status = display_load(settings->screens);
    if (status == STATUS_OK)
        status = load_policy(settings, page);
    if (status != STATUS_OK)
        return status;
    snprintf(page->port, sizeof page->port, "%d", (int)settings->port);
    text_add_format(&page->cohort, "%s, %s", page->handing.cohort.region_title,
        page->handing.cohort.intake_title);
    return STATUS_OK;
}

static enum status
fill_page(const struct settings *settings, const struct page *page,
    struct text *filled)
{
    const struct handing *handing = &page->handing;
    const struct display_values values = {
        .site = settings->name,
        .version = HOMEROOM_VERSION,
        .host = page->host,
        .port = page->port,
        .fingerprint = text_bytes(&page->fingerprint),
        .program = handing->cohort.program_title,
        .goal = either(handing->goal, "to go on learning from each other."),
        .cohort = text_bytes(&page->cohort),
        .region = handing->cohort.region_title,
        .starts = handing->cohort.starts_on,
        .ends = handing->cohort.ends_on,
        .mentors = either(text_bytes(&handing->mentors),
            "Whoever gave you this page."),
        .code = page->code,
        .policy = text_bytes(&page->policy),
    };

    return display_show("handout", &values, filled);
}

enum status
site_handout(const struct settings *settings, struct viewer *viewer,
    const struct site_handout_terms *terms, struct text *told)
{
    struct page page = {0};
    struct text filled = {0};
    enum handout_format kind = HANDOUT_TEXT;
    enum status status = STATUS_OK;

    if (terms->format != NULL)
        status = handout_format_of(terms->format, &kind);
    if (status == STATUS_OK)
        status = load_page(settings, viewer, terms->cohort, &page);
    if (status == STATUS_OK && terms->is_blank)
        text_copy(page.code, sizeof page.code, "____-____-____-_____");
    else if (status == STATUS_OK)
        status = find_code(viewer, terms->cohort, terms->code, &page);
    if (status == STATUS_OK)
        status = fill_page(settings, &page, &filled);
    if (status == STATUS_OK)
        handout_write(text_bytes(&filled), kind, told);
    page_clear(&page);
    text_clear(&filled);
    return status;
}
