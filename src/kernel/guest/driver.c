/*
 * Drives write(2) through a kernel's buffered write path with an exactly scripted set of absent source pages, and says what the file holds.
 *
 *   driver DIR SCENARIOS          prepares all files, then runs each scenario in a process of its own, then looks again after dropping caches
 *   driver DIR SCENARIOS recheck  looks once more, after umount and mount
 *   driver say WORD...            prints a fact for the script that runs it
 *
 * A scenario's source is an arena of anonymous pages that is registered with userfaultfd. When the kernel's fault-in touches the page that a
 * rule names, the handler first throws away the pages that the rule lists and only then serves the fault: at the moment of the copy those are
 * absent and the others are there. No race decides.
 *
 * SCENARIOS, one word per line first; sizes in bytes, pages of the arena by number:
 *   scenario NAME                     begins one
 *   size BYTES                        i_size before the write; the file has no blocks
 *   old FROM TO                       has blocks there, with old content on disk and nothing of it in memory
 *   write POS                         where the write goes
 *   piece PAGE OFFSET LENGTH          the next piece of its source
 *   page PAGE resident|absent|invalid how a page of the source is when the write begins (absent, if nothing is said)
 *   on PAGE NTH drop|protect PAGE...  at the nth fault of PAGE, throws pages away, or takes them away for good
 *   on PAGE NTH store POS...          at the nth fault of PAGE, stores a byte through a shared mapping of the file
 *   end
 *
 * What it prints is one fact a line, each as "@CHECKSUM PAYLOAD": the console is shared with the kernel, and a line that somebody else has
 * written into is known by its checksum (FNV-1a of the payload).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096, PAGES = 64, RULES = 16, PIECES = 64, RANGES = 32, LINE = 1000, SECONDS_TO_HANG = 20 };
enum { STALE = 0x53, POISON = 0xaa }; /* what the image's free blocks hold; what page_poison=1 puts into freed memory */
enum { STORED = 0x99 };               /* what is stored through a mapping */

struct rule { int page, nth; char does; int count; off_t targets[PAGES]; }; /* 'd'rop, 'p'rotect, 's'tore */
struct piece { int page; unsigned offset, length; };
struct scenario {
  char name[64];
  off_t size, pos;
  int ranges, pieces, rules;
  off_t old[RANGES][2];
  struct piece piece[PIECES];
  struct rule rule[RULES];
  char state[PAGES]; /* 'r'esident, 'a'bsent, 'i'nvalid */
};

static const char *directory;
static unsigned char *arena, *mapping;
static int uffd = -1, marker = -1;
static int faults[PAGES];
static struct scenario *running;

/* Prints a fact with its checksum, in one write. */
static void say(const char *format, ...) {
  char payload[LINE], line[LINE + 16];
  va_list args;
  va_start(args, format);
  vsnprintf(payload, sizeof payload, format, args);
  va_end(args);
  uint32_t hash = 2166136261u;
  for (const char *c = payload; *c; c++) hash = (hash ^ (unsigned char)*c) * 16777619u;
  int length = snprintf(line, sizeof line, "@%08x %s\n", hash, payload);
  for (int done = 0, n; done < length; done += n)
    if ((n = write(1, line + done, length - done)) <= 0) _exit(3);
}

static void fail(const struct scenario *s, const char *what) {
  say("%s %s %s: %s", errno == ENOSPC ? "full" : "error", s ? s->name : "-", what, strerror(errno));
}

/* What the write puts at a position of the file; never zero, STALE, POISON or what old_byte() gives. */
static unsigned char new_byte(off_t pos) { return 0xc0 + (pos * 7 + (pos >> 8) * 3) % 61; }
/* What the file held at a position before. */
static unsigned char old_byte(off_t pos) { return 0x21 + (pos * 5 + (pos >> 8) * 11) % 47; }

static void path_of(const struct scenario *s, char *path, size_t size) { snprintf(path, size, "%s/%s", directory, s->name); }

