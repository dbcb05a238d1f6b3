#ifndef MAIL_ADDRESS_H
#define MAIL_ADDRESS_H

#include <stdbool.h>

#include "base/text.h"

/* Who sent a mail, also where an archive has hidden the address: "ada at
 * example.org (Ada Obi)", and the letters that Pipermail changes besides:
 * "@d@ @ending from ex@mple@org", "@d@ @end|ng |rom ex@mp|e@org",
 * "ada m@iii@g oii exampie@org". */
struct address {
    struct text name;  /* "" where none is told */
    struct text email; /* lower case; with letters changed: as it came */
    bool is_blurred;   /* letters were changed: it is no address */
};

/* `from` is a From field's text, encoded words decoded. */
void address_read(struct address *address, const char *from);
void address_clear(struct address *address);

/* What an address and each of its blurred forms have in common. */
void address_skeleton(const char *email, struct text *skeleton);

#endif
