#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define SECOND UINT64_C(1000000000)

uint64_t progress_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * SECOND + (uint64_t)t.tv_nsec;
}

struct progress progress_begin(bool results_go_to_terminal)
{
	uint64_t now = progress_now();
	return (struct progress){
	        .shown = !results_go_to_terminal && isatty(STDERR_FILENO), .begun = now, .latest = now};
}

static void draw_bar(double share)
{
	enum { CELLS = 30 };
	fputs(" [", stderr);
	for (int i = 0; i < CELLS; i++)
		fputc(i < (int)(share * CELLS + 0.5) ? '#' : '.', stderr);
	fprintf(stderr, "] %3.0f%%", 100 * share);
}

/* "1:02:03", "2:03" */
static void draw_time(double seconds)
{
	unsigned long s = (unsigned long)seconds;
	if (s >= 3600)
		fprintf(stderr, " %lu:%02lu:%02lu left", s / 3600, s / 60 % 60, s % 60);
	else
		fprintf(stderr, " %lu:%02lu left", s / 60, s % 60);
}

void progress_draw(struct progress *p, const struct dateline_progress *at)
{
	uint64_t now = progress_now();
	if (!p->shown || now - p->latest < SECOND / 10)
		return;
	double seconds = (double)(now - p->begun) / (double)SECOND;
	double share = at->bytes_total ? (double)at->bytes / (double)at->bytes_total : 0;
	share = share < 1 ? share : 1;
	p->latest = now;
	p->drawn = true;
	fprintf(stderr, "\r\033[K%llu articles", (unsigned long long)at->articles);
	if (at->bytes_total)
		draw_bar(share);
	fprintf(stderr, " %.0f/s %.1f MB/s", (double)at->articles / seconds,
	        (double)at->bytes / 1e6 / seconds);
	if (share > 0 && seconds >= 2)
		draw_time(seconds / share * (1 - share));
	if (at->failures)
		fprintf(stderr, ", %llu not read", (unsigned long long)at->failures);
	fflush(stderr);
}

void progress_clear(struct progress *p)
{
	if (p->drawn)
		fputs("\r\033[K", stderr);
	p->drawn = false;
}
