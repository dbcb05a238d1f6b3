#ifndef DAEMON_NOTIFY_H
#define DAEMON_NOTIFY_H

/* Tells the service manager that started us where we are, as sd_notify(3):
 * "READY=1", "RELOADING=1\nMONOTONIC_USEC=...", "STOPPING=1", "STATUS=...". A
 * datagram to $NOTIFY_SOCKET is all that is, so there is no library for it; one
 * that nobody reads, or no such variable, is no fault. */
void notify_state(const char *state);
/* RELOADING, with the moment that systemd asks for. */
void notify_reloading(void);

#endif
