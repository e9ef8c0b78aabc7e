/* Stands between a process and the system for one folder: records what is written there, makes
   calls fail.

   Record: "kind path offset length\n", then so many bytes: what was written, or the second path of a
   rename or link. Paths hold no spaces. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_FILES 4096
#define LONGEST (PATH_MAX / 8)

static char watched[MOST_FILES][LONGEST];
static const char *folder;
static int log_fd = -1;
static long calls, failing, room = -1;
static int failure, lasting, read_only;

__attribute__((constructor)) static void start(void) {
    const char *name = getenv("RECIST_SHIM_LOG");
    folder = getenv("RECIST_SHIM_FOLDER");
    if (name) log_fd = syscall(SYS_openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static void put(const void *bytes, size_t length) {
    if (log_fd >= 0 && syscall(SYS_write, log_fd, bytes, length) != (long)length) abort();
}

static void record(const char *kind, const char *path, long offset, const void *bytes, long length) {
    char head[PATH_MAX];
    if (log_fd < 0) return;
    put(head, snprintf(head, sizeof head, "%s %s %ld %ld\n", kind, path, offset, length));
    if (bytes) put(bytes, length);
}

/* What the process that is watched says and asks; it finds these by their names. */
void shim_mark(long number) { record("mark", "-", number, NULL, 0); }
void shim_fail(long call, int error, int for_good) {
    calls = 0; failing = call; failure = error; lasting = for_good;
}
long shim_calls(void) { return calls; }
void shim_read_only(int on) { read_only = on; }
void shim_room(long bytes) { room = bytes; }

static int fails(void) {
    ++calls;
    if (!failing || calls < failing || (calls > failing && !lasting)) return 0;
    errno = failure;
    return 1;
}
/* As `fails`, for what changes a folder. */
static int refused(void) {
    if (fails()) return 1;
    if (read_only) errno = EROFS;
    return read_only;
}

static const char *of(int fd) { return fd >= 0 && fd < MOST_FILES && watched[fd][0] ? watched[fd] : NULL; }
static int inside(const char *path) { return folder && !strncmp(path, folder, strlen(folder)); }

/* Return the path that a name in an open folder stands for. */
static const char *at(int fd, const char *path, char *room_for_it) {
    if (path[0] == '/' || !of(fd)) return path;
    snprintf(room_for_it, LONGEST, "%s/%s", of(fd), path);
    return room_for_it;
}

static int opened(int where, const char *path, int flags, mode_t mode) {
    struct stat found;
    char whole[LONGEST];
    const char *name = at(where, path, whole);
    int fd, made;
    if (!inside(name)) return syscall(SYS_openat, where, path, flags, mode);
    if (fails()) return -1;
    if (read_only && (flags & O_ACCMODE) != O_RDONLY) { errno = EROFS; return -1; }
    made = (flags & O_CREAT) && syscall(SYS_newfstatat, AT_FDCWD, name, &found, 0);
    fd = syscall(SYS_openat, where, path, flags, mode);
    if (fd < 0 || fd >= MOST_FILES) return fd;
    snprintf(watched[fd], sizeof watched[fd], "%s", name);
    if (made) record("create", name, 0, NULL, 0);
    else if (flags & O_TRUNC) record("truncate", name, 0, NULL, 0);
    return fd;
}

#define OPEN(name) int name(const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
    return opened(AT_FDCWD, path, flags, mode); }
OPEN(open)
OPEN(open64)
#define OPENAT(name) int name(int where, const char *path, int flags, ...) { \
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
    return opened(where, path, flags, mode); }
OPENAT(openat)
OPENAT(openat64)

/* A file is closed also where that is told to have failed. */
int close(int fd) {
    int failed = of(fd) && fails(), error = errno;
    if (of(fd)) watched[fd][0] = 0;
    int closed = syscall(SYS_close, fd);
    if (failed) errno = error;
    return failed ? -1 : closed;
}

ssize_t read(int fd, void *to, size_t n) {
    if (of(fd) && fails()) return -1;
    return syscall(SYS_read, fd, to, n);
}

