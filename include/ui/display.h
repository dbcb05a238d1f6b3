#ifndef UI_DISPLAY_H
#define UI_DISPLAY_H

#include "base/status.h"
#include "base/text.h"

/* The texts of screens/ that operators edit, loaded before any session: a
 * {token} from a fixed table is replaced when shown, "{{" is a brace. */

/* Reads every file display knows from `folder` (NULL or "": the installed
 * one). INVALID with "FILE:LINE: reason": unknown token, an open brace, invalid
 * UTF-8, a file over 64 KiB. NOT_FOUND names the file that lacks. */
MUST_USE enum status display_load(const char *folder);
/* Values for tokens, by the table's order; NULL counts as "". */
struct display_values {
    const char *site;    /* {site} */
    const char *name;    /* {name} */
    const char *handle;  /* {handle} */
    const char *host;    /* {host} */
    const char *port;    /* {port} */
    const char *version; /* {version} */
    const char *words;   /* {words}: what the moment has to say */
    /* What a handout tells of a cohort. */
    const char *fingerprint; /* {fingerprint}: of the host key */
    const char *program;     /* {program} */
    const char *goal;        /* {goal} */
    const char *cohort;      /* {cohort}: "EMEA, autumn 2026" */
    const char *region;      /* {region} */
    const char *starts;      /* {starts} */
    const char *ends;        /* {ends} */
    const char *mentors;     /* {mentors}: their names */
    const char *code;        /* {code}: to enrol with */
    const char *policy;      /* {policy}: its first lines */
};
/* Appends the screen, filled. NOT_FOUND: no screen of that name: "welcome",
 * "goodbye", "policy", "banner", "help/home", ... */
MUST_USE enum status display_show(const char *name,
    const struct display_values *values, struct text *out);
/* The same for a file that is checked as those of the folder are and then not
 * kept. What display_load() says of one file. */
MUST_USE enum status display_show_file(const char *path,
    const struct display_values *values, struct text *out);

#endif
