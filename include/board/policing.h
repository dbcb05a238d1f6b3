#ifndef BOARD_POLICING_H
#define BOARD_POLICING_H

#include <stdbool.h>

#include "base/text.h"
#include "board/viewer.h"
#include "model/policy.h"

/* The posting policy: published in versions, accepted by each person before
 * they write. With none published nobody is asked. */

/* The version that counts, for anybody to read, and when the viewer accepted
 * it (0: not yet; may be NULL). NOT_FOUND: none is published; policy_clear()
 * it. */
MUST_USE enum status policing_current(const struct viewer *viewer,
    struct policy *policy, int64_t *accepted_at);
/* Whether the viewer may write once they have accepted; false for those who
 * write nothing. */
MUST_USE enum status policing_is_due(const struct viewer *viewer, bool *is_due);
/* FORBIDDEN, with a reason, where it is due: what every post passes. */
MUST_USE enum status policing_require(const struct viewer *viewer);
/* Accepts the version that was read. CONFLICT: there is a newer one, or none.
 */
MUST_USE enum status policing_accept(const struct viewer *viewer,
    int64_t version);
/* The operator's program alone; audited. CONFLICT: the same as the version
 * that counts. INVALID with a reason: not UTF-8, empty, over 64 KiB, over
 * 2,000 lines, a control or invisible character. */
MUST_USE enum status policing_publish(struct viewer *viewer, const char *bytes,
    size_t count, int64_t *version);
/* How many of those who may log in accepted the version; the operator's. */
MUST_USE enum status policing_count(const struct viewer *viewer,
    int64_t version, int *accepted, int *people);
/* Who accepted a version, or of those who may log in has not; people by id,
 * the page after `after_id`. When somebody accepted tells when they were here,
 * and that is not for moderators to know: the operator's program alone.
 * NOT_FOUND with a reason: no such version. */
struct policing_page {
    int64_t version;
    bool is_missing;
    int64_t after_id; /* 0: the first page */
    int limit;
};
MUST_USE enum status policing_list(const struct viewer *viewer,
    const struct policing_page *page, struct acceptance_list *list);
/* Appends the first two lines of a policy that say something. */
void policing_first_lines(const char *body, struct text *out);

#endif