static void put(const char *path, const char *text) {
  int fd = open(path, O_WRONLY);
  if (fd < 0) return;
  if (write(fd, text, strlen(text)) < 0) {} /* without tracing there is no such file, and nothing to be said */
  close(fd);
}

static void tracing(int on) { put("/sys/kernel/tracing/tracing_on", on ? "1" : "0"); }

static void mark(const char *format, ...) {
  char text[256];
  va_list args;
  va_start(args, format);
  int length = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (marker >= 0 && write(marker, text, length) < 0) {}
}

/* -- scenarios -- */

static int parse(FILE *file, struct scenario *s) {
  char line[LINE];
  memset(s, 0, sizeof *s);
  memset(s->state, 'a', sizeof s->state);
  while (fgets(line, sizeof line, file)) {
    char *word = strtok(line, " \n");
    if (!word) continue;
    if (!strcmp(word, "end")) return 1;
    char *first = strtok(NULL, " \n");
    if (!first) continue;
    if (!strcmp(word, "scenario")) snprintf(s->name, sizeof s->name, "%s", first);
    else if (!strcmp(word, "size")) s->size = atoll(first);
    else if (!strcmp(word, "write")) s->pos = atoll(first);
    else if (!strcmp(word, "old") && s->ranges < RANGES) {
      s->old[s->ranges][0] = atoll(first);
      s->old[s->ranges++][1] = atoll(strtok(NULL, " \n"));
    } else if (!strcmp(word, "piece") && s->pieces < PIECES) {
      struct piece *p = &s->piece[s->pieces++];
      p->page = atoi(first) % PAGES;
      p->offset = atoi(strtok(NULL, " \n"));
      p->length = atoi(strtok(NULL, " \n"));
    } else if (!strcmp(word, "page")) s->state[atoi(first) % PAGES] = strtok(NULL, " \n")[0];
    else if (!strcmp(word, "on") && s->rules < RULES) {
      struct rule *r = &s->rule[s->rules++];
      r->page = atoi(first);
      r->nth = atoi(strtok(NULL, " \n"));
      r->does = strtok(NULL, " \n")[0];
      for (char *target; r->count < PAGES && (target = strtok(NULL, " \n"));) r->targets[r->count++] = r->does == 's' ? atoll(target) : atoi(target) % PAGES;
    }
  }
  return 0;
}

/* A file that is all hole but for its old ranges, which are on disk and not in memory. */
static void make_file(const struct scenario *s) {
  char path[300];
  path_of(s, path, sizeof path);
  int fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0644);
  if (fd < 0 || ftruncate(fd, s->size)) return fail(s, "create");
  for (int i = 0; i < s->ranges; i++)
    for (off_t pos = s->old[i][0]; pos < s->old[i][1];) {
      unsigned char buffer[PAGE];
      size_t length = s->old[i][1] - pos < PAGE ? s->old[i][1] - pos : PAGE;
      for (size_t k = 0; k < length; k++) buffer[k] = old_byte(pos + k);
      if (pwrite(fd, buffer, length, pos) != (ssize_t)length) { fail(s, "old content"); break; }
      pos += length;
    }
  close(fd);
}

static void forget_caches(void) {
  sync();
  put("/proc/sys/vm/drop_caches", "3");
}

/* -- the source -- */

/* Puts into a page what the pieces on it stand for. */
static void fill_page(unsigned char *page, int number) {
  off_t pos = running->pos;
  memset(page, 0xfe, PAGE);
  for (int i = 0; i < running->pieces; i++) {
    const struct piece *p = &running->piece[i];
    for (unsigned k = 0; k < p->length; k++)
      if (p->page == number && p->offset + k < PAGE) page[p->offset + k] = new_byte(pos + k);
    pos += p->length;
  }
}

static void obey(const struct rule *r) {
  for (int i = 0; i < r->count; i++) {
    if (r->does == 's') {
      mapping[r->targets[i]] = STORED;
      mark("store pos=%lld", (long long)r->targets[i]);
      continue;
    }
    unsigned char *page = arena + r->targets[i] * PAGE;
    madvise(page, PAGE, MADV_DONTNEED);
    if (r->does == 'p') mprotect(page, PAGE, PROT_NONE);
    mark("%s page=%d", r->does == 'p' ? "protect" : "drop", (int)r->targets[i]);
  }
}

