import { byteOf, bytesIn, lengthOf, type Scenario } from "../scenario/scenario.js";
import { layOut, oldRanges } from "../scenario/scriptOf.js";
import { describe } from "./replayText.js";

/** What a reproducer says of itself. */
export interface ReproducerText {
  readonly title: string;
  /** The property that fails. */
  readonly property: string;
  readonly kernel: string;
  /** What the model says that the file holds afterwards, a letter a cell. */
  readonly content: string;
}

/** A stand-alone C program that makes a kernel take a scenario, for a mail or for xfstests: it writes, reads back, and says which bytes nobody has written. */
export function reproducer(scenario: Scenario, { title, property, kernel, content }: ReproducerText): string {
  const { pieces, states, rules } = layOut(scenario);
  const pages = Math.max(...pieces.map(({ page }) => page)) + 1;
  const row = (cells: readonly (number | string)[]): string => `{${cells.join(", ")}}`;
  const table = (rows: readonly string[]): string => (rows.length === 0 ? "{{0}}" : `{${rows.join(", ")}}`);
  const width = Math.max(1, ...rules.map(({ targets }) => targets.length));
  return `/*
 * ${title}
 *
 * ${describe(scenario)}.
 *
 * What fails: ${property}.
 * The model of ${kernel} says that the file then holds, from byte ${byteOf(scenario, 0)} on, a letter for each ${4096 / scenario.bounds.PAGE} bytes: ${content}
 * (N new, o old, 0 zero, S stale disk content, G uninitialised memory).
 *
 * How: the pages of the source are registered with userfaultfd. When the kernel faults in the page that a rule names, the handler throws away the
 * pages that the rule lists, and only then serves the fault: they are absent, or unmapped, when the kernel copies. Nothing depends on luck.
 *
 * cc -O2 -pthread -o reproducer reproducer.c && ./reproducer MOUNTPOINT/file; as root, or with vm.unprivileged_userfaultfd=1.
 * Stale content shows if the free space of the disk holds any; uninitialised memory if booted with init_on_alloc=0 (page_poison=1 makes it 0xaa).
 * Exit status: 0 every byte is new, old or zero as it should be; 1 some are not; 2 it could not be tried.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define PAGE 4096L
#define PAGES ${pages}
#define COUNT(table) (sizeof(table) / sizeof *(table))

static const off_t size = ${byteOf(scenario, scenario.size)}, pos = ${byteOf(scenario, scenario.pos)}, length = ${bytesIn(scenario, scenario.pos, lengthOf(scenario))};
static const struct { int page; size_t bytes; } pieces[] = ${table(pieces.map(({ page, bytes }) => row([page, bytes])))};
static const struct { off_t from, to; } old[] = ${table(oldRanges(scenario).map(({ from, to }) => row([from, to])))};
static const struct { int page, invalid; } states[] = ${table(states.map(({ page, state }) => row([page, state === "invalid" ? 1 : 0])))};
static const int has_states = ${states.length};
static const struct { int page, nth, protect, count, targets[${width}]; } rules[] = ${table(rules.map(({ page, nth, does, targets }) => row([page, nth, does === "protect" ? 1 : 0, targets.length, `{${targets.join(", ")}}`])))};
static const int has_rules = ${rules.length};

static unsigned char *arena;
static int uffd, faults[PAGES], armed;

static unsigned char new_byte(off_t at) { return 0xc0 + (at * 7 + (at >> 8) * 3) % 61; }
static unsigned char old_byte(off_t at) { return 0x21 + (at * 5 + (at >> 8) * 11) % 47; }

static void *serve(void *unused) {
  unsigned char *buffer = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  struct uffd_msg message;
  (void)unused;
  while (read(uffd, &message, sizeof message) == sizeof message) {
    int page = (message.arg.pagefault.address - (uintptr_t)arena) / PAGE;
    faults[page]++;
    for (int i = 0; armed && i < has_rules; i++)
      for (int k = 0; rules[i].page == page && rules[i].nth == faults[page] && k < rules[i].count; k++) {
        madvise(arena + rules[i].targets[k] * PAGE, PAGE, MADV_DONTNEED);
        if (rules[i].protect) mprotect(arena + rules[i].targets[k] * PAGE, PAGE, PROT_NONE);
      }
    off_t at = pos;
    for (size_t i = 0; i < COUNT(pieces); at += pieces[i++].bytes)
      for (size_t k = 0; pieces[i].page == page && k < pieces[i].bytes; k++) buffer[k] = new_byte(at + k);
    struct uffdio_copy copy = {.dst = (uintptr_t)arena + page * PAGE, .src = (uintptr_t)buffer, .len = PAGE};
    ioctl(uffd, UFFDIO_COPY, &copy);
  }
  return NULL;
}

static int fails(const char *what) {
  perror(what);
  return 2;
}

int main(int argc, char **argv) {
  struct uffdio_api api = {.api = UFFD_API};
  struct iovec source[COUNT(pieces)];
  pthread_t thread;
  if (argc < 2) return fails("which file?");
  int fd = open(argv[1], O_RDWR | O_CREAT | O_TRUNC, 0644);
  if (fd < 0 || ftruncate(fd, size)) return fails(argv[1]);
  for (size_t i = 0; i < COUNT(old); i++)
    for (off_t at = old[i].from; at < old[i].to; at++) {
      unsigned char byte = old_byte(at);
      if (pwrite(fd, &byte, 1, at) != 1) return fails("old content");
    }
  fsync(fd);
  posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED); /* nothing of the file is cached now */

  arena = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  uffd = syscall(SYS_userfaultfd, O_CLOEXEC);
  struct uffdio_register range = {.range = {(uintptr_t)arena, PAGES * PAGE}, .mode = UFFDIO_REGISTER_MODE_MISSING};
  if (uffd < 0 || ioctl(uffd, UFFDIO_API, &api) || ioctl(uffd, UFFDIO_REGISTER, &range)) return fails("userfaultfd");
  if (pthread_create(&thread, NULL, serve, NULL)) return fails("thread");
  for (int i = 0; i < has_states; i++) {
    if (states[i].invalid) mprotect(arena + states[i].page * PAGE, PAGE, PROT_NONE);
    else (void)*(volatile unsigned char *)(arena + states[i].page * PAGE);
  }
  memset(faults, 0, sizeof faults);
  armed = 1;

  for (size_t i = 0; i < COUNT(pieces); i++) source[i] = (struct iovec){arena + pieces[i].page * PAGE, pieces[i].bytes};
  ssize_t written = pwritev(fd, source, COUNT(pieces), pos);
  if (written < 0) perror("write");
  printf("wrote %zd of %lld bytes at %lld\\n", written, (long long)length, (long long)pos);

  off_t end = lseek(fd, 0, SEEK_END), bad = 0;
  for (off_t at = 0; at < end; at++) {
    unsigned char byte, wanted = 0;
    for (size_t i = 0; i < COUNT(old); i++)
      if (at >= old[i].from && at < old[i].to) wanted = old_byte(at);
    if (at >= pos && at < pos + written) wanted = new_byte(at);
    if (pread(fd, &byte, 1, at) != 1) return fails("read");
    if (byte == wanted) continue;
    if (bad++ < 8) printf("byte %lld is 0x%02x, not 0x%02x\\n", (long long)at, byte, wanted);
  }
  printf("%lld bytes that nobody has written\\n", (long long)bad);
  return bad > 0;
}
`;
}
