/*
 * A relay between the driver and the test's server that can fall silent, as a network
 * does that swallows packets: nothing is passed on, nothing is refused.  It counts
 * round trips, too: how often the server has said that it is ready.
 * One thread serves all its connections.
 */
#ifndef SP_TESTS_RELAY_H
#define SP_TESTS_RELAY_H

#include <stdbool.h>

struct relay;

struct relay *relay_start(void);        /* aborts the case if it cannot */
struct relay *relay_start_to(int port); /* another one of the test's server */
int relay_port(const struct relay *r);
void relay_silence(struct relay *r, bool on);
void relay_refuse(struct relay *r, bool on); /* new connections, such as those of a cancel */
void relay_lose(struct relay *r, int n);     /* what the next n connections, cancels, ask for */
long relay_trips(const struct relay *r);
void relay_stop(struct relay *r);

#endif