static void *serve_faults(void *unused) {
  (void)unused;
  unsigned char *buffer = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  struct uffd_msg message;
  while (read(uffd, &message, sizeof message) == sizeof message) {
    if (message.event != UFFD_EVENT_PAGEFAULT) continue;
    int page = (message.arg.pagefault.address - (uintptr_t)arena) / PAGE;
    faults[page]++;
    for (int i = 0; i < running->rules; i++)
      if (running->rule[i].page == page && running->rule[i].nth == faults[page]) obey(&running->rule[i]);
    fill_page(buffer, page);
    mark("fault page=%d", page);
    struct uffdio_copy copy = {.dst = (uintptr_t)arena + page * PAGE, .src = (uintptr_t)buffer, .len = PAGE};
    if (ioctl(uffd, UFFDIO_COPY, &copy) && errno != EEXIST) fail(running, "UFFDIO_COPY");
  }
  return NULL;
}

static int lay_out_source(const struct scenario *s) {
  struct uffdio_api api = {.api = UFFD_API};
  pthread_t thread;
  arena = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  uffd = syscall(SYS_userfaultfd, O_CLOEXEC);
  if (uffd < 0 || ioctl(uffd, UFFDIO_API, &api)) return -1;
  struct uffdio_register range = {.range = {(uintptr_t)arena, PAGES * PAGE}, .mode = UFFDIO_REGISTER_MODE_MISSING};
  if (ioctl(uffd, UFFDIO_REGISTER, &range) || pthread_create(&thread, NULL, serve_faults, NULL)) return -1;
  int kept = running->rules;
  running->rules = 0; /* rules are for the write */
  for (int page = 0; page < PAGES; page++) {
    if (s->state[page] == 'r') (void)*(volatile unsigned char *)(arena + page * PAGE);
    if (s->state[page] == 'i') mprotect(arena + page * PAGE, PAGE, PROT_NONE);
  }
  running->rules = kept;
  memset(faults, 0, sizeof faults);
  return 0;
}

/* -- what came of it -- */

/* N new, o old, 0 zero, S stale, G garbage, m stored through a mapping, X none of these: also new and old bytes in a wrong place. */
static char kind_of(const struct scenario *s, off_t pos, off_t end, unsigned char byte) {
  if (byte == 0) return '0';
  if (byte == STALE) return 'S';
  if (byte == POISON) return 'G';
  if (byte == STORED) return 'm';
  if (pos >= s->pos && pos < end && byte == new_byte(pos)) return 'N';
  return byte == old_byte(pos) ? 'o' : 'X';
}

/* The file's size, and its content as runs of one kind, several facts if it takes them. */
static void look(const struct scenario *s, const char *when) {
  char path[300], runs[600] = "";
  unsigned char buffer[PAGE];
  off_t end = s->pos, from = 0, pos = 0;
  char kind = 0;
  struct stat status;
  path_of(s, path, sizeof path);
  int fd = open(path, O_RDONLY);
  if (fd < 0 || fstat(fd, &status)) return fail(s, "open");
  for (int i = 0; i < s->pieces; i++) end += s->piece[i].length;
  say("size %s %s %lld", s->name, when, (long long)status.st_size);
  for (ssize_t n; (n = pread(fd, buffer, sizeof buffer, pos)) > 0; pos += n)
    for (ssize_t k = 0; k < n; k++) {
      char now = kind_of(s, pos + k, end, buffer[k]);
      if (now == kind) continue;
      if (kind) snprintf(runs + strlen(runs), sizeof runs - strlen(runs), " %lld-%lld=%c", (long long)from, (long long)(pos + k), kind);
      if (strlen(runs) > 500) {
        say("runs %s %s%s", s->name, when, runs);
        runs[0] = 0;
      }
      kind = now;
      from = pos + k;
    }
  if (kind) snprintf(runs + strlen(runs), sizeof runs - strlen(runs), " %lld-%lld=%c", (long long)from, (long long)pos, kind);
  say("runs %s %s%s", s->name, when, runs);
  close(fd);
}