ssize_t pread64(int fd, void *to, size_t n, off64_t from) {
    if (of(fd) && fails()) return -1;
    return syscall(SYS_pread64, fd, to, n, from);
}
ssize_t pread(int fd, void *to, size_t n, off_t from) { return pread64(fd, to, n, from); }

static ssize_t written(int fd, const void *from, size_t n, off64_t start) {
    struct stat found;
    if (of(fd) && fails()) return -1;
    if (of(fd) && room >= 0 && !syscall(SYS_fstat, fd, &found)) {
        long grown = start + (long)n - found.st_size;
        if (grown > room && !room) { errno = ENOSPC; return -1; }
        if (grown > room) { n -= grown - room; grown = room; }
        if (grown > 0) room -= grown;
    }
    ssize_t done = syscall(SYS_pwrite64, fd, from, n, start);
    if (of(fd) && done > 0) record("write", of(fd), start, from, done);
    return done;
}
ssize_t pwrite64(int fd, const void *from, size_t n, off64_t start) { return written(fd, from, n, start); }
ssize_t pwrite(int fd, const void *from, size_t n, off_t start) { return written(fd, from, n, start); }

ssize_t write(int fd, const void *from, size_t n) {
    if (!of(fd)) return syscall(SYS_write, fd, from, n);
    ssize_t done = written(fd, from, n, lseek(fd, 0, SEEK_CUR));
    if (done > 0) lseek(fd, done, SEEK_CUR);
    return done;
}

int ftruncate64(int fd, off64_t size) {
    if (of(fd) && fails()) return -1;
    int failed = syscall(SYS_ftruncate, fd, size);
    if (of(fd) && !failed) record("truncate", of(fd), size, NULL, 0);
    return failed;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

#define SYNC(name, number) int name(int fd) { \
    if (of(fd) && fails()) return -1; \
    int failed = syscall(number, fd); \
    if (of(fd) && !failed) record("sync", of(fd), 0, NULL, 0); \
    return failed; }
SYNC(fsync, SYS_fsync)
SYNC(fdatasync, SYS_fdatasync)

int unlinkat(int where, const char *path, int flags) {
    char whole[LONGEST];
    const char *name = at(where, path, whole);
    if (inside(name) && refused()) return -1;
    int failed = syscall(SYS_unlinkat, where, path, flags);
    if (inside(name) && !failed) record("unlink", name, 0, NULL, 0);
    return failed;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdir(const char *path, mode_t mode) {
    if (inside(path) && refused()) return -1;
    int failed = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (inside(path) && !failed) record("mkdir", path, 0, NULL, 0);
    return failed;
}

#define NAMED(name, number) int name(const char *from, const char *to) { \
    if (inside(to) && refused()) return -1; \
    int failed = syscall(number, AT_FDCWD, from, AT_FDCWD, to, 0); \
    if (inside(to) && !failed) record(#name, from, 0, to, strlen(to)); \
    return failed; }
NAMED(rename, SYS_renameat2)
NAMED(link, SYS_linkat)

/* Looks at files and locks are not recorded, and can fail all the same. */
#define STAT(name, type, flags) int name(const char *path, struct type *found) { \
    if (inside(path) && fails()) return -1; \
    return syscall(SYS_newfstatat, AT_FDCWD, path, found, flags); }
STAT(stat, stat, 0)
STAT(stat64, stat64, 0)
STAT(lstat, stat, AT_SYMLINK_NOFOLLOW)
STAT(lstat64, stat64, AT_SYMLINK_NOFOLLOW)
#define FSTAT(type) int f##type(int fd, struct type *found) { \
    if (of(fd) && fails()) return -1; \
    return syscall(SYS_fstat, fd, found); }
FSTAT(stat)
FSTAT(stat64)
#define FCNTL(name) int name(int fd, int command, ...) { \
    va_list more; va_start(more, command); void *what = va_arg(more, void *); va_end(more); \
    if (of(fd) && command == F_SETLK && fails()) return -1; \
    return syscall(SYS_fcntl, fd, command, what); }
FCNTL(fcntl)
FCNTL(fcntl64)