/* The kernel's events of this process, and the marks: name and arguments, without times and addresses. */
static void tell_events(const struct scenario *s, int pid) {
  FILE *file = fopen("/sys/kernel/tracing/trace", "r");
  char line[LINE], own[32];
  snprintf(own, sizeof own, "-%d ", pid);
  while (file && fgets(line, sizeof line, file)) {
    char *cpu = strstr(line, " ["), *event = cpu ? strstr(cpu, ": ") : NULL;
    if (line[0] == '#' || !event) continue;
    line[strcspn(line, "\n")] = 0;
    event += 2;
    int is_mark = !strncmp(event, "tracing_mark_write: ", 20);
    if (is_mark) event += strlen("tracing_mark_write: ");
    else if (!strstr(line, own)) continue;
    char *args = is_mark ? NULL : strchr(event, ':'), *after = args ? strstr(args, ") ") : NULL;
    if (args) *args = 0;
    say("event %s %s%s%s", s->name, event, after ? " " : "", after ? after + 2 : "");
  }
  if (file) fclose(file);
}

static void run(struct scenario *s) {
  struct iovec pieces[PIECES];
  char path[300];
  running = s;
  path_of(s, path, sizeof path);
  int fd = open(path, O_RDWR);
  if (fd < 0 || lay_out_source(s)) return fail(s, "set up");
  mapping = mmap(NULL, s->size + 1, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  for (int i = 0; i < s->pieces; i++)
    pieces[i] = (struct iovec){arena + s->piece[i].page * PAGE + s->piece[i].offset, s->piece[i].length};
  close(open("/sys/kernel/tracing/trace", O_WRONLY | O_TRUNC)); /* forgets what others have left in it */
  marker = open("/sys/kernel/tracing/trace_marker", O_WRONLY);
  tracing(1);
  ssize_t returned = pwritev(fd, pieces, s->pieces, s->pos);
  int error = returned < 0 ? errno : 0;
  tracing(0);
  say("returned %s %zd %d", s->name, returned, error);
  if (marker >= 0) tell_events(s, getpid());
  close(fd);
  look(s, "cached");
}

/* Each scenario in a process of its own: what one leaves behind is not in the way of the next, and one that hangs is noticed. */
static void run_apart(struct scenario *s) {
  say("begin %s", s->name);
  pid_t child = fork();
  if (child == 0) {
    run(s);
    _exit(0);
  }
  int status;
  for (int tenths = 0; tenths < SECONDS_TO_HANG * 10; tenths++) {
    pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) {
      if (status) say("error %s ended with status %x", s->name, status);
      say("done %s", s->name);
      return;
    }
    usleep(tenths < 50 ? 2000 : 100000);
  }
  say("hang %s", s->name);
  _exit(4);
}

static int say_words(int count, char **words) {
  char text[LINE] = "";
  for (int i = 0; i < count; i++) snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i ? " " : "", words[i]);
  say("%s", text);
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 3) return 1;
  if (!strcmp(argv[1], "say")) return say_words(argc - 2, argv + 2);
  directory = argv[1];
  int capacity = 16, count = 0, recheck = argc > 3;
  struct scenario *all = malloc(capacity * sizeof *all);
  FILE *file = fopen(argv[2], "r");
  if (!file) return fail(NULL, "scenarios"), 1;
  while (parse(file, &all[count]))
    if (++count == capacity) all = realloc(all, (capacity *= 2) * sizeof *all);
  if (recheck) {
    for (int i = 0; i < count; i++) look(&all[i], "remounted");
    say("rechecked %d", count);
    return 0;
  }
  for (int i = 0; i < count; i++) make_file(&all[i]);
  forget_caches();
  for (int i = 0; i < count; i++) run_apart(&all[i]);
  forget_caches();
  for (int i = 0; i < count; i++) look(&all[i], "dropped");
  say("ran %d", count);
  return 0;
}
